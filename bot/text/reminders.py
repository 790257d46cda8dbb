"""What the bot says by itself about a deadline (PEOPLE 3.1-3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from bot.text.dates import day, day_and_clock, days_in_line
from bot.text.grammar import inside, it, they
from bot.text.marks import strong

GOOD_MORNING = "God morgen. "


def reminder(*, title: str, receiver: str, due: date, at: time | None = None) -> str:
    """Before the day."""
    where = f"skal være hos {receiver}" if receiver else "skal være afleveret"
    return (
        f"{strong(title)} {where} senest {day_and_clock(due, at)}. Når du har meldt {it(title)} afleveret, hører du ikke mere om den frist."
    )


def again(*, title: str, receiver: str, due: date, at: time | None = None) -> str:
    """On the day a person asked for."""
    where = f"skal være hos {receiver}" if receiver else "skal være afleveret"
    return f"Du bad om at høre om {strong(inside(title))} igen. {they(title).capitalize()} {where} senest {day_and_clock(due, at)}."


def overdue(*, title: str, due: date, ahead: str = "") -> str:
    """After the day; `ahead` announces the next step before it happens."""
    return (
        f"Fristen for {strong(inside(title))} var {day(due)}, og {they(title)} er ikke meldt afleveret endnu. "
        f"Har du sendt {it(title)}, så tryk på knappen. Ellers bed om mere tid.{f' {ahead}' if ahead else ''}"
    )


def announced(*, last_reply: date, who: str) -> str:
    """The next step, before it happens."""
    return f"Hører vi ikke fra dig senest {day(last_reply)}, får {who} også besked."


def escalated(
    *,
    title: str,
    due: date,
    owner: str,
    written: Sequence[date],
    others: Sequence[tuple[str, date]] = (),
    treatment: str = "",
    deputy: bool = False,
) -> str:
    """To those above: `written` are the days the owner was really written to, `others` who heard of it before and when."""
    ask = f"Vil du tage en snak med {owner}?"
    if deputy:
        ask = f"Som stedfortræder kan du tage opgaven eller melde {it(title)} afleveret, hvis du ved, at {they(title)} er sendt."
    tried = f" Vi har skrevet til {owner} {days_in_line(written)} uden at få svar." if written else ""
    tried += "".join(f" {who[:1].upper()}{who[1:]} fik besked {day(on)}." for who, on in others)
    return f"Til orientering: {strong(title)} skulle være afleveret {day(due)}.{tried}{f' {treatment}' if treatment else ''} {ask}"


def treated(*, organ: str, on: date) -> str:
    """When the proposals are next taken up: what the director needs to know to weigh it."""
    return f"{organ} behandler forslagene {day(on)}."


def escalation_told(*, due: date, who: str = "din direktør") -> str:
    """To the owner, at the same moment."""
    return f"Vi har i dag også skrevet til {who} om fristen den {due.day}. {day(due).split('. ')[-1]}. Du kan stadig svare her."


def told_about(*, title: str) -> str:
    """Which deadline the sentence before is about."""
    return f"Det gælder {strong(inside(title))}."
