"""A when is written as a Dane would, and read back as it was, whichever way people write it."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from process.dates.danish import write
from process.dates.danish_grammar import WhenError, clock, long_day, read, read_day, short_day
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
    last_week,
)

FRIDAY = date(2024, 4, 19)

WRITTEN: list[tuple[When, str]] = [
    (Day(day=date(2024, 3, 18)), "mandag den 18. marts 2024"),
    (
        Day(day=date(2024, 3, 12), start=time(17), end=time(20)),
        "tirsdag den 12. marts 2024 kl. 17.00–20.00",
    ),
    (NoLater(day=date(2024, 3, 18)), "senest mandag den 18. marts 2024"),
    (NoLater(day=date(2024, 3, 18), at=time(12)), "senest mandag den 18. marts 2024 kl. 12.00"),
    (
        Span(first=date(2024, 1, 22), last=date(2024, 1, 23), start=time(11, 30), end=time(12)),
        "mandag den 22. januar 2024 kl. 11.30 – tirsdag den 23. januar 2024 kl. 12.00",
    ),
    (Span(first=date(2024, 8, 29), last=date(2024, 9, 11)), "29. august – 11. september 2024"),
    (Span(first=date(2024, 3, 21), last=date(2024, 3, 22)), "21.–22. marts 2024"),
    (Span(first=date(2023, 12, 28), last=date(2024, 1, 3)), "28. december 2023 – 3. januar 2024"),
    (Weeks(year=2024, first=24, last=24), "uge 24 2024"),
    (Weeks(year=2024, first=24, last=25), "uge 24/25 2024"),
    (Weeks(year=2024, first=24, last=25, both=True), "uge 24–25 2024"),
    (Weeks(year=2024, first=29, last=31), "uge 29–31 2024"),
    (Weeks(year=2024, first=51, last=2, last_year=2025), "uge 51 2024 – uge 2 2025"),
    (Weeks(year=2024, first=32, last=32, no_later=True), "senest uge 32 2024"),
    (PartOfMonth(year=2024, month=6, third=Third.MID), "medio juni 2024"),
    (Months(year=2024, first=8, last=8), "august 2024"),
    (Months(year=2024, first=4, last=6), "april–juni 2024"),
    (Months(year=2024, first=11, last=2, last_year=2025), "november 2024 – februar 2025"),
    (Months(year=2024, first=6, last=6, no_later=True), "senest juni 2024"),
    (PartOfMonth(year=2024, month=6, third=Third.MID, no_later=True), "senest medio juni 2024"),
    (Open(begins=Day(day=date(2024, 8, 27))), "fra tirsdag den 27. august 2024"),
    (
        Open(begins=Day(day=date(2024, 5, 1)), not_before=True),
        "tidligst onsdag den 1. maj 2024",
    ),
    (Open(ends=Day(day=date(2024, 8, 16))), "indtil fredag den 16. august 2024"),
    (
        Open(
            begins=PartOfMonth(year=2024, month=5, third=Third.MID),
            ends=PartOfMonth(year=2024, month=6, third=Third.LATE),
        ),
        "fra medio maj 2024 til ultimo juni 2024",
    ),
    (Months(year=2024, first=2, last=2, count=2), "to møder i februar 2024"),
    (Months(year=2024, first=2, last=2, count=1), "et møde i februar 2024"),
    (
        EachMeeting(group="standing_committee", first=date(2024, 4, 30), last=date(2024, 5, 30)),
        "hvert fagudvalgs ordinære møde 30. april – 30. maj 2024",
    ),
    (
        Window(
            opens=date(2024, 4, 10),
            until_meetings_of="standing_committee",
            closes_first=date(2024, 4, 30),
            closes_last=date(2024, 5, 30),
        ),
        "fra 10. april til hvert fagudvalgs behandling (30. april – 30. maj 2024)",
    ),
    (Relative(milestone="fagudvalg", days=5), "5 arbejdsdage efter fagudvalg"),
    (Relative(milestone="fagudvalg", days=-1), "1 arbejdsdag før fagudvalg"),
    (Relative(milestone="fagudvalg"), "efter fagudvalg"),
    (Relative(milestone="fagudvalg", before=True), "før fagudvalg"),
    (Undated(), "uden dato"),
    (Undated(words="Sideløbende deadline"), "uden dato: Sideløbende deadline"),
    (
        Several(
            parts=(
                Day(day=date(2024, 4, 16)),
                Day(day=date(2024, 5, 2)),
                Months(year=2024, first=6, last=6),
            )
        ),
        "tirsdag den 16. april 2024, torsdag den 2. maj 2024 og juni 2024",
    ),
]


@pytest.mark.parametrize(("when", "words"), WRITTEN, ids=[words for _, words in WRITTEN])
def test_every_kind_is_written_as_a_dane_would_and_read_back(when: When, words: str) -> None:
    assert write(when) == words
    assert read(words) == when


TOLERATED: list[tuple[str, When]] = [
    ("18/3", Day(day=date(2024, 3, 18))),
    ("18.3.", Day(day=date(2024, 3, 18))),
    ("18/3-24", Day(day=date(2024, 3, 18))),
    ("18-03-2024", Day(day=date(2024, 3, 18))),
    ("2024-03-18", Day(day=date(2024, 3, 18))),
    ("2024-03-18 12:00", Day(day=date(2024, 3, 18), start=time(12))),
    ("18. MARTS", Day(day=date(2024, 3, 18))),
    ("18 mar.", Day(day=date(2024, 3, 18))),
    ("d. 18. marts 2024 kl 12", Day(day=date(2024, 3, 18), start=time(12))),
    ("torsdag d. 18/4-2024", Day(day=date(2024, 4, 18))),
    ("Loerdag den 20. april", Day(day=date(2024, 4, 20))),
    ("man. 18. marts", Day(day=date(2024, 3, 18))),
    ("12. marts kl. 17-20", Day(day=date(2024, 3, 12), start=time(17), end=time(20))),
    (
        "12. marts, kl. 17.30 til 20.00",
        Day(day=date(2024, 3, 12), start=time(17, 30), end=time(20)),
    ),
    ("senest 18. marts", NoLater(day=date(2024, 3, 18))),
    ("Senest d. 18/3-2024 kl. 24", NoLater(day=date(2024, 3, 18), at=time(23, 59))),
    ("29. august - 11. september", Span(first=date(2024, 8, 29), last=date(2024, 9, 11))),
    (
        "fra 29. august til 11. september 2024",
        Span(first=date(2024, 8, 29), last=date(2024, 9, 11)),
    ),
    ("21.-22. marts", Span(first=date(2024, 3, 21), last=date(2024, 3, 22))),
    ("18/3-22/3", Span(first=date(2024, 3, 18), last=date(2024, 3, 22))),
    ("18/3 - 22 april", Span(first=date(2024, 3, 18), last=date(2024, 4, 22))),
    (
        "22/1 kl. 11.30 - 23/1 kl 12",
        Span(first=date(2024, 1, 22), last=date(2024, 1, 23), start=time(11, 30), end=time(12)),
    ),
    ("uge 24/25", Weeks(year=2024, first=24, last=25)),
    ("i uge 24 og 25", Weeks(year=2024, first=24, last=25, both=True)),
    ("uge 24-25", Weeks(year=2024, first=24, last=25, both=True)),
    (
        "uge 24 og 26",
        Several(parts=(Weeks(year=2024, first=24, last=24), Weeks(year=2024, first=26, last=26))),
    ),
    ("tirsdag i uge 34", Day(day=date(2024, 8, 20))),
    ("tirs. uge 34 kl. 10-12", Day(day=date(2024, 8, 20), start=time(10), end=time(12))),
    ("3 uger før 1. maj", Day(day=date(2024, 4, 10))),
    ("dagen efter 1. maj", Day(day=date(2024, 5, 2))),
    ("8.5 + 12.6", Several(parts=(Day(day=date(2024, 5, 8)), Day(day=date(2024, 6, 12))))),
    (
        "mellem den 22. september og den 22. november",
        Span(first=date(2024, 9, 22), last=date(2024, 11, 22)),
    ),
    ("1. maj til og med 8. maj", Span(first=date(2024, 5, 1), last=date(2024, 5, 8))),
    ("nov. 2024-feb. 2025", Months(year=2024, first=11, last=2, last_year=2025)),
    ("fra maj til juli", Months(year=2024, first=5, last=7)),
    ("fra uge 33", Open(begins=Weeks(year=2024, first=33, last=33))),
    ("frem til og med 16. august", Open(ends=Day(day=date(2024, 8, 16)))),
    ("tidligst i maj", Open(begins=Months(year=2024, first=5, last=5), not_before=True)),
    (
        "medio maj - 10. juni",
        Open(
            begins=PartOfMonth(year=2024, month=5, third=Third.MID), ends=Day(day=date(2024, 6, 10))
        ),
    ),
    ("senest medio juni", PartOfMonth(year=2024, month=6, third=Third.MID, no_later=True)),
    (
        "1. maj kl. 9.00-10.00 og 13.00-14.00",
        Several(
            parts=(
                Day(day=date(2024, 5, 1), start=time(9), end=time(10)),
                Day(day=date(2024, 5, 1), start=time(13), end=time(14)),
            )
        ),
    ),
    ("1. maj (kl. 10 – kl. 16)", Day(day=date(2024, 5, 1), start=time(10), end=time(16))),
    ("efter sommerferien", Undated(words="efter sommerferien")),
    ("mellem jul og nytår", Undated(words="mellem jul og nytår")),
    ("medio juni", PartOfMonth(year=2024, month=6, third=Third.MID)),
    ("i august", Months(year=2024, first=8, last=8)),
    ("april/maj", Months(year=2024, first=4, last=5)),
    ("1. halvår", Months(year=2024, first=1, last=6)),
    ("2 moeder i februar", Months(year=2024, first=2, last=2, count=2)),
    ("22. og 23. januar", Several(parts=(Day(day=date(2024, 1, 22)), Day(day=date(2024, 1, 23))))),
    (
        "4. marts; 12. marts; primo maj",
        Several(
            parts=(
                Day(day=date(2024, 3, 4)),
                Day(day=date(2024, 3, 12)),
                PartOfMonth(year=2024, month=5, third=Third.EARLY),
            )
        ),
    ),
    (
        "hvert udvalgs ordinære møde i perioden 30. april - 30. maj",
        EachMeeting(group="standing_committee", first=date(2024, 4, 30), last=date(2024, 5, 30)),
    ),
    ("fem arbejdsdage før kb", Relative(milestone="kb", days=-5)),
    ("Afventer dato", Undated()),
]


@pytest.mark.parametrize(("words", "when"), TOLERATED, ids=[words for words, _ in TOLERATED])
def test_other_ways_to_write_it_are_understood(words: str, when: When) -> None:
    assert read(words, year=2024) == when


REFUSED = [
    ("", "empty"),
    ("   ", "empty"),
    ("snart", "unreadable"),
    ("18", "unreadable"),
    ("18.", "unreadable"),
    ("18. marts 2024 om formiddagen", "unreadable"),
    ("ultimo uge 34", "unreadable"),
    ("uge 24/26", "unreadable"),
    ("1. eller 8. maj", "either"),
    ("18. marts eller 19. marts 2024", "either"),
    ("forventes den 30. august", "expected"),
    ("uge 51-2", "reversed"),
    ("31. februar 2024", "impossible"),
    ("29/2-2023", "impossible"),
    ("18. marts 2024 kl. 25", "impossible"),
    ("18. marts 2024 kl. 12.60", "impossible"),
    ("uge 53 2024", "impossible"),
    ("uge 0 2024", "impossible"),
    ("nul møder i maj 2024", "impossible"),
    ("august 0000", "impossible"),
    ("11. september - 29. august 2024", "reversed"),
    ("juni-april 2024", "reversed"),
    ("uge 25/24 2024", "reversed"),
    ("12. marts 2024 kl. 20-17", "reversed"),
    ("torsdag d. 18/3-2024", "weekday"),
]


@pytest.mark.parametrize(
    ("words", "why"), REFUSED, ids=[f"{why}: {words}" for words, why in REFUSED]
)
def test_what_no_calendar_holds_is_refused_with_the_reason(words: str, why: str) -> None:
    with pytest.raises(WhenError) as refused:
        read(words, year=2024)
    assert (refused.value.text, refused.value.why) == (words, why)


@pytest.mark.parametrize(
    "words",
    [
        "18. marts",
        "senest 18/3",
        "uge 24",
        "medio juni",
        "august",
        "29. august - 11. september",
        "1. halvår",
        "fra 27. august",
        "tidligst medio maj",
        "tirsdag i uge 34",
        "dagen efter 1. maj",
        "uge 33 og 35",
        "medio maj - ultimo juni",
    ],
)
def test_a_year_nobody_named_is_not_guessed(words: str) -> None:
    with pytest.raises(WhenError) as refused:
        read(words)
    assert refused.value.why == "no_year"


def test_the_wrong_weekday_is_told_with_the_day_that_was_found() -> None:
    with pytest.raises(WhenError) as refused:
        read("torsdag den 18. marts 2024")
    assert refused.value.day == date(2024, 3, 18)


TYPED = [
    ("18/4", date(2024, 4, 18)),
    ("18.4.", date(2024, 4, 18)),
    ("18-04-2024", date(2024, 4, 18)),
    ("18. april", date(2024, 4, 18)),
    ("torsdag den 18. april", date(2024, 4, 18)),
    ("20/12", date(2023, 12, 20)),
    ("5/1 2025", date(2025, 1, 5)),
    ("i dag", FRIDAY),
    ("i går", date(2024, 4, 18)),
    ("i gaar", date(2024, 4, 18)),
    ("i forgårs", date(2024, 4, 17)),
    ("I morgen", date(2024, 4, 20)),
    ("i overmorgen", date(2024, 4, 21)),
    ("fredag", date(2024, 4, 26)),
    ("på mandag", date(2024, 4, 22)),
    ("næste fredag", date(2024, 4, 26)),
    ("naeste mandag", date(2024, 4, 22)),
    ("i mandags", date(2024, 4, 15)),
    ("sidste fredag", date(2024, 4, 12)),
    ("om 3 dage", date(2024, 4, 22)),
    ("om to uger", date(2024, 5, 3)),
]


@pytest.mark.parametrize(("words", "day"), TYPED, ids=[words for words, _ in TYPED])
def test_a_day_typed_to_the_bot_is_understood_from_today(words: str, day: date) -> None:
    assert read_day(words, today=FRIDAY) == day


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "empty"),
        ("snart", "not_a_day"),
        ("uge 24", "not_a_day"),
        ("18.", "not_a_day"),
        ("31/2", "impossible"),
        ("18/13", "impossible"),
        ("mandag 18/4", "weekday"),
    ],
)
def test_a_day_that_is_none_is_refused(words: str, why: str) -> None:
    with pytest.raises(WhenError) as refused:
        read_day(words, today=FRIDAY)
    assert refused.value.why == why


def test_a_title_stands_for_the_key_where_names_are_given() -> None:
    assert (
        write(Relative(milestone="kb"), {"kb": "Kommunalbestyrelsen vedtager"})
        == "efter “Kommunalbestyrelsen vedtager”"
    )


def test_days_and_hours_in_words() -> None:
    assert (long_day(date(2024, 3, 18)), short_day(date(2024, 3, 18)), clock(time(9, 5))) == (
        "mandag den 18. marts 2024",
        "18. marts",
        "kl. 9.05",
    )


DATES = st.dates(date(2000, 1, 1), date(2099, 12, 31))
HOURS = st.times().map(lambda at: time(at.hour, at.minute))
YEARS = st.integers(2000, 2099)
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
GROUPS = (
    st.sampled_from(
        ["standing_committee", "council", "med_committee", "finance_committee", "executive_board"]
    )
    | KEYS
)
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=30).map(
    str.strip
)

DAYS = (
    st.builds(Day, day=DATES, start=HOURS)
    | st.builds(Day, day=DATES, start=HOURS, end=HOURS)
    | st.builds(Day, day=DATES)
)
SPANS = st.builds(Span, first=DATES, last=DATES) | st.builds(
    Span, first=DATES, last=DATES, start=HOURS, end=st.none() | HOURS
)
ACROSS = st.none() | YEARS
WEEKS = st.builds(
    Weeks,
    year=YEARS,
    first=st.integers(1, 53),
    last=st.integers(1, 53),
    no_later=st.booleans(),
    both=st.booleans(),
    last_year=ACROSS,
)
THIRDS = st.builds(
    PartOfMonth,
    year=YEARS,
    month=st.integers(1, 12),
    third=st.sampled_from(Third),
    no_later=st.booleans(),
)
MONTHS = st.builds(
    Months,
    year=YEARS,
    first=st.integers(1, 12),
    last=st.integers(1, 12),
    count=st.none() | st.integers(1, 40),
    no_later=st.booleans(),
    last_year=ACROSS,
)
ENDS = st.none() | DAYS | WEEKS | THIRDS | MONTHS
PARTS = DAYS | SPANS | WEEKS | THIRDS | MONTHS
WHENS: st.SearchStrategy[When] = st.one_of(
    PARTS,
    st.builds(NoLater, day=DATES, at=st.none() | HOURS),
    st.builds(Open, begins=ENDS, ends=ENDS, not_before=st.booleans()),
    st.builds(Window, opens=DATES, until_meetings_of=GROUPS, closes_first=DATES, closes_last=DATES),
    st.builds(EachMeeting, group=GROUPS, first=DATES, last=DATES),
    st.builds(Relative, milestone=KEYS, days=st.integers(-300, 300)),
    st.builds(Relative, milestone=KEYS, before=st.booleans()),
    st.builds(Undated, words=WORDS),
    st.lists(PARTS, min_size=2, max_size=4).map(lambda parts: Several(parts=tuple(parts))),
)


@settings(max_examples=1000)
@given(WHENS.filter(lambda when: fault_of(when) is None))
def test_reading_what_was_written_gives_the_same_when(when: When) -> None:
    assert read(write(when)) == when


@settings(max_examples=500)
@given(
    st.text(max_size=60)
    | st.from_regex(r"(senest |fra )?[0-9]{1,2}[./ -][0-9a-z]{1,4}( kl\. [0-9]+)?( ?- ?[0-9.]+)?")
)
def test_any_text_is_either_read_or_refused(text: str) -> None:
    try:
        when = read(text, year=2024)
    except WhenError as refused:
        assert refused.text == text
    else:
        assert fault_of(when) is None


@given(st.text(max_size=40), DATES)
def test_any_typed_day_is_either_read_or_refused(text: str, today: date) -> None:
    try:
        read_day(text, today=today)
    except WhenError as refused:
        assert refused.why in {"empty", "not_a_day", "impossible", "weekday"}


@given(YEARS)
def test_the_last_week_is_the_iso_calendars(year: int) -> None:
    assert last_week(year) == max(date(year, 12, day).isocalendar().week for day in range(25, 32))
