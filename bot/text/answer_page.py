"""The words of the pages where people without Slack answer, when what was sent in cannot be taken."""

from __future__ import annotations

STALE = "Siden har stået åben for længe, så intet er gemt. Det, du skrev, står her endnu: læs det igennem, og tryk en gang til."
ELSEWHERE = "Svaret kom ikke fra denne side, så intet er gemt. Åbn linket fra din mail igen."
TOO_MANY = "Der er kommet usædvanligt mange svar fra dette link. Vent et minut, og prøv igen. Det, du skrev, står her endnu."
