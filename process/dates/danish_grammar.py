"""A Danish wording read into a `When`, tolerant of how people write: "senest d. 18/3-2024 kl 12",
"uge 24/25", "to møder i februar".

Nothing is guessed: no year in sight is a fault unless the caller gives one, and a range
that runs backwards is refused.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta

from process.dates.when import (
    Day,
    EachMeeting,
    Months,
    NoLater,
    Open,
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

MONTH_NAMES = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
NUMBERS = (
    "nul",
    "et",
    "to",
    "tre",
    "fire",
    "fem",
    "seks",
    "syv",
    "otte",
    "ni",
    "ti",
    "elleve",
    "tolv",
)
GROUPS = {
    "standing_committee": "fagudvalg",
    "med_committee": "MED-udvalg",
    "council": "kommunalbestyrelse",
    "finance_committee": "økonomiudvalg",
    "executive_board": "direktion",
}
"""Groups a fan-out may name, in the singular; any other group stands as its own key."""

COMMON_GENDER = ("council", "executive_board")


def month_name(month: int) -> str:
    """`marts`; month 1-12."""
    return MONTH_NAMES[month - 1]


def weekday_name(day: date) -> str:
    """`mandag`."""
    return WEEKDAYS[day.weekday()]


def number_word(number: int) -> str:
    """`to` for 2; figures from 13."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def long_day(day: date) -> str:
    """`mandag den 18. marts 2024`."""
    return f"{weekday_name(day)} den {day.day}. {month_name(day.month)} {day.year}"


def short_day(day: date) -> str:
    """`18. marts`."""
    return f"{day.day}. {month_name(day.month)}"


def clock(at: time) -> str:
    """`kl. 12.00`."""
    return f"kl. {hour(at)}"


def hour(at: time) -> str:
    """`12.00`, without the word before it."""
    return f"{at.hour}.{at.minute:02d}"


def day_span(first: date, last: date) -> str:
    """`29. august – 11. september 2024`, `21.–22. marts 2024`; the year stands once where it is
    the same.
    """
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}.–{short_day(last)} {last.year}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{short_day(first)}{year} – {short_day(last)} {last.year}"


ASCII = str.maketrans(
    {
        "æ": "ae",
        "ø": "oe",
        "å": "aa",
        "–": "-",
        "—": "-",
        "‐": "-",
        "\u2011": "-",
        "\u2212": "-",
        "“": '"',
        "”": '"',
    }
)


@dataclass(eq=False)
class WhenError(ValueError):
    """A wording of no use. `why` is empty, unreadable, no_year, impossible, weekday, reversed,
    either (two times of which one holds), expected (the day is not certain) or not_a_day; `day`
    what it found.
    """

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


MONTH_NUMBERS = {w: n for n, name in enumerate(MONTH_NAMES, 1) for w in (name, name[:3])} | {
    "sept": 9
}
WEEKDAY_NUMBERS = {
    w: n for n, name in enumerate(map(fold, WEEKDAYS)) for w in (name, name[:-3])
} | {"tir": 1, "tor": 3}
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
    """What a wording says about a day; month and year may be left to its
    neighbour ("21.-22. marts 2024").
    """

    text: str
    day: int
    month: int | None
    year: int | None
    weekday: int | None
    start: time | None
    end: time | None

    def on(self, month: int | None, year: int | None) -> date:
        """The day, with the neighbour's month and year where its own are missing; raises
        WhenError.
        """
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
            _year_of(year),
            WEEKDAY_NUMBERS[weekday] if weekday else None,
            start,
            end,
        ),
        rest.strip(),
    )


def _first(match: re.Match[str], letter: str) -> str | None:
    return next(
        (v for k, v in match.groupdict().items() if k[0] == letter and k[1:].isdigit() and v), None
    )


def _month(text: str | None) -> int | None:
    return None if text is None else int(text) if text.isdigit() else MONTH_NUMBERS[text]


