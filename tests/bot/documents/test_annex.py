"""The MED annex: what was recorded, both sides verbatim, what is missing, and nothing that points
at a person or keeps count of one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot import actions
from bot.documents.annex import annex
from bot.documents.notes import med_item, political_item
from bot.documents.paper import Fact, Heading, Paper, Points, Quote, Table, Text, wording
from process.acts import records as record_acts
from process.acts.records import Meeting
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import ProposalSubmitted, ViewsAdded
from process.med.levels import named_point
from process.plan.proposals import Station, StationOutcome
from storage.ledger import draw
from tests.bot.slack.world import PROCESS, Office
from tests.support.cast import PROPOSALS, at

CHAIR, VICE, GARDEN = "p-formand", "p-naestformand", "p-haveleder"
MANAGEMENT = "Vi kan godt. <!channel> *fed* =cmd()\nAnden linje"
LONG = "Vi er bekymrede for børnene. " * 100


def recorded(office: Office) -> int:
    """R-001 discussed on 18 April with views from both sides, minutes approved; on the
    30th contested in the garden.
    """
    context = office.context
    office.clock.go("2024-04-19")
    held = Meeting(
        committee="lmu_skole",
        proposals=("R-001", "R-002"),
        held_on=date(2024, 4, 18),
        material_on=date(2024, 4, 8),
    )
    done = actions.act(
        context, CHAIR, record_acts.record, meeting=held, views=actions.text_if_any(MANAGEMENT)
    )
    seq = done.entry.seq
    actions.act(context, VICE, record_acts.add_views, record=seq, views=draw(LONG))
    actions.act(context, VICE, record_acts.add_views, record=seq, views=draw("Og en ting til"))
    actions.act(context, VICE, record_acts.confirm, record=seq)
    actions.act(
        context,
        VICE,
        record_acts.note_minutes,
        record=seq,
        link="https://intranet.invalid/r.pdf",
        approved_on=date(2024, 4, 19),
    )
    office.clock.go("2024-05-03")
    late = Meeting(committee="pm_have", proposals=("R-001",), held_on=date(2024, 5, 2))
    contested = actions.act(context, GARDEN, record_acts.record, meeting=late).entry.seq
    actions.act(
        context,
        "p-repraesentant",
        record_acts.contest,
        record=contested,
        description=draw("Der var ingen drøftelse"),
    )
    return seq


def paper(office: Office, key: str = "bu/2024-05-02", day: date = date(2024, 5, 3)) -> Paper:
    context, state = office.context, office.state
    words_of = wording(context.texts, PROCESS, state.plan.calendar, context.ledger.entries(PROCESS))
    return annex(state, named_point(state, key, day), day, words_of)


def tables(made: Paper) -> list[Table]:
    return [b for b in made.blocks if isinstance(b, Table)]


def everything(made: Paper) -> str:
    return repr(made)


def test_the_table_has_every_committee_with_days_both_sides_and_both_marks_for_late(
    office: Office,
) -> None:
    recorded(office)
    assert tables(paper(office))[-1].rows == (
        (
            "R-001 Holddannelse",
            "LokalMED Eksempelskolen",
            "Drøftet på mødet",
            "18-04-2024, registreret 19-04-2024",
            "Ja",
            "10",
            "14",
            "",
        ),
        (
            "R-001 Holddannelse",
            "Personalemødet i Prøvehaven",
            "Drøftet på mødet",
            "02-05-2024, registreret 03-05-2024",
            "Bestridt; begge beskrivelser står nedenfor",
            "",
            "0",
            "efter udvalgets behandling",
        ),
        (
            "R-002",
            "LokalMED Eksempelskolen",
            "Drøftet på mødet",
            "18-04-2024, registreret 19-04-2024",
            "Ja",
            "10",
            "14",
            "",
        ),
        (
            "R-002",
            "Personalemødet i Prøvehaven",
            "Ikke berørt",
            "",
            "",
            "",
            "",
            "Har ingen afdelingsleder",
        ),
    )


def test_each_side_stands_verbatim_and_whole_several_employee_views_and_the_other_description(
    office: Office,
) -> None:
    recorded(office)
    assert [(b.by, b.text) for b in paper(office).blocks if isinstance(b, Quote)] == [
        ("Ledelsessidens synspunkter", MANAGEMENT),
        ("Medarbejdersidens synspunkter", LONG),
        ("Medarbejdersidens synspunkter", "Og en ting til"),
        ("Sådan beskriver medarbejderrepræsentanten mødet", "Der var ingen drøftelse"),
    ]


def test_what_is_not_in_place_stands_in_one_neutral_list(office: Office) -> None:
    assert [b.items for b in paper(office).blocks if isinstance(b, Points)][:1] == [
        (
            "LokalMED Eksempelskolen: R-001 og R-002 er ikke registreret som drøftet.",
            "Personalemødet i Prøvehaven: R-001 er ikke registreret som drøftet.",
        )
    ]
    recorded(office)
    assert [b.items for b in paper(office).blocks if isinstance(b, Points)] == [
        (
            (
                "Personalemødet i Prøvehaven: registreringen fra den 2. maj er bestridt; "
                "begge beskrivelser står nedenfor."
            ),
            "Personalemødet i Prøvehaven: referatet fra den 2. maj er ikke noteret.",
        )
    ]


def test_a_contested_or_unanswered_record_is_not_counted_as_discussed(office: Office) -> None:
    recorded(office)
    levels = tables(paper(office))[0].rows
    assert [row[1] for row in levels] == ["Drøftet: 1\nBestridt: 1", "Drøftet: 1"]
    assert levels[0][2] == "OmrådeMED er ikke på planen"


def test_the_head_tells_where_the_ledger_stands_and_what_discussed_means(office: Office) -> None:
    recorded(office)
    made, state = paper(office), office.state
    assert [(b.label, b.text) for b in made.blocks if isinstance(b, Fact)] == [
        ("Kommune:", "Prøvekøbing"),
        ("Proces:", "Råderum"),
        ("Møde:", "Børne- og Ungdomsudvalget, torsdag den 2. maj 2024"),
        ("Viser:", "protokollen, som den stod fredag den 3. maj 2024"),
        ("Udskrevet:", "Fredag den 3. maj 2024"),
        ("Protokollen:", f"står på nr. {state.seq} med kontrolsummen {state.head[:12]}"),
    ]
    assert (
        made.foot
        == f"Prøvekøbing · Råderum · protokollen står på nr. {state.seq} ({state.head[:12]})"
    )
    about = next(b.text for b in made.blocks if isinstance(b, Text))
    assert about.startswith("Drøftet betyder ikke enig. Ved forskel gælder det godkendte referat.")


def test_nobody_is_named_and_nothing_says_how_fast_anybody_answered(office: Office) -> None:
    recorded(office)
    text = everything(paper(office))
    assert [
        name for name in ("Navn", "p-naest", "19. april kl.", "8.00", "dage om") if name in text
    ] == []


def test_a_proposal_that_may_point_to_persons_or_is_embargoed_stands_by_code_with_a_word_about_it(
    office: Office,
) -> None:
    hidden = replace(PROPOSALS[0], version=2, embargo_until=date(2024, 5, 10))
    said = Decision(facts=(ProposalSubmitted(proposal=hidden),))
    office.context.ledger.decide(PROCESS, lambda state: said, actor=SYSTEM, at=at("2024-04-01"))
    made = paper(office)
    text = everything(made)
    assert (
        "R-002 står kun med kode, fordi det kan pege på enkeltpersoner. "
        "Læs synspunkterne igennem, før bilaget deles."
    ) in text
    assert (
        "R-001 står kun med kode og må først omtales fra fredag den 10. maj 2024. "
        "Del ikke bilaget før."
    ) in text
    assert [
        title for title in ("Holddannelse", "Ledelse'", "Færre hold", "Én leder") if title in text
    ] == []
    assert "R-001 Holddannelse (udgave 2)" in everything(paper(office, day=date(2024, 5, 10)))


def test_an_erased_text_says_when_and_why_it_went(office: Office) -> None:
    recorded(office)
    added = [
        e.fact for e in office.context.ledger.entries(PROCESS) if isinstance(e.fact, ViewsAdded)
    ]
    office.context.texts.erase(
        PROCESS, added[0].views.id, at=at("2024-05-03"), why="efter anmodning"
    )
    quotes = [b.text for b in paper(office).blocks if isinstance(b, Quote)]
    assert quotes[1:3] == ["[Indhold slettet den 3. maj 2024 (efter anmodning)]", "Og en ting til"]


def test_a_new_version_says_what_was_discussed_before_it(office: Office) -> None:
    recorded(office)
    again = Decision(facts=(ProposalSubmitted(proposal=replace(PROPOSALS[0], version=2)),))
    office.context.ledger.decide(PROCESS, lambda state: again, actor=SYSTEM, at=at("2024-05-03"))
    rows = [row for row in tables(paper(office))[-1].rows if row[0].startswith("R-001")]
    assert [(row[2], row[7]) for row in rows] == [
        ("Ikke registreret", "udgave 1 blev drøftet 18-04-2024"),
        ("Ikke registreret", "udgave 1 blev drøftet 02-05-2024"),
    ]


def test_the_way_through_the_organs_says_what_each_made_of_it(office: Office) -> None:
    stations = (
        Station(organ="bu", day=date(2024, 5, 2), outcome=StationOutcome.SENT_BACK, closed=True),
        Station(organ="vp"),
    )
    moved = Decision(
        facts=(ProposalSubmitted(proposal=replace(PROPOSALS[0], version=2, stations=stations)),)
    )
    office.context.ledger.decide(PROCESS, lambda state: moved, actor=SYSTEM, at=at("2024-05-03"))
    points = [b.items for b in paper(office).blocks if isinstance(b, Points)][-1]
    closed = (
        "R-001 står kun med kode, fordi sagen er et lukket punkt. "
        "Læs synspunkterne igennem, før bilaget deles."
    )
    assert closed in everything(paper(office)) and "Holddannelse" not in everything(paper(office))
    assert points == (
        (
            "R-001: Børne- og Ungdomsudvalget torsdag den 2. maj 2024: "
            "sendt tilbage (lukket punkt) → Voksen- og Plejeudvalget"
        ),
    )


def test_an_agenda_item_stands_under_the_secretariats_own_headings(office: Office) -> None:
    point = named_point(office.state, "bu/2024-05-02", date(2024, 4, 1))
    for made in (
        med_item(office.state, "lmu_skole", date(2024, 4, 1)),
        political_item(office.state, point, date(2024, 4, 1)),
    ):
        found = [b.text for b in made.blocks if isinstance(b, Heading) and b.level == 1]
        assert found == [
            "Sagsgang",
            "Sagsfremstilling",
            "Økonomiske konsekvenser",
            "Indstilling",
            "Bilag",
        ]
    text = everything(political_item(office.state, point, date(2024, 4, 1)))
    assert "Der er ikke fastlagt en sagsgang for forslagene endnu." in text
    assert (
        "MED-udvalgenes 3 drøftelser af forslagene: ingen er drøftet og bekræftet af begge sider "
        "og 3 er ikke registreret."
    ) in text
    assert [words for words in ("Færre hold", "Én leder", "Ledelse'") if words in text] == []
