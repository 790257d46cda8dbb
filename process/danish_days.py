"""One day (and its hours) in Danish: "18/3", "d. 18. marts 2024 kl 12", "fredag", "i morgen". Everything is read without case
and with æøå or their ASCII spellings. A weekday that does not fit its date is refused, since one of the two is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from process.danish_names import MONTHS, NUMBERS, WEEKDAYS

ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "–": "-", "—": "-", "‐": "-", "\u2011": "-", "\u2212": "-", "“": '"', "”": '"'})


@dataclass(eq=False)
class WhenError(ValueError):
    """A wording of no use. `why` is empty, unreadable, no_year, impossible, weekday, reversed or not_a_day; `day` what it found."""

    text: str
    why: str
    day: date | None = None

    def __str__(self) -> str:
        return f"{self.text!r} is not a when: {self.why}"


def fold(text: str) -> str:
    """Lower case, ASCII spellings, plain dashes, single spaces."""
    return re.sub(r"\s+", " ", text.lower().translate(ASCII)).strip()


def _choice(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


MONTH_NUMBERS = {w: n for n, name in enumerate(MONTHS, 1) for w in (name, name[:3])} | {"sept": 9}
WEEKDAY_NUMBERS = {w: n for n, name in enumerate(map(fold, WEEKDAYS)) for w in (name, name[:-3])} | {"tir": 1, "tor": 3}
COUNTS = {fold(word): n for n, word in enumerate(NUMBERS)} | {"en": 1}
MONTH = rf"(?:{_choice(MONTH_NUMBERS)})\b"
WEEKDAY = rf"(?:{_choice(WEEKDAY_NUMBERS)})\b"

DAY = re.compile(
    rf"""(?:(?P<weekday>{WEEKDAY})\.?,?\s*)?(?:den\s+|d\.\s*|d\s+)?
    (?:(?P<y0>\d{{4}})-(?P<m0>\d\d?)-(?P<d0>\d\d?)
    |(?P<d1>\d\d?)-(?P<m1>\d\d?)-(?P<y1>\d{{4}}|\d\d)(?!\d)
    |(?P<d2>\d\d?)\s?[./]\s?(?P<m2>\d\d?)(?!\d)(?:\s?[-./\s]\s?(?P<y2>\d{{4}})(?!\d)|[-./](?P<y3>\d\d)(?![\d./:]|\s?{MONTH})|\.)?
    |(?P<d4>\d\d?)\.?\s*(?P<m4>{MONTH})\.?(?:,?\s*(?P<y4>\d{{4}}))?
    |(?P<d5>\d\d?)(?:\.|(?=\s*-)))""",
    re.VERBOSE,
)
HOURS = re.compile(
    r"""\s*,?\s*(?:kl\.?|klokken|t?(?=\d\d?:\d\d))\s*(?P<h1>\d\d?)(?:[.:](?P<n1>\d\d))?(?!\d)
    (?:\s*(?:-|til)\s*(?:kl\.?\s*)?(?P<h2>\d\d?)(?:[.:](?P<n2>\d\d))?(?![\d./]|\s*\.?\s*[a-z]))?""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Found:
    """What a wording says about a day; month and year may be left to its neighbour ("21.-22. marts 2024")."""

    text: str
    day: int
    month: int | None
    year: int | None
    weekday: int | None
    start: time | None
    end: time | None

    def on(self, month: int | None, year: int | None) -> date:
        """The day, with the neighbour's month and year where its own are missing; raises WhenError."""
        month, year = self.month or month, self.year or year
        if month is None:
            raise WhenError(self.text, "unreadable")
        if year is None:
            raise WhenError(self.text, "no_year")
        try:
            found = date(year, month, self.day)
        except ValueError:
            raise WhenError(self.text, "impossible") from None
        if self.weekday not in (None, found.weekday()):
            raise WhenError(self.text, "weekday", found)
        return found


