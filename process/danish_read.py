"""A Danish wording read into a `When`, tolerant of how people write: "senest d. 18/3-2024 kl 12", "uge 24/25", "to møder i februar".

Nothing is guessed: no year in sight is a fault unless the caller gives one, and a range that runs backwards is refused.
"""

from __future__ import annotations

import re

from process.danish_days import COUNTS, MONTH, MONTH_NUMBERS, Found, WhenError, fold, take_day
from process.danish_names import GROUPS
from process.when import (
    Day,
    EachMeeting,
    Months,
    NoLater,
    PartOfMonth,
    Relative,
    Several,
    Span,
    Third,
    Undated,
    Weeks,
    When,
    Window,
    fault_of,
)

GROUP_KEYS = {fold(word): key for key, word in GROUPS.items()} | {"udvalg": "standing_committee", "staaende udvalg": "standing_committee"}
YEAR = r"(?:,?\s*(?P<year>\d{4}))?"
UNDATED = re.compile(r"\s*(?:uden dato|udateret|afventer dato|dato ukendt)\s*(?::\s*(?P<words>.*\S))?\s*", re.IGNORECASE | re.DOTALL)
WINDOW = re.compile(r"fra (?P<opens>.+?) til hvert? (?P<group>[\w -]+?)s behandling \((?P<closes>.+)\)")
EACH = re.compile(r"hvert? (?P<group>[\w -]+?)s ordinaere moeder? (?:i perioden )?(?P<days>.+)")
RELATIVE = re.compile(r'(?:(?P<days>\d{1,3}|[a-z]+) arbejdsdage? )?(?P<side>efter|foer) "?(?P<key>[a-z0-9_-]+)"?')
WEEKS = re.compile(rf"(?:i )?uge (?P<first>\d\d?)(?:\s*(?:/|-|og|til)\s*(?:uge )?(?P<last>\d\d?))?(?!\d){YEAR}")
WEEK_LIST = re.compile(rf"(?:i )?uge(?:rne)? (?P<weeks>\d\d?(?:(?:\s*,\s*|\s+og\s+)\d\d?)+)(?!\d){YEAR}")
THIRDS = {"primo": Third.EARLY, "medio": Third.MID, "ultimo": Third.LATE} | {
    f"{word} {link}": third
    for words, third in ((("begyndelsen", "starten"), Third.EARLY), (("midten",), Third.MID), (("slutningen",), Third.LATE))
    for word in words
    for link in ("af", "i")
}
THIRD = re.compile(rf"(?:i )?(?P<third>{'|'.join(THIRDS)}) (?P<month>{MONTH})\.?{YEAR}")
MONTHS = re.compile(
    rf"(?:(?P<count>\d\d?|[a-z]+) moeder? )?(?:i )?(?:fra )?(?P<first>{MONTH})\.?(?:\s*(?:-|/|til)\s*(?P<last>{MONTH})\.?)?{YEAR}"
)
HALF_YEAR = re.compile(rf"(?:i )?(?P<half>[12])\. ?halvaar{YEAR}")
QUARTER = re.compile(rf"(?:i )?(?:(?P<nth>[1-4])\. ?kvartal|q(?P<q>[1-4])){YEAR}")
BETWEEN = re.compile(r"\s*;\s*|\s*,(?!\s*kl)\s*|\s+og\s+")


def read(text: str, *, year: int | None = None) -> When:
    """The `When` behind a Danish wording; `year` is used where the text names none. Raises WhenError."""
    if match := UNDATED.fullmatch(text):
        return Undated(words=match["words"] or "")
    words = fold(text)
    if not words:
        raise WhenError(text, "empty")
    try:
        when = _fan_out(words, year) or _relative(words) or _several(words, year) or _simple(words, year)
    except WhenError as error:
        raise WhenError(text, error.why, error.day) from None
    if why := fault_of(when):
        raise WhenError(text, why)
    return when


def _year(match: re.Match[str], year: int | None) -> int:
    found = match["year"] or year
    if found is None:
        raise WhenError(match.string, "no_year")
    if int(found) < 1:
        raise WhenError(match.string, "impossible")
    return int(found)


def _group(word: str) -> str:
    return GROUP_KEYS.get(word, word)


def _fan_out(words: str, year: int | None) -> When | None:
    if match := WINDOW.fullmatch(words):
        closes = _span(match["closes"], year)
        found, rest = take_day(match["opens"])
        if rest:
            raise WhenError(words, "unreadable")
        opens = found.on(closes.first.month, closes.first.year)
        return Window(opens=opens, until_meetings_of=_group(match["group"]), closes_first=closes.first, closes_last=closes.last)
    if match := EACH.fullmatch(words):
        days = _span(match["days"], year)
        return EachMeeting(group=_group(match["group"]), first=days.first, last=days.last)
    return None


