"""Where somebody without Slack makes a choice: MED's own form for a committee, and the page about one deadline."""

from __future__ import annotations

from collections.abc import Callable

from bot.context import Context
from bot.text.offers import BETWEEN
from bot.text.rendered import Act, Choice
from process.seats import PersonId

ABOUT_DEADLINES = {
    Act.DELIVER: "",
    Act.DELIVER_NOTE: "#afleveret",
    Act.MORE_TIME: "#mere-tid",
    Act.HAND_OVER: "#giv-videre",
    Act.TAKE_IT: "",
    Act.SNOOZE: "#mind-mig",
    Act.NOT_MINE: "#mind-mig",
}
"""What is answered on the deadline's page, and where on it."""
ABOUT_REQUESTS = frozenset({Act.GRANT, Act.REFUSE})
ABOUT_COMMITTEES = {Act.RECORD: "#registrer", Act.AGENDA: "#dagsorden"}
ABOUT_RECORDS = frozenset({Act.CONFIRM, Act.ADD_VIEWS, Act.CONTEST, Act.SEE_BOTH, Act.CORRECT, Act.TAKE_BACK, Act.WITHDRAW, Act.MINUTES})


class PageLinks:
    """The page behind each choice, for one person."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, person: PersonId, choice: Choice) -> str:
        """The address; "" where there is no page."""
        find = self._finder(choice.act)
        return find(person, choice) if find else ""

    def _finder(self, act: Act) -> Callable[[PersonId, Choice], str] | None:
        if act in ABOUT_DEADLINES or act in ABOUT_REQUESTS:
            return self._deadline
        if act is Act.UNDO:
            return self._undo
        if act in ABOUT_COMMITTEES:
            return self._committee
        return self._record if act in ABOUT_RECORDS else None

    def _deadline(self, person: PersonId, choice: Choice) -> str:
        key = f"answer:{choice.value}" if choice.act in ABOUT_REQUESTS else choice.value.partition(BETWEEN)[0]
        page = self._context.links.deadline(person, key)
        return f"{page}{ABOUT_DEADLINES.get(choice.act, '')}" if page else ""

    def _undo(self, person: PersonId, choice: Choice) -> str:
        about = self._context.state().about.get(int(choice.value)) if choice.value.isdecimal() else None
        return self._context.links.deadline(person, about) if isinstance(about, str) else ""

    def _committee(self, person: PersonId, choice: Choice) -> str:
        page = self._context.links.door(person, choice.value.partition(BETWEEN)[0])
        return f"{page}{ABOUT_COMMITTEES[choice.act]}" if page else ""

    def _record(self, person: PersonId, choice: Choice) -> str:
        record = self._context.state().records.get(int(choice.value)) if choice.value.isdecimal() else None
        page = self._context.links.door(person, record.fact.committee) if record else ""
        return f"{page}#r{choice.value}" if page else ""