def _year_of(text: str | None) -> int | None:
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
    """A day as people type it to the bot. Without a year: the year that brings it nearest to
    `today`. A bare weekday is the next one after today, "sidste fredag" the one before, "næste
    fredag" the one of next week. Raises WhenError; echo what was read.
    """
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
    return min(
        (today.year, today.year - 1, today.year + 1),
        key=lambda y: abs(date(y, month or 1, max(day, 1)) - today),
    )


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
        return (
            None
            if count is None
            else today + timedelta(days=count * (7 if match[2].startswith("uge") else 1))
        )
    match = re.fullmatch(
        rf"(paa |i |sidste |forrige |naeste |foerstkommende )?({_choice(WEEKDAY_NUMBERS)})(s?)",
        words,
    )
    return (
        _weekday(match[1], WEEKDAY_NUMBERS[match[2]], today)
        if match and bool(match[3]) <= (match[1] == "i ")
        else None
    )


def _weekday(which: str | None, weekday: int, today: date) -> date:
    if which in ("i ", "sidste ", "forrige "):
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    if which == "naeste ":
        return today + timedelta(days=7 - today.weekday() + weekday)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


GROUP_KEYS = {fold(word): key for key, word in GROUPS.items()} | {
    "udvalg": "standing_committee",
    "staaende udvalg": "standing_committee",
}
YEAR = r"(?:,?\s*(?P<year>\d{4}))?"
UNDATED = re.compile(
    r"\s*(?:uden dato|udateret|afventer dato|dato ukendt)\s*(?::\s*(?P<words>.*\S))?\s*",
    re.IGNORECASE | re.DOTALL,
)
SEASON = (
    r"(?:sommer|vinter|efteraars|jule|paaske)?ferien?|(?:for|efter)aar(?:et|sferien)?"
    r"|sommer(?:en)?|vinter(?:en)?|jul(?:en)?|nytaar|paasken?|pinsen?"
)
KEPT = re.compile(
    rf"(?:(?:(?:lige|kort|umiddelbart) )?(?:i|efter|foer|inden|op til|omkring|mellem|hen over) )?"
    rf"(?:{SEASON})(?: og (?:{SEASON}))?(?:,? \d{{4}})?"
)
"""A time that is named, and is no day: kept as it is said."""
WINDOW = re.compile(
    r"fra (?P<opens>.+?) til hvert? (?P<group>[\w -]+?)s behandling \((?P<closes>.+)\)"
)
EACH = re.compile(r"hvert? (?P<group>[\w -]+?)s ordinaere moeder? (?:i perioden )?(?P<days>.+)")
RELATIVE = re.compile(
    r'(?:(?P<days>\d{1,3}|[a-z]+) arbejdsdage? )?(?P<side>efter|foer) "?(?P<key>[a-z0-9_-]+)"?'
)
COUNTED = re.compile(
    r"(?:dagen|(?P<count>\d{1,3}|[a-z]+) (?P<unit>dag|uge)(?:e|r)?) "
    r"(?P<side>efter|foer) (?P<day>.+)"
)
"""So many days from a day: "3 uger før 1. maj", "dagen efter 1. maj"."""
WEEKS = re.compile(
    rf"(?:i )?uge(?:rne)? (?P<first>\d\d?)"
    rf"(?:\s*(?P<link>/|-|og|til)\s*(?:uge )?(?P<last>\d\d?))?(?!\d){YEAR}"
)
WEEK_LIST = re.compile(
    rf"(?:i )?uge(?:rne)? (?P<weeks>\d\d?(?:(?:\s*,\s*|\s+og\s+)(?:uge )?\d\d?)+)(?!\d){YEAR}"
)
WEEKS_ACROSS = re.compile(
    r"(?:i )?uge (?P<first>\d\d?),? (?P<year>\d{4})\s*(?:-|til)\s*uge (?P<last>\d\d?),? "
    r"(?P<last_year>\d{4})"
)
DAY_OF_WEEK = re.compile(
    rf"(?P<weekday>{WEEKDAY})\.?,? (?:i )?uge (?P<week>\d\d?)(?!\d|\s*[-/]){YEAR}(?P<hours>.*)"
)
NTHS = {"foerste": 1, "anden": 2, "andet": 2, "tredje": 3, "fjerde": 4, "sidste": -1}
NTH_DAY = re.compile(
    rf"(?:den )?(?:(?P<nth>{_choice(NTHS)})|(?P<number>[1-5])\.) (?P<weekday>{WEEKDAY}) (?:i|af) "
    rf"(?P<month>{MONTH})\.?{YEAR}(?P<hours>.*)"
)
"""The so-manyeth weekday of a month: "den første tirsdag i maj"."""
THIRDS = {"primo": Third.EARLY, "medio": Third.MID, "ultimo": Third.LATE} | {
    f"{word} {link}": third
    for words, third in (
        (("begyndelsen", "starten"), Third.EARLY),
        (("midten",), Third.MID),
        (("slutningen", "udgangen"), Third.LATE),
    )
    for word in words
    for link in ("af", "i")
}
THIRD = re.compile(rf"(?:i )?(?P<third>{'|'.join(THIRDS)}) (?P<month>{MONTH})\.?{YEAR}")
SPAN_OF_MONTHS = re.compile(
    r"(?:(?P<count>\d\d?|[a-z]+) moeder? )?(?:i )?"
    rf"(?P<first>{MONTH})\.?(?:\s*(?:-|/|til)\s*(?P<last>{MONTH})\.?)?{YEAR}"
)
MONTHS_ACROSS = re.compile(
    rf"(?:i )?(?P<first>{MONTH})\.?,? (?P<year>\d{{4}})\s*(?:-|til)\s*(?P<last>{MONTH})\.?,? "
    r"(?P<last_year>\d{4})"
)
HALF_YEAR = re.compile(rf"(?:i )?(?P<half>[12])\. ?halvaar{YEAR}")
QUARTER = re.compile(rf"(?:i )?(?:(?P<nth>[1-4])\. ?kvartal|q(?P<q>[1-4])){YEAR}")
BETWEEN = re.compile(r"\s*;\s*|\s*,(?!\s*kl)\s*|\s+og\s+|\s+samt\s+|\s*[+&]\s*")
CLOCK_SPAN = r"(?:kl\.?\s*)?\d\d?(?:[.:]\d\d)?\s*-\s*(?:kl\.?\s*)?\d\d?(?:[.:]\d\d)?"
SEVERAL_HOURS = re.compile(
    rf"(?P<day>.+?),? (?P<first>kl\.? ?{CLOCK_SPAN})"
    rf"(?P<more>(?:(?:\s*,\s*|\s+og\s+|\s+samt\s+|\s*[+&]\s*){CLOCK_SPAN})+)"
)
BOUND = re.compile(r"(?P<bound>fra|tidligst|indtil) (?P<end>.+)")
ROUGH_RANGE = re.compile(r"(?:fra )?(?P<begins>.+?)\s*(?:\btil\b|-)\s*(?P<ends>.+)")
SAID_OTHERWISE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\((kl\b[^()]*)\)"), r" \1"),
    (re.compile(r"\b(?:fra og med|f\.?o\.?m\.?(?= ))"), "fra"),
    (
        re.compile(r"^(?:frem til og med|frem til|til og med|t\.?o\.?m\.?(?= )|indtil den)"),
        "indtil",
    ),
    (re.compile(r"\b(?:til og med|indtil|frem til|t\.?o\.?m\.?(?= ))(?<!^indtil)"), "til"),
    (re.compile(r"^(?:i perioden )?(?:i )?mellem (.+?) og (?=[^,;]*$)"), r"\1 - "),
    (re.compile(r"^(?:i perioden|perioden) "), ""),
    (re.compile(r"^(tidligst|fra) i "), r"\1 "),
    (
        re.compile(r"^(?:inden|senest|foer) (kl\.? ?\d\d?(?:[.:]\d\d)?),? (?:den |d\. ?)?(.+)$"),
        r"senest \2 \1",
    ),
    (re.compile(r"^(?:senest )?(.+?),? (?:inden|senest|foer) (?=kl\b)"), r"senest \1 "),
    (re.compile(r"(?<=[\w.]) fra (?=kl\b)"), " "),
)
"""Other words for the same, and what stands for them."""
ANSWER_DAY = re.compile(
    r"\b(?:svarfrist|høringsfrist|frist for (?:hørings)?svar|(?:med )?frist)"
    r"\s*(?::|er)?\s*(?:senest )?"
    r"(?P<day>(?:\w+dag )?(?:den |d\. )?\d\d?[./].*\w)\W*$",
    re.IGNORECASE,
)
"""The day by which those who are heard answer, at the end of a title."""
EXPECTED = re.compile(
    r"(?:(?:for)?ventes|forventet|forventeligt|foreloebigt?|formentlig|ca\.?|cirka|omkring|evt\.?)"
    r"\s*:?\s*"
)
"""What says that a day is not certain."""


