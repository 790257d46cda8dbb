"""Who may see what: every scope against every kind of thing, so that a leak shows as a wrong
cell.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.ical.feed import closed, entries, feed
from bot.ical.scopes import PUBLIC, Scope, check_known, parse
from bot.ical.write import to_bytes
from process.dates.when import Day
from process.errors import Unknown
from process.ledger.facts import MoreTimeAsked, SeatLeft
from process.plan.model import Meeting
from process.plan.proposals import Proposal
from tests.bot.ical.lines import read
from tests.bot.ical.story import (
    CHAIR,
    PAGE,
    PLAN,
    PROPOSAL,
    TODAY,
    at,
    begin,
    discussed,
    with_med,
    with_proposal,
)

SCOPES = (
    "offentlig",
    "omraade:skole_dagtilbud",
    "omraade:sundhed_omsorg",
    "med:omu_skole",
    "med:hovedudvalget",
    "udvalg:boerne_ungdomsudvalget",
    "organ:direktion",
    "organ:kommunalbestyrelsen",
    "rolle:formand:omu_skole",
    "rolle:head:skole_dagtilbud",
    "person:formand",
    "person:naestformand",
    "person:chef",
)
HIDDEN = date(2024, 5, 1)
SECRET = "Den hemmelige titel"


def titles(scope: str, proposal: Proposal, today: date = TODAY) -> list[str]:
    state = with_proposal(proposal).state
    return [
        e.summary
        for e in entries(state, parse(scope), today)
        if "R-001" in e.summary + e.description + e.uid
    ]


NAMED = "FRIST: MED-drøftelse af R-001 Neutral titel i OmrådeMED Skole"
CODE = "FRIST: MED-drøftelse af R-001 i OmrådeMED Skole"
OPEN, EMBARGOED, NOT_SHARED, IDENTIFIES = (
    PROPOSAL,
    replace(PROPOSAL, embargo_until=HIDDEN),
    replace(PROPOSAL, share_from=HIDDEN),
    replace(PROPOSAL, may_identify=True),
)
SEES = {
    "omraade:skole_dagtilbud": (NAMED, None, None, CODE),
    "med:omu_skole": (NAMED, None, None, CODE),
    "rolle:formand:omu_skole": (NAMED, CODE, NAMED, CODE),
    "person:formand": (NAMED, CODE, NAMED, CODE),
}


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize(
    ("column", "proposal"), list(enumerate((OPEN, EMBARGOED, NOT_SHARED, IDENTIFIES)))
)
def test_a_proposal_is_where_it_may_be_and_nowhere_else(
    scope: str, column: int, proposal: Proposal
) -> None:
    expected = SEES.get(scope, (None,) * 4)[column]
    assert titles(scope, proposal) == ([expected] if expected else [])


@pytest.mark.parametrize("scope", SCOPES)
def test_no_calendar_holds_the_real_title_or_anybodys_words(scope: str) -> None:
    play = with_proposal()
    discussed(play)
    assert SECRET.encode() not in to_bytes(feed(play.state, parse(scope), TODAY))


@pytest.mark.parametrize("scope", ["omraade:skole_dagtilbud", "med:omu_skole"])
def test_what_was_embargoed_comes_by_code_when_its_day_comes(scope: str) -> None:
    assert (titles(scope, EMBARGOED, date(2024, 4, 30)), titles(scope, EMBARGOED, HIDDEN)) == (
        [],
        [CODE],
    )


def test_the_public_calendar_has_public_rows_and_meetings_only() -> None:
    state = with_proposal().state
    public = {m.key for m in PLAN.milestones if m.public}
    public |= {f"{organ.key}.{meeting.key}" for organ, meeting in PLAN.meetings() if meeting.public}
    found = {
        e.uid.removesuffix(f".{PLAN.key}@{PLAN.uid_host}") for e in entries(state, PUBLIC, TODAY)
    }
    assert found == public


@pytest.mark.parametrize(
    ("scope", "sees"),
    [
        ("offentlig", False),
        ("omraade:skole_dagtilbud", True),
        ("omraade:sundhed_omsorg", False),
        ("udvalg:boerne_ungdomsudvalget", False),
        ("med:omu_skole", False),
        ("organ:raaderumsgruppen", True),
        ("organ:direktion", False),
        ("rolle:chef:skole_dagtilbud", True),
        ("person:chef", True),
        ("person:formand", False),
    ],
)
def test_a_heads_hand_in_is_seen_by_head_area_and_receiver(scope: str, sees: bool) -> None:
    found = [e.summary for e in entries(with_proposal().state, parse(scope), TODAY)]
    assert ("FRIST: Råderumsforslag for Skole og Dagtilbud" in found) is sees


def test_only_the_one_who_answers_sees_that_an_answer_is_awaited() -> None:
    play = with_proposal()
    discussed(play, confirmed=False)
    play.write(
        MoreTimeAsked(obligation="raaderumsforslag/head:skole_dagtilbud", until=date(2024, 3, 25)),
        at=at(3, 12),
        actor="chef",
    )
    for scope in SCOPES:
        found = [
            e.summary for e in entries(play.state, parse(scope), TODAY) if e.category == "answer"
        ]
        mine = ["FRIST: Svar om registreret MED-drøftelse af R-001 i OmrådeMED Skole"]
        assert found == (mine if scope == "person:naestformand" else []), scope


def test_meetings_reach_the_people_who_sit_there() -> None:
    plan = with_med(PLAN)
    meeting = Meeting(key="m1", when=Day(day=date(2024, 4, 18)))
    plan = replace(
        plan,
        organs=tuple(
            replace(o, meetings=(meeting,)) if o.key == "omu_skole" else o for o in plan.organs
        ),
    )
    state = begin(plan).state
    seen = {
        scope
        for scope in SCOPES
        if any(e.summary == "Møde: OmrådeMED Skole" for e in entries(state, parse(scope), TODAY))
    }
    assert seen == {
        "omraade:skole_dagtilbud",
        "med:omu_skole",
        "rolle:formand:omu_skole",
        "person:formand",
        "person:naestformand",
    }


def test_who_leaves_a_seat_sees_its_things_no_more() -> None:
    play = with_proposal()
    play.write(SeatLeft(seat=CHAIR, person="formand", last_day=date(2024, 3, 20)), at=at(3, 20))
    assert [e.summary for e in feed(play.state, parse("person:formand"), TODAY).entries] == [
        "Ingen datoer i denne kalender lige nu"
    ]


def test_a_closed_address_has_one_entry_that_says_so() -> None:
    (item,) = read(to_bytes(closed(begin().state, parse("person:chef"), TODAY), page=PAGE))
    assert (item.summary, item.start) == ("Dette kalenderlink er lukket – hent et nyt", TODAY)


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("offentlig", PUBLIC),
        (" Område:skole_dagtilbud", parse("omraade:skole_dagtilbud")),
        ("omra\u030ade:skole_dagtilbud", parse("omraade:skole_dagtilbud")),
        ("rolle:næstformand:omu_skole", parse("rolle:vice_chair:omu_skole")),
        ("rolle:direktoer:velfaerd", parse("rolle:director:velfaerd")),
    ],
)
def test_a_scope_may_be_written_with_danish_letters_or_without(text: str, scope: Scope) -> None:
    assert parse(text) == scope
    assert parse(str(scope)) == scope


@pytest.mark.parametrize(
    "text", ["", "omraade", "offentlig:x", "rolle:bager:x", "ugyldig:x", "rolle:head"]
)
def test_what_is_no_scope_is_refused(text: str) -> None:
    with pytest.raises(Unknown):
        parse(text)


@pytest.mark.parametrize(
    "text",
    ["omraade:skole", "med:direktion", "udvalg:direktion", "organ:x", "person:x", "rolle:head:x"],
)
def test_a_scope_the_process_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(Unknown):
        check_known(begin().state, parse(text))


@pytest.mark.parametrize("text", [*SCOPES, "rolle:director:velfaerd"])
def test_a_scope_the_process_has_is_known(text: str) -> None:
    check_known(with_proposal().state, parse(text))
