"""Answering a mail about a deadline without Slack: reading changes nothing, an act is written once,
and every refusal is one sentence.
"""

from __future__ import annotations

import html
from datetime import timedelta

import pytest

from bot.text import deadline_forms as words
from bot.text import med_forms
from bot.web.links import DEADLINE_GOOD_FOR, BadLink, DeadlineLink, sign
from bot.web.site import MOST
from process.ledger.facts import Delivered, MilestoneCancelled, MoreTimeAsked, SeatLeft, Snoozed
from process.seats import Seat
from tests.bot.slack.world import KEY, PROCESS, Office
from tests.bot.web.house import CHEF, SCHOOL, DeadlineHouse, form, open_deadlines
from tests.support.cast import at

OTHER, CARE = "p-plejechef", "forslag/head:pleje"
NASTY = '<b>æøå</b> & "citat" </textarea>\nhttps://eksempel.invalid/?a=1'


@pytest.fixture
def house(office: Office) -> DeadlineHouse:
    return open_deadlines(office)


def test_the_page_says_what_is_owed_and_offers_what_slack_does(house: DeadlineHouse) -> None:
    page = house.page()
    assert (
        "Råderumsforslag for Skole og Dagtilbud skal være hos Råderumsgruppen senest mandag den "
        "18. marts 2024."
    ) in page
    for label in (
        "Det er afleveret",
        "Jeg har brug for mere tid",
        "Mind mig igen fredag den 15. marts",
        "Det er ikke min opgave",
    ):
        assert label in page, label
    assert "Du svarer som Navn skolechef." in page
    assert "<script" not in page


def test_reading_changes_nothing_however_often_and_by_whatever_method(house: DeadlineHouse) -> None:
    for _ in range(3):
        assert house.browser.get(f"{house.path()}?act=deliver&gjort=deliver").status_code == 200
        assert house.browser.head(house.path()).status_code == 200
    assert house.browser.put(house.path()).status_code == 405
    assert house.office.facts() == []


def test_it_is_handed_in_with_a_note_and_can_be_undone(house: DeadlineHouse) -> None:
    page = house.send("deliver", note=NASTY)
    (entry,) = house.office.context.ledger.entries(
        PROCESS, after=house.office.context.ledger.head(PROCESS)[0] - 1
    )
    assert (
        isinstance(entry.fact, Delivered)
        and entry.fact.obligation == SCHOOL
        and entry.actor == CHEF
    )
    assert (
        entry.fact.note is not None
        and house.office.context.view().text_of(entry.fact.note) == NASTY
    )
    receipt = (
        "Tak. Du har meldt råderumsforslag for Skole og Dagtilbud afleveret onsdag den 13. "
        "marts kl. 9.12."
    )
    assert f'role="status">{receipt}' in page and receipt in house.page()
    assert "Jeg har brug for mere tid" not in page and "Fortryd" in page

    page = house.send("undo")
    assert (
        "Det er fortrudt. Råderumsforslag for Skole og Dagtilbud står igen, som før du trykkede."
        in page
    )
    assert "Meld afleveret" in page and house.office.facts() == ["Delivered", "Undone"]


def test_more_time_is_asked_for_and_taken_back(house: DeadlineHouse) -> None:
    page = house.send("more_time", until="2024-03-22", why="Tallene mangler.")
    assert (
        "Du har bedt om mere tid til råderumsforslag for Skole og Dagtilbud, til fredag den 22. "
        "marts 2024."
    ) in page
    assert "Meld afleveret" in page
    assert isinstance(house.office.context.ledger.entries(PROCESS)[-1].fact, MoreTimeAsked)
    assert "Jeg har brug for mere tid" in house.send("undo")


