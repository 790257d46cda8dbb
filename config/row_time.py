"""The time a row is about: the one it leads with. Another date in the row is its content. Where two
times are possible neither is chosen, and what no calendar holds is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from config.vocabulary import is_deadline, why_no_time
from process.dates.danish import write
from process.dates.danish_grammar import (
    ANSWER_DAY,
    EXPECTED,
    MONTH,
    WEEKDAY,
    WhenError,
    fold,
    long_day,
    read,
)
from process.dates.when import Day, EachMeeting, NoLater, Relative, Span, Undated, When, Window
from process.plan.model import OrganKind

MARKS = " \t,;:.()–-|"
MOST_WORDS = 16
"""The longest wording of a time, in words."""
SHORT_LINE = 16
"""In a line of no more words a time may stand in the middle; in a longer one that
would be a sentence about it.
"""
HARD = ("impossible", "reversed", "weekday", "either")
"""A wording that is a time, and a wrong one."""
FORMER = re.compile(r"flyttet|tidligere|oprindelig|aendret|erstatter|i stedet for|rykket")
"""What tells that another time beside this one is the one that was."""
HANGS = re.compile(r"\b(?:efter|foer|mellem|alternativt|enten|eller)\b")
"""What tells that a time hangs on something, or is one of two."""
LEFT = re.compile(r"\d|[^\W\d_]{3}")
"""What is worth telling of words that are left beside a time."""
BEGINS = re.compile(
    rf"[(]?(?:\d|foerste|anden|tredje|fjerde|sidste|(?:inden|foer) kl|[ft]\.?o\.?m\b"
    rf"|uge|primo|medio|ultimo|begyndelsen|starten|midten|slutningen|udgangen|senest|fra|tidligst"
    rf"|indtil|frem|til|mellem|i\b|den\b|d\.|q\d|hvert?\b|perioden|dagen|en\b|to\b|tre\b|{MONTH}"
    rf"|{WEEKDAY})"
)
ENDS = re.compile(rf"(?:.*\d.*|(?:.*[-/])?{MONTH}\.?|.*halvaar|.*kvartal)[).,:;]*")
GOES_ON = re.compile(
    rf"\s*(?:[-+&/,–—]|og\b|eller\b|samt\b|til\b|indtil\b)\s*(?:(?:den|d\.)\s*)?(?:kl\b|uge\b|primo\b"
    rf"|medio\b|ultimo\b|{MONTH}|{WEEKDAY}|\d\d?\s?[./]\s?\d|\d\d?\.?\s?{MONTH}|\d\d?\.?\s?-\s?\d)"
)
"""What goes on behind a time that seemed whole: then it was not."""
UNCERTAIN = re.compile(
    r"\b(?:(?:for)?ventes|forventet|forventeligt|formentlig|cirka|omkring|evt\.?)\s*(?:klar|i)?\s*$"
)
"""What stands before a time that is not certain; it stays in the title."""
QUALIFIED = re.compile(
    r"(?:\b(?:primo|medio|ultimo|senest|inden|foer|efter|fra|mellem|omkring|ca\.?|eller|til|indtil"
    r"|tidligst|(?:begyndelsen|starten|midten|slutningen|udgangen|halvdel) af|foerst|sidst|midt i"
    rf"|(?:(?:foerste|anden|tredje|fjerde|sidste) )?(?:{WEEKDAY}|uger?|weekend) (?:i|af))[\s/]*"
    rf"|(?:(?<!\d)\d\d?\.?|{MONTH})\s?(?:og|samt|[-/,+&–])\s*)$"
)
"""What stands before a time and makes it another one."""
DAY_BEFORE = re.compile(r"(?<!\d)\d\d?\.?\s*$")
"""A number before a month that could not be its day."""
TIME_WORD = re.compile(
    rf"[\d.,:+–-]+|kl|{MONTH}|{WEEKDAY}|q\d|[id]|de[nt]|paa|og|eller|samt|til|fra|med|mellem"
    r"|inden|foer|efter|senest|tidligst|indtil|frem|primo|medio|ultimo|midt"
    r"|foerste|anden|tredje|fjerde|sidste|hvert?|ca|cirka|omkring|evt|eventuelt|loebet|af|pr|lige"
    r"|alle|hele|start|slut|dog|senere|tidligere|aflyst|flyttet|->|→"
    r"|(?:man|tirs|ons|tors|fre|loer|soen)dage(?:ne)?"
    r"|(?:begyndelse|start|midte|slutning|udgang)e?n|halvdel|kvartal|halvaar|maaned(?:en)?"
    r"|(?:aften|morgen|formiddag|eftermiddag|dag)e?n?|uger?n?e?|weekend(?:en)?|foreloebigt?|&"
)
"""A word that can belong to a time; folded, without the marks around it."""
HOURS = re.compile(
    r"[\s,(]*\b(?:(?:inden|senest|f\w\w?r|fra) )?kl\.?\s*\d\d?(?:[.:]\d\d)?"
    r"(?:\s*(?:[-–]|til)\s*(?:kl\.?\s*)?\d\d?(?:[.:]\d\d)?)?\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Found:
    """A time in some words: the words it was made from, what stands before and after it, and a code
    for what is wrong with it (`why`, about `value`). `surely` where it leads or stands alone.
    """

    when: When
    words: str
    rest: str = ""
    why: str = ""
    value: str = ""
    tentative: bool = False
    surely: bool = True


def time_in(words: str, year: int | None) -> Found | None:
    """The time some words are about; None where they name none."""
    expected = EXPECTED.match(fold(words))
    told = without(words, expected[0]) if expected else words
    found = _leading(told, year) or _only(told, year)
    if found is None or expected is None:
        return found
    head = words[: len(words) - len(told)].strip(" :")
    return replace(found, tentative=True, words=f"{head} {found.words}".strip())


def without(words: str, head: str) -> str:
    """The words behind a folded head of theirs, which may be longer than it was."""
    return next(
        (words[n:] for n in range(len(words)) if len(fold(words[:n])) >= len(head.rstrip())), ""
    ).strip(" :")


def _leading(words: str, year: int | None) -> Found | None:
    """The longest time at the head."""
    wrong: Found | None = None
    ends = [match.end() for match in re.finditer(r"\S+", words)][:MOST_WORDS]
    for end in reversed(ends):
        found = _read(words[:end], year)
        if found is None:
            continue
        found = replace(found, rest=words[end:].lstrip(MARKS.replace("(", "")).rstrip())
        if found.why in HARD or (found.why and wrong is None):
            wrong = wrong or found
            continue
        if wrong is None and GOES_ON.match(fold(words[end:])):
            return replace(found, when=Undated(words=words), why="unclear", value=words)
        return wrong or found
    return wrong


def _only(words: str, year: int | None) -> Found | None:
    """The one time in words that lead with none; of several none is chosen."""
    found = list(_all(words, year))
    if not found:
        return None
    tokens = words.split()
    if len(found) > 1:
        value = " og ".join(f"“{one.words}”" for one in found)
        return Found(when=Undated(words=words), words="", rest=words, why="several", value=value)
    (one,) = found
    at_end = words.rstrip(MARKS).endswith(one.words.rstrip(MARKS))
    if not at_end and len(tokens) > SHORT_LINE:
        return None
    return replace(one, surely=at_end)


def _all(words: str, year: int | None) -> Iterator[Found]:
    """Every time in the words, the longest from each place."""
    places = [(match.start(), match.end()) for match in re.finditer(r"\S+", words)]
    n = 0
    while n < len(places):
        for last in range(min(n + MOST_WORDS, len(places)) - 1, n - 1, -1):
            piece = words[places[n][0] : places[last][1]]
            if (found := _read(piece, year)) is not None:
                before, after = words[: places[n][0]], words[places[last][1] :]
                if UNCERTAIN.search(fold(before)):
                    found = replace(found, tentative=True)
                if head := _qualifier(before, piece):
                    before = before[: len(before) - len(head)]
                    piece = f"{head}{piece}"
                    unclear = Undated(words=piece)
                    found = replace(found, when=unclear, words=piece, why="unclear", value=piece)
                rest = f"{before.rstrip(MARKS)} {after.lstrip(MARKS)}".strip()
                yield replace(found, rest=rest)
                n = last
                break
        n += 1


def _qualifier(before: str, piece: str) -> str:
    """The end of the words before a time that makes it another one; "" where nothing does."""
    words, link = fold(before), " i" if fold(piece).startswith("i ") else ""
    match = QUALIFIED.search(words) or (QUALIFIED.search(words + link) if link else None)
    if match is None and re.match(MONTH, fold(piece)):
        match = DAY_BEFORE.search(fold(before))
    if match is None:
        return ""
    starts, length = reversed(range(len(before))), len(words) - match.start()
    return before[next(n for n in starts if len(fold(before[n:])) >= length) :]


def is_unsure_head(words: str, year: int | None) -> bool:
    """Whether words begin as a time does, and hold one of which it is not sure that it is meant."""
    begins, found = fold(words), time_in(words, year)
    starts = BEGINS.match(begins) or HANGS.match(begins)
    return starts is not None and found is not None and is_unsure(found, year)


def only_time(words: str) -> bool:
    """Whether every word can belong to a time."""
    tokens = (fold(token).strip(MARKS) for token in re.split(r"[\s/]+|(?<=[^\W\d])[-–]", words))
    return all(TIME_WORD.fullmatch(token) for token in tokens if token)


def _read(words: str, year: int | None) -> Found | None:
    """A wording that is a time, be it a wrong one."""
    piece = words.strip(MARKS.replace("(", "").replace(")", ""))
    if piece.count("(") != piece.count(")") or (piece[:1] == "(" and piece[-1:] == ")"):
        piece = piece.strip("()")
    folded = fold(piece)
    if not BEGINS.match(folded) or not ENDS.fullmatch(folded.split(" ")[-1]):
        return None
    try:
        return Found(when=own_time(piece, year), words=piece)
    except WhenError as error:
        if error.why == "no_year":
            return Found(when=Undated(words=piece), words=piece, why="no_year", value=piece)
        if error.why not in HARD or not re.search(r"\d", piece):
            return None
        value = f"{piece}|{long_day(error.day)}" if error.day else piece
        return Found(when=Undated(words=piece), words=piece, why=error.why, value=value)


def own_time(words: str, year: int | None) -> When:
    """A time that says itself when it is; raises WhenError for one that hangs on a row
    or a body a draft cannot know.
    """
    when = read(words, year=year)
    if isinstance(when, Relative | Window | Undated) or (
        isinstance(when, EachMeeting) and when.group not in tuple(OrganKind)
    ):
        raise WhenError(words, "unreadable")
    return when


@dataclass(frozen=True, kw_only=True)
class RowTime:
    """A row's time, its title without the hours that belong to the time, the words of its cell
    that are no time (`left`), and what is to be looked at (`why`, about `value`).
    """

    when: When
    title: str
    left: str = ""
    tentative: bool = False
    why: str = ""
    value: str = ""
    guessed_from: str = ""


def row_time(words: str, title: str, year: int | None) -> RowTime:
    """The time a cell says; a deadline where the title calls it one."""
    if not words:
        return RowTime(when=Undated(), title=title, why="no_when")
    found = time_in(words, year)
    unsure = why_no_time(words)
    if found is None or (found.rest and unsure not in ("when_unreadable", "when_season")):
        return RowTime(when=Undated(words=words), title=title, why=unsure, value=words)
    if not found.why and is_unsure(found, year):
        found = replace(found, why="unclear", value=words)
    if found.why:
        readable = found.why != "unclear" or unsure == "when_unreadable"
        why = f"when_{found.why}" if readable else unsure
        return RowTime(when=Undated(words=words), title=title, why=why, value=found.value)
    made = RowTime(
        when=found.when,
        title=title,
        left=found.rest,
        tentative=found.tentative,
        guessed_from="" if found.surely else found.words,
    )
    return _deadline(_answered(_with_hours(made)))


def is_unsure(found: Found, year: int | None) -> bool:
    """Whether what stands beside a time in its own cell may make it another one."""
    beside = fold(HOURS.sub("", found.rest))
    if FORMER.search(beside):
        return False
    if HANGS.search(re.sub(r"\([^)]*\)|\befter$", "", beside)):
        return True
    return re.search(r"\d", beside) is not None and next(_all(found.rest, year), None) is not None


def _with_hours(found: RowTime) -> RowTime:
    """Hours that stand behind the title belong to the day."""
    matches = list(HOURS.finditer(found.title))
    if len(matches) != 1 or not isinstance(found.when, Day | NoLater) or "kl." in write(found.when):
        return found
    match = matches[0]
    if QUALIFIED.search(fold(found.title[: match.start()])):
        return found
    try:
        when = read(f"{write(found.when)} {match[0].strip(' ,()').lower()}")
    except WhenError:
        return found
    rest = f"{found.title[: match.start()]} {found.title[match.end() :]}"
    return replace(found, when=when, title=upper(" ".join(rest.split()).strip(" ,")))


def upper(title: str) -> str:
    """With a capital first letter."""
    return title[:1].upper() + title[1:]


def _answered(found: RowTime) -> RowTime:
    """A dispatch whose row names the day of the answer lasts until then, and that is told."""
    match = ANSWER_DAY.search(found.title)
    if match is None or not isinstance(found.when, Day):
        return found
    try:
        last = read(match["day"], year=found.when.day.year)
    except WhenError:
        return replace(found, why="when_two_days", value=match["day"])
    if not isinstance(last, Day | NoLater) or last.day <= found.when.day:
        return replace(found, why="when_two_days", value=match["day"])
    end = last.at if isinstance(last, NoLater) else last.start
    start = found.when.start if end is None or found.when.start else None
    when = Span(first=found.when.day, last=last.day, start=start, end=end if start else None)
    return replace(found, when=when, why="answer_day", value=f"{match['day']}|{write(when)}")


def _deadline(found: RowTime) -> RowTime:
    when = found.when
    if is_deadline(found.title) and isinstance(when, Day) and when.end is None:
        return replace(found, when=NoLater(day=when.day, at=when.start))
    return found
