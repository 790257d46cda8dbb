"""What a simulation prints: the day, who would be written to, what about, and why just then; or a
table of how many messages everybody gets.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from bot.text.grammar import day, full
from bot.text.log import because
from process.dates.danish_grammar import clock
from process.reminders.notices import Notice, NoticeKind

HELP = (
    "Afspil en plan ved fuld fart og vis hver besked, der ville gå ud: dag, modtager og grund. "
    "Intet bliver sendt."
)
HELP_FROM = "Første dag; ellers en måned før planens første."
HELP_TO = "Sidste dag; ellers planens sidste."
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
    NoticeKind.SENT_BACK: "afleveringen er sendt tilbage",
    NoticeKind.NOT_MINE: "opgaven hører ikke til her",
    NoticeKind.REOPENED: "skal drøftes igen",
    NoticeKind.NO_MEETING: "intet møde i tide",
    NoticeKind.WITHDRAWN: "en registrering er trukket tilbage",
    NoticeKind.RESCHEDULED: "forslaget behandles en anden dag",
    NoticeKind.CONSULTED: "en høring er åben",
    NoticeKind.STANDING_IN: "står i stedet for en anden",
    NoticeKind.WEEKLY: "ugens overblik",
    NoticeKind.INVITATION: "mødeindkaldelse på mail",
    NoticeKind.TO_ADMIN: "en besked kunne ikke afleveres",
}


def day_line(on: date) -> str:
    """The heading of a day."""
    return f"\n{full(on)}"


def message_line(*, at: time, person: str) -> str:
    """The heading of a message: its hour and person."""
    return f"  {clock(at)}  {person}"


def notice_line(notice: Notice, *, what: str) -> str:
    """One thing it says."""
    return f"      {KINDS[notice.kind]}: {what}{because(notice, past=False)}"


def week(*, number: int) -> str:
    """What the week's overview is about."""
    return f"uge {number}"


def entry(*, seq: int) -> str:
    """What news is about."""
    return f"protokollens nr. {seq}"


def owed(*, title: str, committee: str, due: date) -> str:
    """What a reminder is about."""
    where = f" i {committee}" if committee else ""
    return f"{title}{where} (senest {day(due)})"


def sum_line(messages: int, people: int) -> str:
    """The sum under it all."""
    if not messages:
        return "Ingen beskeder i perioden."
    sent = "1 besked" if messages == 1 else f"{messages} beskeder"
    return f"\n{sent} til {'1 person' if people == 1 else f'{people} personer'}."


HELP_SUMMARY = (
    "Vis i stedet et skema: beskeder pr. person pr. uge, "
    "og hvad en bot med én besked pr. frist pr. dag ville sende."
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