def test_hearing_of_it_again_and_saying_it_is_not_ones_own(house: DeadlineHouse) -> None:
    assert (
        "Du hører om råderumsforslag for Skole og Dagtilbud igen fredag den 15. marts."
        in house.send("snooze")
    )
    assert isinstance(house.office.context.ledger.entries(PROCESS)[-1].fact, Snoozed)
    assert "ikke er din opgave" in house.send("not_mine", key=CARE, person=OTHER)
    assert house.office.facts() == ["Snoozed", "NotMine"]


@pytest.mark.parametrize(
    ("until", "says"),
    [
        (
            "2024-03-29",
            (
                "Fredag den 29. marts 2024 er en lukkedag (langfredag). "
                "Vælg en arbejdsdag, for eksempel 27. "
                "marts eller 2. april."
            ),
        ),
        (
            "2024-03-15",
            (
                "Fristen er allerede mandag den 18. marts 2024, så fredag den 15. "
                "marts 2024 giver ikke mere tid."
            ),
        ),
        ("", "Vælg en dag, så anmodningen kan sendes."),
        ("31/2", "Jeg kan ikke læse “31/2” som en dato."),
    ],
)
def test_a_day_that_cannot_be_used_is_refused_with_everything_typed_kept(
    house: DeadlineHouse, until: str, says: str
) -> None:
    page = house.send("more_time", until=until, why=NASTY, status=422)
    assert says.casefold() in page.casefold() and NASTY in page
    assert house.office.facts() == []


def test_another_day_is_looked_at_before_it_is_asked_for_and_nothing_typed_is_lost(
    house: DeadlineHouse,
) -> None:
    assert (
        "Torsdag den 21. marts 2024 er 3 arbejdsdage efter fristen mandag den 18. marts."
        in house.page()
    )
    page = house.send("more_time", until="2024-04-11", why=NASTY, look="1", status=200)
    assert (
        "Torsdag den 11. april 2024 er 15 arbejdsdage efter fristen mandag den 18. marts." in page
    )
    assert "Inddragelse af MED: onsdag den 10. april, før den nye frist." in page
    assert NASTY in page and 'value="2024-04-11"' in page
    assert "er en lukkedag" in house.send("more_time", until="2024-03-23", look="1", status=200)
    assert house.office.facts() == []


@pytest.mark.parametrize(
    "until", ["9999-12-30", "9999-12-31", "0001-01-01", "2024-02-30", "9" * 5000]
)
def test_a_day_far_away_is_no_fault_of_ours(house: DeadlineHouse, until: str) -> None:
    data = {
        "act": "more_time",
        "until": until,
        **form(house.browser.get(house.path()).text, "more_time"),
    }
    assert house.browser.post(house.path(), data=data).status_code in (303, 422)
    assert house.browser.get(house.path()).status_code == 200


def test_what_was_done_before_or_is_gone_says_so(house: DeadlineHouse) -> None:
    path, data = (
        house.path(),
        {"act": "deliver", **form(house.browser.get(house.path()).text, "deliver")},
    )
    assert [house.browser.post(path, data=data).status_code for _ in range(2)] == [303, 422]
    assert "Det blev meldt afleveret onsdag den 13. marts kl. 9.12" in html.unescape(
        house.browser.post(path, data=data).text
    )
    assert house.office.facts() == ["Delivered"]

    page = house.browser.get(house.path(OTHER, CARE)).text
    house.write(MilestoneCancelled(milestone="forslag", why="Aflyst af byrådet"))
    answer = house.browser.post(
        house.path(OTHER, CARE), data={"act": "deliver", **form(page, "deliver")}
    )
    assert answer.status_code == 422 and "Det er ikke aktuelt længere" in html.unescape(answer.text)
    assert "Meld afleveret" not in house.page(OTHER, CARE) and "gælder ikke" in house.page(
        OTHER, "ukendt/head:pleje"
    )