def take_day(text: str) -> tuple[Found, str]:
    """The day at the head of a folded text, and what follows it; raises WhenError."""
    if not (match := DAY.match(text)):
        raise WhenError(text, "unreadable")
    rest = text[match.end() :]
    start, end, rest = _take_hours(text, rest)
    day, month, year = (_first(match, letter) for letter in "dmy")
    weekday = match["weekday"]
    return (
        Found(
            text,
            int(day or 0),
            _month(month),
            _year(year),
            WEEKDAY_NUMBERS[weekday] if weekday else None,
            start,
            end,
        ),
        rest.strip(),
    )


def _first(match: re.Match[str], letter: str) -> str | None:
    return next((v for k, v in match.groupdict().items() if k[0] == letter and k[1:].isdigit() and v), None)


def _month(text: str | None) -> int | None:
    return None if text is None else int(text) if text.isdigit() else MONTH_NUMBERS[text]


def _year(text: str | None) -> int | None:
    return None if text is None else int(text) + (2000 if len(text) == 2 else 0)


def _take_hours(text: str, rest: str) -> tuple[time | None, time | None, str]:
    if not (match := HOURS.match(rest)):
        return None, None, rest
    start = _hour(text, match["h1"], match["n1"])
    end = _hour(text, match["h2"], match["n2"]) if match["h2"] else None
    return start, end, rest[match.end() :]


def _hour(text: str, hours: str, minutes: str | None) -> time:
    """`24` is the day's last minute: people write "senest kl. 24"."""
    if int(hours) == 24 and not int(minutes or 0):
        return time(23, 59)
    try:
        return time(int(hours), int(minutes or 0))
    except ValueError:
        raise WhenError(text, "impossible") from None


def read_day(text: str, *, today: date) -> date:
    """A day as people type it to the bot. Without a year: the year that brings it nearest to `today`. A bare weekday is the next
    one after today, "sidste fredag" the one before, "næste fredag" the one of next week. Raises WhenError; echo what was read."""
    words = fold(text).strip(" !?")
    if not words:
        raise WhenError(text, "empty")
    if (day := _spoken(words, today)) is not None:
        return day
    try:
        found, rest = take_day(words)
    except WhenError:
        raise WhenError(text, "not_a_day") from None
    if rest or found.month is None:
        raise WhenError(text, "not_a_day")
    return found.on(None, found.year or _nearest_year(found, today))


def _nearest_year(found: Found, today: date) -> int:
    """29 February is tried as the 28th, so that the refusal names the year people meant."""
    day = min(found.day, 28)
    month = found.month if found.month in range(1, 13) else 1
    return min((today.year, today.year - 1, today.year + 1), key=lambda y: abs(date(y, month or 1, max(day, 1)) - today))


SPOKEN = {
    "i forgaars": -2,
    "iforgaars": -2,
    "i gaar": -1,
    "igaar": -1,
    "i dag": 0,
    "idag": 0,
    "i morgen": 1,
    "imorgen": 1,
    "i overmorgen": 2,
}


def _spoken(words: str, today: date) -> date | None:
    if words in SPOKEN:
        return today + timedelta(days=SPOKEN[words])
    if match := re.fullmatch(r"om (\d{1,3}|[a-z]+) (dage?|uger?)", words):
        count = int(match[1]) if match[1].isdigit() else COUNTS.get(match[1])
        return None if count is None else today + timedelta(days=count * (7 if match[2].startswith("uge") else 1))
    match = re.fullmatch(rf"(paa |i |sidste |forrige |naeste |foerstkommende )?({_choice(WEEKDAY_NUMBERS)})(s?)", words)
    return _weekday(match[1], WEEKDAY_NUMBERS[match[2]], today) if match and bool(match[3]) <= (match[1] == "i ") else None


def _weekday(which: str | None, weekday: int, today: date) -> date:
    if which in ("i ", "sidste ", "forrige "):
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    if which == "naeste ":
        return today + timedelta(days=7 - today.weekday() + weekday)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
