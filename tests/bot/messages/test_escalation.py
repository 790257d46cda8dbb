"""The ladder, the week's overview and the line a deadline ends in, word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.messages.message import ROLES_ONLY, Rendered
from bot.messages.render import render
from bot.text.marks import outside_slack, plain
from process.channel import Message
from process.dates.when import NoLater
from process.ledger.facts import Delivered, PlanAdopted
from process.plan.model import Milestone, Rules
from process.reminders.notices import NoticeKind
from process.seats import Role
from process.simulation import Stage
from tests.process.reminders.played import due_when_played
from tests.support.cast import MILESTONES, PLAN, at, small_process

CHEF, DIRECTOR, OWNER = "p-skolechef", "p-direktoer", "p-procesejer"
AGAIN = Milestone(
    key="igen",
    title="Opfølgning",
    kind="delivery",
    when=NoLater(day=date(2024, 4, 24)),
    owners=("head:skole",),
)


def message(stage: Stage, person: str, day: str, only: str = "") -> Rendered:
    notices = tuple(
        n
        for n in due_when_played(stage.state, at(day))
        if n.person == person and (not only or only in n.obligation)
    )
    return render(
        Message(key="k", person=person, notices=notices, day=at(day).date()),
        stage.state,
        view=ROLES_ONLY,
    )


def words(rendered: Rendered) -> list[str]:
    return [plain(section.text) for section in rendered.sections]


def test_the_director_hears_first_and_the_keepers_of_the_process_then() -> None:
    stage = small_process()

    assert words(message(stage, DIRECTOR, "2024-03-21", "skole")) == [
        "Til orientering: Råderumsforslag for Skole og Dagtilbud skulle være afleveret mandag den "
        "18. marts. "
        "Vi har skrevet til chefen for Skole og Dagtilbud den 13., 15. og 19. "
        "marts uden at få svar. "
        "Vil du tage en snak med chefen for Skole og Dagtilbud?"
    ]
    assert words(message(stage, OWNER, "2024-03-25", "skole")) == [
        "Til orientering: Råderumsforslag for Skole og Dagtilbud skulle være afleveret mandag den "
        "18. marts. "
        "Vi har skrevet til chefen for Skole og Dagtilbud den 13., 15., 19. og 21. "
        "marts uden at få svar. "
        "Direktøren fik besked torsdag den 21. marts. Vil du tage en snak med chefen for Skole og "
        "Dagtilbud?"
    ]


def test_the_owner_is_told_at_the_same_moment_and_what_comes_next() -> None:
    stage = small_process()

    assert words(message(stage, CHEF, "2024-03-21")) == [
        "Vi har i dag også skrevet til din direktør om fristen den 18. marts. "
        "Du kan stadig svare her. "
        "Det gælder råderumsforslag for Skole og Dagtilbud. "
        "Hører vi ikke fra dig senest fredag den 22. marts, får Råderumsgruppen også besked."
    ]
    assert words(message(stage, CHEF, "2024-03-25")) == [
        "Vi har i dag også skrevet til Råderumsgruppen om fristen den 18. marts. "
        "Du kan stadig svare her. "
        "Det gælder råderumsforslag for Skole og Dagtilbud."
    ]


def test_a_deadline_ends_as_a_line_in_a_later_message_and_goes_when_it_is_met() -> None:
    stage = small_process()
    stage.write(
        PlanAdopted(plan=replace(PLAN, milestones=(*MILESTONES, AGAIN)), reason="En til"),
        at=at("2024-03-27"),
    )

    (*_, last) = message(stage, CHEF, "2024-04-19", "igen").sections
    assert [choice.label for choice in last.choices] == [
        "Det er afleveret",
        "Jeg har brug for mere tid",
    ]
    assert outside_slack(last.text).endswith("Skole og Dagtilbud\x03 (mandag den 18. marts).")
    assert plain(last.text) == (
        "Stadig ikke meldt afleveret: Råderumsforslag for Skole og Dagtilbud (mandag den 18. "
        "marts). "
        "Skriv /frist, når du vil melde det eller bede om mere tid."
    )
    stage.write(Delivered(obligation="forslag/head:skole"), at=at("2024-04-19"), actor=CHEF)
    assert len(words(message(stage, CHEF, "2024-04-19", "igen"))) == 1


def test_nobody_is_wished_a_good_morning_over_what_is_done() -> None:
    stage = small_process()
    twice = tuple(
        replace(row, key="forslag2") if row.key == "forslag" else row for row in MILESTONES
    )
    stage.write(
        PlanAdopted(plan=replace(PLAN, milestones=(*MILESTONES, twice[0])), reason="To"),
        at=at("2024-01-02"),
    )
    notices = tuple(n for n in due_when_played(stage.state, at("2024-03-13")) if n.person == CHEF)
    digest = Message(key="k", person=CHEF, notices=notices, day=date(2024, 3, 13))
    assert render(digest, stage.state, view=ROLES_ONLY).text.startswith(
        "God morgen. Her er din oversigt for onsdag den 13. marts"
    )

    for key in ("forslag", "forslag2"):
        stage.write(
            Delivered(obligation=f"{key}/head:skole"),
            at=at("2024-03-13", "09:00"),
            actor=CHEF,
            seat="head:skole",
        )

    after = render(digest, stage.state, view=ROLES_ONLY)
    assert after.text.startswith(
        "Det, der stod her onsdag den 13. marts, er klaret. Du mangler ikke noget i denne besked."
    )
    assert "God morgen" not in after.text


def test_the_weeks_overview() -> None:
    stage = small_process()
    rules = Rules(weekly=(Role.DIRECTOR,))
    stage.write(
        PlanAdopted(plan=replace(PLAN, rules=rules), reason="Overblik"), at=at("2024-01-02")
    )
    stage.write(
        Delivered(obligation="forslag/head:pleje"), at=at("2024-03-08"), actor="p-plejechef"
    )

    rendered = message(stage, DIRECTOR, "2024-03-11")

    assert words(rendered) == [
        "God morgen. Her er ugens overblik for uge 11 og ugen efter.\n"
        "Senest mandag den 18. marts 2024: Råderumsforslag afleveres, 1 af 2 meldt afleveret. "
        "Mangler: chefen for Skole og Dagtilbud."
    ]
    assert {
        n.kind for n in due_when_played(stage.state, at("2024-03-11")) if n.person == DIRECTOR
    } == {NoticeKind.WEEKLY}