def _relative(words: str) -> Relative | None:
    if not (match := RELATIVE.fullmatch(words)):
        return None
    days = _count(match["days"]) or 0
    before = match["side"] == "foer"
    return Relative(milestone=match["key"], days=-days if before else days, before=before and not days)


def _count(word: str | None) -> int | None:
    if word is None:
        return None
    if not word.isdigit() and word not in COUNTS:
        raise WhenError(word, "unreadable")
    return int(word) if word.isdigit() else COUNTS[word]


def _several(words: str, year: int | None) -> Several | None:
    """Each piece may leave month and year to the piece after it: "22. og 23. januar 2024"."""
    pieces = BETWEEN.split(words)
    if len(pieces) < 2 or WEEKS.fullmatch(words) or WEEK_LIST.fullmatch(words):
        return None
    parts: list[Day | Span | Weeks | PartOfMonth | Months] = []
    month: int | None = None
    for piece in reversed(pieces):
        part = _simple(piece, year, month)
        if not isinstance(part, Day | Span | Weeks | PartOfMonth | Months):
            raise WhenError(words, "unreadable")
        parts.insert(0, part)
        if part.earliest is not None:
            year, month = part.earliest.year, part.earliest.month
    return Several(parts=tuple(parts))


def _simple(words: str, year: int | None, month: int | None = None) -> When:
    words = words.removeprefix("i ").removeprefix("perioden ") if words.startswith("i perioden ") else words
    if match := WEEK_LIST.fullmatch(words):
        return _weeks(match, year)
    no_later = words.startswith("senest ")
    words = words.removeprefix("senest ")
    if match := WEEKS.fullmatch(words):
        first = int(match["first"])
        return Weeks(year=_year(match, year), first=first, last=int(match["last"] or first), no_later=no_later)
    if no_later:
        return _no_later(words, year)
    return _part_of_year(words, year) or _days(words, year, month)


def _weeks(match: re.Match[str], year: int | None) -> Weeks:
    """Week after week; "uge 28, 30" is no time without a hole in it."""
    weeks = [int(week) for week in re.findall(r"\d+", match["weeks"])]
    if weeks != list(range(weeks[0], weeks[0] + len(weeks))):
        raise WhenError(match.string, "unreadable")
    return Weeks(year=_year(match, year), first=weeks[0], last=weeks[-1])


def _no_later(words: str, year: int | None) -> NoLater:
    found, rest = take_day(words)
    if rest or found.end:
        raise WhenError(words, "unreadable")
    return NoLater(day=found.on(None, year), at=found.start)


def _part_of_year(words: str, year: int | None) -> When | None:
    if match := THIRD.fullmatch(words):
        return PartOfMonth(year=_year(match, year), month=MONTH_NUMBERS[match["month"]], third=THIRDS[match["third"]])
    if match := HALF_YEAR.fullmatch(words):
        first = 1 if match["half"] == "1" else 7
        return Months(year=_year(match, year), first=first, last=first + 5)
    if match := QUARTER.fullmatch(words):
        first = int(match["nth"] or match["q"]) * 3 - 2
        return Months(year=_year(match, year), first=first, last=first + 2)
    if match := MONTHS.fullmatch(words):
        first = MONTH_NUMBERS[match["first"]]
        last = MONTH_NUMBERS[match["last"]] if match["last"] else first
        return Months(year=_year(match, year), first=first, last=last, count=_count(match["count"]))
    return None


def _days(words: str, year: int | None, month: int | None) -> Day | Span:
    found, rest = take_day(words.removeprefix("fra "))
    if not rest:
        return Day(day=found.on(month, year), start=found.start, end=found.end)
    return _until(found, rest, year)


def _until(first: Found, rest: str, year: int | None) -> Span:
    if not (match := re.match(r"(?:-|til)\s*", rest)) or first.end:
        raise WhenError(rest, "unreadable")
    last, left = take_day(rest[match.end() :])
    if left or last.end:
        raise WhenError(rest, "unreadable")
    day = last.on(first.month, year)
    return Span(first=first.on(day.month, day.year), last=day, start=first.start, end=last.start)


def _span(words: str, year: int | None) -> Span:
    days = _days(words, year, None)
    if not isinstance(days, Span):
        raise WhenError(words, "unreadable")
    return days
