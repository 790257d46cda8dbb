"""Labels of the modals about a deadline."""

from __future__ import annotations

from datetime import date

from bot.text.dates import full
from bot.text.marks import strong
from bot.text.rendered import Rendered, said

MORE_TIME_TITLE = "Mere tid"
UNTIL = "Hvornår kan det være klar?"
UNTIL_HINT = "Vælg en arbejdsdag efter fristen. Fristen gælder, indtil du får svar."
WHY = "Hvorfor?"
WHY_HINT = "Læses af den, der svarer. Skriv ikke om enkeltpersoner."
HAND_OVER_TITLE = "Giv opgaven videre"
HAND_OVER_SUBMIT = "Giv videre"
DELIVER_SUBMIT = "Meld afleveret"
TO = "Hvem skal have opgaven?"
TO_HINT = "Kun dem, der er med i processen, kan vælges. Begge får besked."
HANDED_UNTIL = "Til og med hvornår?"
HANDED_UNTIL_HINT = "Lad feltet stå tomt, hvis opgaven bliver der, til den er afleveret."
DONE_TITLE = "Sendt"
SAID_TITLE = "Fristvogter"


def about(*, title: str, due: date) -> str:
    """Above the fields."""
    return f"{strong(title)}, senest {full(due)}."


def nobody() -> Rendered:
    """There is nobody to give it to."""
    return said("Der er ingen andre i processen at give opgaven videre til. Bed procesejeren om at sætte en stedfortræder på personlisten.")


def which(*, act: str) -> str:
    """When somebody has several deadlines and names none."""
    return f"Du har flere åbne frister. Vælg den, du vil {act}:"