def test_a_link_about_somebody_elses_deadline_does_nothing(house: DeadlineHouse) -> None:
    """Signed by us, for a person who has not got it (any more): nothing to see, and a form from
    before is not taken.
    """
    seal = form(house.browser.get(house.path()).text, "deliver")["seal"]
    path = house.path(OTHER, SCHOOL)
    answers = (
        house.browser.get(path),
        house.browser.post(path, data={"act": "deliver", "seal": seal}),
    )
    for answer in answers:
        assert answer.status_code == 410 and words.NO_LONGER_YOURS[0] in html.unescape(answer.text)
        assert "Skole og Dagtilbud" not in html.unescape(answer.text)
    assert house.office.facts() == []


def test_undo_reaches_only_what_was_said_about_this_deadline(house: DeadlineHouse) -> None:
    house.send("deliver", person=OTHER, key=CARE)
    seq = house.office.context.ledger.head(PROCESS)[0]
    for value in (str(seq), "x", "", "9" * 5000):
        assert "Fortryd" not in house.send("undo", value=value, status=422)
    assert house.office.facts() == ["Delivered"]


def test_an_expired_a_foreign_and_a_leavers_link_meet_a_friendly_page(house: DeadlineHouse) -> None:
    path = house.path()
    foreign = sign(
        KEY,
        purpose="frist:andet",
        subject=f"{CHEF}\n{SCHOOL}",
        until=house.clock.instant + timedelta(days=1),
    )
    board = house.links.board(CHEF).removeprefix("http://testserver/tavle/")
    for token in (foreign, board, "gaet", path.removeprefix("/frist/")[:-1], "a.b.c"):
        for answer in (
            house.browser.get(f"/frist/{token}"),
            house.browser.post(f"/frist/{token}", data={"act": "deliver"}),
        ):
            assert answer.status_code == 404 and words.FOREIGN[1] in html.unescape(answer.text)

    house.write(
        SeatLeft(seat=Seat.parse("head:skole"), person=CHEF, last_day=at("2024-03-12").date())
    )
    assert (house.browser.get(path).status_code, house.browser.post(path).status_code) == (410, 410)
    other = house.path(OTHER, CARE)
    house.clock.instant += DEADLINE_GOOD_FOR + timedelta(minutes=1)
    answer = house.browser.get(other)
    assert (
        answer.status_code == 410
        and words.EXPIRED[0] in answer.text
        and "Brug linket i den nyeste mail" in answer.text
    )
    assert house.office.facts() == ["SeatLeft"]


def test_another_site_an_old_page_and_a_flood_write_nothing(house: DeadlineHouse) -> None:
    path, page = house.path(), house.browser.get(house.path()).text
    data = {"act": "deliver", "note": "Vores ord", **form(page, "deliver")}
    for headers, sent in (
        ({"sec-fetch-site": "cross-site"}, data),
        ({}, data | {"seal": "x.y.z"}),
        ({}, {"act": "deliver"}),
    ):
        answer = house.browser.post(path, data=sent, headers=headers)
        assert answer.status_code == 422 and med_forms.ELSEWHERE in html.unescape(answer.text)
    assert house.browser.post(path, data=data | {"note": "x" * 70_000}).status_code == 413
    assert house.browser.post(path, data=data | {"act": "ukendt"}).status_code == 404

    statuses = [
        house.browser.post(path, data=data | {"act": "more_time", "until": ""}).status_code
        for _ in range(MOST)
    ]
    assert statuses == [422] * (MOST - 1) + [429]
    house.clock.instant += timedelta(hours=13)
    answer = house.browser.post(path, data=data)
    assert (
        answer.status_code == 422
        and med_forms.STALE in html.unescape(answer.text)
        and "Vores ord</textarea>" in answer.text
    )
    assert house.office.facts() == []


def test_a_subject_without_an_obligation_is_no_link(house: DeadlineHouse) -> None:
    token = house.path().removeprefix("/frist/")
    assert house.links.read_deadline(token) == DeadlineLink(person=CHEF, key=SCHOOL)
    nothing = sign(KEY, purpose=f"frist:{PROCESS}", subject=CHEF, until=house.clock.instant)
    with pytest.raises(BadLink):
        house.links.read_deadline(nothing)
