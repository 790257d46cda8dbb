"""What people type: a day at the head of a text, codes however they are written, words
with and without Danish letters.
"""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.slack.requests import codes, held_day, leading_day, leading_when, near_codes, when_of
from bot.text.commands import CALENDAR, FRIST, MED, PLAN, folded, help_wanted, split
from process.dates.when import Day, NoLater, Span, Weeks, When
from process.errors import BadDay
from process.plan.model import Milestone
from tests.support.cast import small_process

TODAY = date(2024, 4, 19)
STATE = small_process().state


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        ("18/4", date(2024, 4, 18), ""),
        ("18/4 fordi", date(2024, 4, 18), "fordi"),
        (
            "torsdag den 18. april 2024 fordi tallene mangler",
            date(2024, 4, 18),
            "fordi tallene mangler",
        ),
        ("d. 18. april, vi mangler tal", date(2024, 4, 18), "vi mangler tal"),
        ("18.4.2024", date(2024, 4, 18), ""),
        ("fordi 18/4", None, "fordi 18/4"),
        ("", None, ""),
    ],
)
def test_a_day_at_the_head(text: str, day: date | None, rest: str) -> None:
    assert leading_day(text, today=TODAY) == (day, rest)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "18/4",
            "18.4.",
            "18.4",
            "18/4-24",
            "18/4-2024",
            "18-4",
            "18-4-24",
            "18. april",
            "18.april",
            "18 apr",
            "d. 18/4",
            "den 18. april",
        ),
        *(
            "i går",
            "igår",
            "torsdag",
            "tors",
            "Torsdag",
            "i torsdags",
            "sidste torsdag",
            "torsdag den 18. april 2024",
            "2024-04-18",
        ),
    ],
)
def test_a_chair_may_write_the_meetings_day_in_any_of_these_ways(typed: str) -> None:
    assert held_day(typed, today=TODAY)[0] == date(2024, 4, 18)


def test_a_bare_weekday_is_the_latest_one_and_todays_is_today() -> None:
    assert [
        held_day(word, today=TODAY)[0] for word in ("fredag", "lørdag", "mandag", "i morgen")
    ] == [
        TODAY,
        date(2024, 4, 13),
        date(2024, 4, 15),
        date(2024, 4, 20),
    ]


@pytest.mark.parametrize("text", ["engang", "18.", "R-001", "33/4"])
def test_what_is_no_day_is_refused_and_never_dropped(text: str) -> None:
    with pytest.raises(BadDay):
        held_day(text, today=TODAY)


@pytest.mark.parametrize("text", ["31/2", "mandag den 18. april 2024"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(BadDay):
        leading_day(text, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "R-001 R-002 18/4",
        "r001, r-002, 18/4",
        "R-001 og R-002 18/4",
        "R1 r-2 18/4",
        "r-01 og R002 18/4",
    ],
)
def test_codes_however_they_are_written(text: str) -> None:
    assert codes(text, STATE) == (("R-001", "R-002"), "18/4")


def test_a_code_nobody_knows_is_still_a_code() -> None:
    assert codes("R-999 18/4", STATE) == (("R-999",), "18/4")
    assert codes("R-0O1 18/4", STATE) == (("R-0O1",), "18/4")
    assert near_codes(STATE, "R-0O1")[0] == "R-001"


def test_a_moved_row_keeps_its_clock_time_and_may_become_imprecise() -> None:
    row = Milestone(
        key="m", title="M", kind="delivery", when=NoLater(day=date(2024, 3, 18), at=time(12))
    )
    assert when_of("22/3", row, today=TODAY) == NoLater(day=date(2024, 3, 22), at=time(12))
    assert when_of("uge 24", row, today=TODAY) == Weeks(year=2024, first=24, last=24)
    loose = Milestone(key="m", title="M", kind="event", when=Weeks(year=2024, first=24, last=24))
    assert when_of("fredag den 14. juni 2024", loose, today=TODAY) == Day(day=date(2024, 6, 14))
    with pytest.raises(BadDay):
        when_of("snart", row, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "explained"),
    [
        ("hjælp", len(MED)),
        ("Hjælp mig", len(MED)),
        ("?", len(MED)),
        ("hjælp noget andet", len(MED)),
        ("hjælp drøftet", 1),
        ("hjaelp droeftet", 1),
        ("help status R-001", 1),
        ("hjælp mig drøftet", 1),
        ("drøftet R-001", None),
        ("hjælpen", None),
    ],
)
def test_help_about_one_word_is_about_that_word(typed: str, explained: int | None) -> None:
    found = help_wanted(typed, MED)
    assert (None if found is None else len(found)) == explained
    if explained == 1 and found:
        assert found[0].name in ("record", "status")