def read(text: str, *, year: int | None = None) -> When:
    """The `When` behind a Danish wording; `year` is used where the text names none. Raises
    WhenError.
    """
    if match := UNDATED.fullmatch(text):
        return Undated(words=match["words"] or "")
    words = fold(text)
    if not words:
        raise WhenError(text, "empty")
    if KEPT.fullmatch(words):
        return Undated(words=text.strip())
    try:
        when = _wording(words, year)
    except WhenError as error:
        raise WhenError(text, _why(words, error.why, year), error.day) from None
    if why := fault_of(when):
        raise WhenError(text, why)
    return when


def _why(words: str, why: str, year: int | None) -> str:
    """A better reason for a wording that is none: it is not certain, or it is two."""
    if why != "unreadable":
        return why
    if (expected := EXPECTED.match(words)) and _is_read(words[expected.end() :], year):
        return "expected"
    parts = words.split(" eller ")
    if len(parts) > 1 and _is_read(parts[-1], year):
        return "either"
    return why


def _is_read(words: str, year: int | None) -> bool:
    try:
        return fault_of(_wording(words, year)) is None
    except WhenError as error:
        return error.why == "no_year"


def _wording(words: str, year: int | None) -> When:
    if when := _fan_out(words, year):
        return when
    for pattern, other in SAID_OTHERWISE:
        words = pattern.sub(other, words, count=1)
    words = " ".join(words.split())
    return (
        _counted(words, year)
        or _relative(words)
        or _several_hours(words, year)
        or _several(words, year)
        or _simple(words, year)
    )


