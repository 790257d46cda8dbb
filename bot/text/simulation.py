"""What a simulation prints: the day, who would be written to, what about, and why just then."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date, time

from bot.text import grammar
from bot.text.grammar import named
from process.dates.danish import write
from process.dates.danish_grammar import clock
from process.deadlines.obligations import find
from process.ledger.state import State
from process.plan.model import Meeting, Milestone, Organ, OwnerBasis, Plan
from process.reminders.notices import Notice, NoticeKind
from process.seats import Role, Seat

HELP = (
    "Afspil en plan ved fuld fart og vis hver besked, der ville gå ud: dag, modtager og grund. "
    "Intet bliver sendt."
)
HELP_FROM = "Første dag."
HELP_TO = "Sidste dag."
HELP_ANSWER = (
    "Hvordan folk svarer: aldrig, straks, eller blandet (en tredjedel straks, "
    "en tredjedel på anden besked, resten aldrig)."
)
HELP_FORMAT = "text er til mennesker, jsonl er til programmer (én besked pr. linje)."

KINDS = {
    NoticeKind.REMINDER: "påmindelse",
    NoticeKind.OVERDUE: "fristen er overskredet",
    NoticeKind.SNOOZED: "påmindelse, som personen selv bad om",
    NoticeKind.UNANSWERED: "besked om, at ingen har svaret",
    NoticeKind.ESCALATED: "til orientering",
    NoticeKind.ESCALATION_TOLD: "besked om, hvem der også er skrevet til",
    NoticeKind.CONFIRM_RECORD: "bed om svar på en registrering",
    NoticeKind.CONTESTED: "registreringen er bestridt",
    NoticeKind.RECEIPT: "kvittering",
    NoticeKind.MOVED: "fristen er flyttet",
    NoticeKind.CANCELLED: "fristen er aflyst",
    NoticeKind.MORE_TIME_ASKED: "ønske om mere tid",
    NoticeKind.MORE_TIME_ANSWERED: "svar på ønske om mere tid",
    NoticeKind.HANDED_OVER: "opgaven er givet videre",
    NoticeKind.NOT_MINE: "opgaven hører ikke til her",
    NoticeKind.REOPENED: "skal drøftes igen",
    NoticeKind.WITHDRAWN: "en registrering er trukket tilbage",
    NoticeKind.RESCHEDULED: "forslaget behandles en anden dag",
    NoticeKind.STANDING_IN: "står i stedet for en anden",
    NoticeKind.WEEKLY: "ugens overblik",
    NoticeKind.TO_ADMIN: "en besked kunne ikke afleveres",
}


def day_line(day: date) -> str:
    """The heading of a day."""
    return f"\n{grammar.full(day)}"


def message_lines(
    at: time, person: str, notices: tuple[Notice, ...], state: State
) -> Iterator[str]:
    """One message: its hour and person, then a line for each thing it says."""
    yield f"  {clock(at)}  {person}"
    for notice in notices:
        yield f"      {KINDS[notice.kind]}: {subject(notice, state)}{_because(notice)}"


def subject(notice: Notice, state: State) -> str:
    """What a notice is about, in the words of its obligation."""
    obligation = find(state, notice.obligation) if notice.obligation else None
    if notice.kind is NoticeKind.WEEKLY:
        return f"uge {notice.because.partition(':')[2]}"
    if obligation is None:
        return f"protokollens nr. {notice.entry}"
    if obligation.asked is not None:
        return obligation.title
    where = f" i {state.plan.place_name(obligation.committee)}" if obligation.committee else ""
    return f"{obligation.title}{where} (senest {grammar.day(obligation.due)})"


def _because(notice: Notice) -> str:
    why, _, number = notice.because.partition(":")
    if why == "escalated" and notice.obligation.startswith("confirm:"):
        return ", fordi registreringen venter på svar"
    days = "1 arbejdsdag" if number == "1" else f"{number} arbejdsdage"
    return {
        "before": f", fordi der er {days} til",
        "after": f", fordi fristen blev overskredet for {days} siden",
        "escalated": f", fordi der ikke er svaret {days} efter fristen"
        if number != "0"
        else ", fordi ingen sidder på pladsen",
        "snoozed": ", fordi personen bad om at blive mindet i dag",
        "asked": "" if number == "0" else ", fordi der ikke er svaret endnu",
    }.get(why, "")


def seat_holder(seat: Seat, plan: Plan) -> str:
    """The stand-in for a seat nobody is named for."""
    return grammar.named(plan, seat)


def sum_line(messages: int, people: int) -> str:
    """The sum under it all."""
    if not messages:
        return "Ingen beskeder i perioden."
    return f"\n{messages} beskeder til {people} personer."


HELP_SUMMARY = (
    "Vis i stedet et skema: beskeder pr. person pr. uge, og hvad en bot med én besked pr. "
    "frist pr. dag ville sende."
)
HELP_CHART = "Skriv også et søjlediagram (SVG) til denne fil."

GROUPS = {
    "heads": "chefer",
    "directors": "direktører",
    "owners": "råderumsgruppen",
    "med": "MED-udvalg",
    "deputies": "stedfortrædere",
}
HEADINGS = (
    "gruppe",
    "personer",
    "bot",
    "beskeder i alt",
    "pr. person pr. uge: median",
    "median i uger med beskeder",
    "flest på en uge",
    "flest på en dag",
)
OURS, NAIVE = "Fristvogter", "én pr. frist pr. dag"
CHART_TITLE = "Flest beskeder til én person, uge for uge"
CHART_OURS = "Fristvogter"
CHART_NAIVE = "En bot med én besked pr. frist pr. påmindelsesdag"
CHART_WEEK = "uge"


def number(of: float) -> str:
    """A figure with a Danish comma."""
    return f"{of:g}".replace(".", ",")


def table(rows: Sequence[Sequence[str]]) -> str:
    """Columns below each other."""
    lines = [HEADINGS, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def chart_written(*, file: str) -> str:
    """Where the picture lies."""
    return f"Diagrammet ligger i {file}."


EVERY = {
    Role.HEAD: "hver chef",
    Role.CHAIR: "formanden for hvert berørt MED-udvalg",
    Role.VICE_CHAIR: "næstformanden for hvert berørt MED-udvalg",
}
WIDTHS = (38, 52, 44)


def plan_table(plan: Plan) -> str:
    """The whole plan: its rows (when, what, who), then each organ's meetings and what awaits a
    date.
    """
    rows = sorted(plan.milestones, key=lambda row: row.when.earliest or date.max)
    titles = {row.key: row.title for row in plan.milestones}
    table = [("Hvornår", "Hvad", "Hvem")] + [
        (write(row.when, titles), _what(row), owner_words(plan, row)) for row in rows
    ]
    blocks = [f"{plan.title}, {plan.municipality}", _drawn(table)]
    blocks += [_meetings(organ) for organ in plan.organs if organ.meetings or organ.waiting]
    return "\n\n".join(blocks)


def owner_words(plan: Plan, row: Milestone) -> str:
    """Who is responsible: the seats in words, else the source's words, else that it is not
    stated.
    """
    if row.owner_basis is OwnerBasis.NOT_STATED:
        return "ikke angivet"
    words = ", ".join(_owner(plan, owner) for owner in row.owners) or row.owner_words
    return f"{words} (underforstået)" if row.owner_basis is OwnerBasis.IMPLIED else words


def _owner(plan: Plan, owner: str) -> str:
    role, _, place = owner.partition(":")
    if place == "*":
        return EVERY.get(Role(role), f"{role}:*")
    return named(plan, Seat.parse(owner))


def _what(row: Milestone) -> str:
    marks = ["AFLYST: " + row.cancelled] if row.cancelled is not None else []
    marks += ["ikke endeligt"] if row.tentative else []
    marks += ["ikke bekræftet"] if row.rolled_from is not None else []
    marks += [row.conditional] if row.conditional else []
    return row.title + (f" ({'; '.join(marks)})" if marks else "")


def _drawn(rows: Sequence[tuple[str, str, str]]) -> str:
    """Columns side by side; a cell that is too long goes on below itself."""
    lines: list[str] = []
    for number, row in enumerate(rows):
        cells = [
            textwrap.wrap(cell, width) or [""] for cell, width in zip(row, WIDTHS, strict=True)
        ]
        for n in range(max(map(len, cells))):
            pieces = [
                (cell[n] if n < len(cell) else "").ljust(width)
                for cell, width in zip(cells, WIDTHS, strict=True)
            ]
            lines.append("  ".join(pieces).rstrip())
        if number == 0:
            lines.append("  ".join("-" * width for width in WIDTHS))
    return "\n".join(lines)


def _meetings(organ: Organ) -> str:
    meetings = sorted(organ.meetings, key=lambda meeting: meeting.when.earliest or date.max)
    lines = [organ.name, *(_meeting(meeting) for meeting in meetings)]
    return "\n".join([*lines, *(f"  afventer dato: {item}" for item in organ.waiting)])


def _meeting(meeting: Meeting) -> str:
    words = [f"  {write(meeting.when)}"]
    words += [f"AFLYST: {meeting.cancelled}"] if meeting.cancelled is not None else []
    words += [meeting.title] if meeting.title else []
    words += [meeting.place] if meeting.place else []
    words += ["eksempel"] if meeting.example else []
    return " · ".join(words) + "".join(f"\n    - {item}" for item in meeting.agenda)