FORTNIGHT = Span(first=date(2024, 9, 2), last=date(2024, 9, 16))
EVENING = Day(day=date(2024, 5, 22), start=time(19), end=time(21))
MOVED: list[tuple[str, When | None, str]] = [
    ("22/5 Tallene kom sent", NoLater(day=date(2024, 5, 22)), "Tallene kom sent"),
    ("22/5: Tallene", NoLater(day=date(2024, 5, 22)), "Tallene"),
    ("22. maj 2024 nye tal", NoLater(day=date(2024, 5, 22)), "nye tal"),
    ("10/1 Nytår", NoLater(day=date(2024, 1, 10)), "Nytår"),
    ("1/9 Sygdom", NoLater(day=date(2024, 9, 1)), "Sygdom"),
    ("2. september - 16. september", FORTNIGHT, ""),
    ("2. september - 16. september Sygdom", FORTNIGHT, "Sygdom"),
    ("2. september til 16. september Sygdom", FORTNIGHT, "Sygdom"),
    ("2.-16. september Sygdom", FORTNIGHT, "Sygdom"),
    ("22/5 kl. 19-21 Salen er optaget", EVENING, "Salen er optaget"),
    ("22. maj kl. 19-21", EVENING, ""),
    ("22/5 kl 19 til 21 Salen", EVENING, "Salen"),
    ("uge 36 Sommer", Weeks(year=2024, first=36, last=36), "Sommer"),
    ("22/5 eller 23/5 uafklaret", None, ""),
    ("22/5 12.00 Nyt", None, ""),
    ("22/5 2 uger senere", None, ""),
    ("16. september - 2. september Nej", None, ""),
    ("snart Fordi", None, ""),
]


@pytest.mark.parametrize(("typed", "to", "why"), MOVED)
def test_nothing_of_what_is_typed_to_move_a_row_is_dropped(
    typed: str, to: When | None, why: str
) -> None:
    """What cannot be told apart is asked about."""
    row = Milestone(key="m", title="M", kind="delivery", when=NoLater(day=date(2024, 5, 18)))
    time_of, rest = leading_when(typed, row, today=TODAY)
    assert rest == why
    assert (when_of(time_of, row, today=TODAY) if time_of else None) == to
    if to is not None:
        assert f"{time_of}{rest}".replace(" ", "") == typed.replace(" ", "").replace(":", "")


@pytest.mark.parametrize("typed", ["31/6 fordi", "mandag 22/5 fordi"])
def test_no_shorter_day_is_read_from_one_that_does_not_exist(typed: str) -> None:
    row = Milestone(key="m", title="M", kind="delivery", when=NoLater(day=date(2024, 5, 18)))
    with pytest.raises(BadDay):
        leading_when(typed, row, today=TODAY)


@pytest.mark.parametrize("words", [FRIST, MED, PLAN, CALENDAR])
def test_every_spelling_and_its_ascii_form_picks_its_word(words: tuple[object, ...]) -> None:
    for word in words:
        for spelling in word.spellings:  # type: ignore[attr-defined]
            for typed in (spelling, spelling.upper(), folded(spelling), f"\u00a0{spelling}  R-001"):
                found = split(typed, words)  # type: ignore[arg-type]
                assert found is not None and found[0] == word.name  # type: ignore[attr-defined]


def test_words_with_a_combining_ring_are_the_same_words() -> None:
    assert split("påmindelser", PLAN) == ("warnings", "")