def _counted(words: str, year: int | None) -> Day | None:
    if not (match := COUNTED.fullmatch(words)):
        return None
    try:
        found, rest = take_day(match["day"])
    except WhenError:
        return None
    if rest or found.start:
        return None
    days = (_count(match["count"]) or 0) * (7 if match["unit"] == "uge" else 1)
    days = days if match["count"] else 1
    try:
        return Day(
            day=found.on(None, year) + timedelta(days=days if match["side"] == "efter" else -days)
        )
    except OverflowError:
        raise WhenError(words, "impossible") from None


def _several_hours(words: str, year: int | None) -> Several | None:
    """ "9. juni kl. 9-10 og 13-14": one day, each span of hours a part of its own."""
    if not (match := SEVERAL_HOURS.fullmatch(words)):
        return None
    spans = [match["first"], *re.findall(CLOCK_SPAN, match["more"])]
    parts = [
        _simple(f"{match['day']} kl. {span.removeprefix('kl').strip('. ')}", year) for span in spans
    ]
    days = tuple(part for part in parts if isinstance(part, Day) and part.end is not None)
    if len(days) < len(spans):
        raise WhenError(words, "unreadable")
    return Several(parts=days)


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
        return Window(
            opens=opens,
            until_meetings_of=_group(match["group"]),
            closes_first=closes.first,
            closes_last=closes.last,
        )
    if match := EACH.fullmatch(words):
        days = _span(match["days"], year)
        return EachMeeting(group=_group(match["group"]), first=days.first, last=days.last)
    return None


def _relative(words: str) -> Relative | None:
    if not (match := RELATIVE.fullmatch(words)):
        return None
    days = _count(match["days"]) or 0
    before = match["side"] == "foer"
    return Relative(
        milestone=match["key"], days=-days if before else days, before=before and not days
    )


def _count(word: str | None) -> int | None:
    if word is None:
        return None
    if not word.isdigit() and word not in COUNTS:
        raise WhenError(word, "unreadable")
    return int(word) if word.isdigit() else COUNTS[word]


def _several(words: str, year: int | None) -> Several | None:
    """Each piece may leave month and year to the piece after it: "22. og 23. januar 2024"."""
    pieces = BETWEEN.split(words)
    if len(pieces) < 2 or _without_senest(words, WEEKS) or _without_senest(words, WEEK_LIST):
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


def _without_senest(words: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    return pattern.fullmatch(words.removeprefix("senest "))


def _simple(words: str, year: int | None, month: int | None = None) -> When:
    no_later = words.startswith("senest ")
    words = words.removeprefix("senest ")
    if when := _in_weeks(words, year, no_later=no_later):
        return when
    if when := _part_of_year(words, year, no_later=no_later):
        return when
    if no_later:
        return _no_later(words, year)
    if when := _open(words, year):
        return when
    try:
        return _days(words, year, month)
    except WhenError as error:
        rough = _rough_range(words, year) if error.why == "unreadable" else None
        if rough is None:
            raise
        return rough


def _in_weeks(words: str, year: int | None, *, no_later: bool) -> When | None:
    if match := NTH_DAY.fullmatch(words):
        return _nth_day(match, year, no_later=no_later)
    if match := DAY_OF_WEEK.fullmatch(words):
        return _day_of_week(match, year, no_later=no_later)
    if match := WEEKS_ACROSS.fullmatch(words):
        return Weeks(
            year=int(match["year"]),
            first=int(match["first"]),
            last=int(match["last"]),
            last_year=int(match["last_year"]),
            no_later=no_later,
        )
    if match := WEEK_LIST.fullmatch(words):
        return _listed_weeks(match, year, no_later=no_later)
    if not (match := WEEKS.fullmatch(words)):
        return None
    first = int(match["first"])
    last = int(match["last"] or first)
    if match["link"] == "/" and last > first + 1:
        raise WhenError(words, "unreadable")
    both = match["link"] in ("-", "til") and last == first + 1
    return Weeks(year=_year(match, year), first=first, last=last, no_later=no_later, both=both)


def _listed_weeks(match: re.Match[str], year: int | None, *, no_later: bool) -> Weeks | Several:
    """Week after week; a list with a hole in it is several times."""
    weeks = [int(week) for week in re.findall(r"\d+", match["weeks"])]
    year = _year(match, year)
    if weeks == list(range(weeks[0], weeks[0] + len(weeks))):
        both = len(weeks) == 2
        return Weeks(year=year, first=weeks[0], last=weeks[-1], no_later=no_later, both=both)
    if no_later:
        raise WhenError(match.string, "unreadable")
    return Several(parts=tuple(Weeks(year=year, first=week, last=week) for week in weeks))


def _day_of_week(match: re.Match[str], year: int | None, *, no_later: bool) -> Day | NoLater:
    """ "tirsdag i uge 34"."""
    year, weekday = _year(match, year), WEEKDAY_NUMBERS[match["weekday"]] + 1
    try:
        day = date.fromisocalendar(year, int(match["week"]), weekday)
    except ValueError:
        raise WhenError(match.string, "impossible") from None
    return _at_hours(match, day, no_later=no_later)


def _nth_day(match: re.Match[str], year: int | None, *, no_later: bool) -> Day | NoLater:
    year, month = _year(match, year), MONTH_NUMBERS[match["month"]]
    weekday, nth = WEEKDAY_NUMBERS[match["weekday"]], match["nth"] or match["number"]
    number = NTHS[nth] if nth in NTHS else int(nth)
    days = range(1, monthrange(year, month)[1] + 1)
    here = [d for d in days if date(year, month, d).weekday() == weekday]
    if number > len(here):
        raise WhenError(match.string, "impossible")
    day = date(year, month, here[number if number < 0 else number - 1])
    return _at_hours(match, day, no_later=no_later)


def _at_hours(match: re.Match[str], day: date, *, no_later: bool) -> Day | NoLater:
    """That day, at the hours that follow its words."""
    start, end, rest = _take_hours(match.string, match["hours"])
    if rest.strip() or (no_later and end):
        raise WhenError(match.string, "unreadable")
    return NoLater(day=day, at=start) if no_later else Day(day=day, start=start, end=end)


def _no_later(words: str, year: int | None) -> NoLater:
    found, rest = take_day(words)
    if rest or found.end:
        raise WhenError(words, "unreadable")
    return NoLater(day=found.on(None, year), at=found.start)


def _part_of_year(words: str, year: int | None, *, no_later: bool = False) -> When | None:
    if match := THIRD.fullmatch(words):
        return PartOfMonth(
            year=_year(match, year),
            month=MONTH_NUMBERS[match["month"]],
            third=THIRDS[match["third"]],
            no_later=no_later,
        )
    if match := HALF_YEAR.fullmatch(words):
        first = 1 if match["half"] == "1" else 7
        return Months(year=_year(match, year), first=first, last=first + 5, no_later=no_later)
    if match := QUARTER.fullmatch(words):
        first = int(match["nth"] or match["q"]) * 3 - 2
        return Months(year=_year(match, year), first=first, last=first + 2, no_later=no_later)
    return _months(words, year, no_later=no_later)


def _months(words: str, year: int | None, *, no_later: bool) -> Months | None:
    if match := MONTHS_ACROSS.fullmatch(words):
        same = match["year"] == match["last_year"]
        return Months(
            year=int(match["year"]),
            first=MONTH_NUMBERS[match["first"]],
            last=MONTH_NUMBERS[match["last"]],
            last_year=None if same else int(match["last_year"]),
            no_later=no_later,
        )
    if not (match := SPAN_OF_MONTHS.fullmatch(words)):
        return None
    first = MONTH_NUMBERS[match["first"]]
    last = MONTH_NUMBERS[match["last"]] if match["last"] else first
    count = _count(match["count"])
    return Months(year=_year(match, year), first=first, last=last, count=count, no_later=no_later)


def _open(words: str, year: int | None) -> When | None:
    """One end is said: a range behind "fra" is the range, a day behind it never that one day."""
    if not (match := BOUND.fullmatch(words)):
        return None
    end = _simple(match["end"], year)
    bound = match["bound"]
    if bound == "fra" and not _is_one(end):
        return end
    if not isinstance(end, Day | Weeks | PartOfMonth | Months) or not _is_one(end):
        raise WhenError(words, "unreadable")
    if bound == "indtil":
        return Open(ends=end)
    return Open(begins=end, not_before=bound == "tidligst")


def _is_one(when: When) -> bool:
    """Whether it is one day, week, part or month, and no range."""
    if isinstance(when, Weeks | Months):
        return when.first == when.last and when.last_year is None
    return isinstance(when, Day | PartOfMonth | NoLater)


def _rough_range(words: str, year: int | None) -> Open | None:
    """From one end to another of which at least one is rough: "medio maj – ultimo juni"."""
    for match in re.finditer(r"\s*(?:\btil\b|-)\s*", words):
        last = _end(words[match.end() :], year)
        if last is None:
            continue
        first = _end(words[: match.start()], last.latest.year if last.latest else year)
        rough = {type(end) for end in (first, last)} - {Day}
        if first is not None and rough:
            return Open(begins=first, ends=last)
    return None


def _end(words: str, year: int | None) -> Day | Weeks | PartOfMonth | Months | None:
    try:
        when = _in_weeks(words, year, no_later=False) or _part_of_year(words, year)
        if when is None:
            found, rest = take_day(words)
            when = None if rest else Day(day=found.on(None, year), start=found.start, end=found.end)
    except WhenError as error:
        if error.why == "no_year":
            raise
        return None
    return when if isinstance(when, Day | Weeks | PartOfMonth | Months) else None


def _days(words: str, year: int | None, month: int | None) -> Day | Span:
    found, rest = take_day(words)
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
