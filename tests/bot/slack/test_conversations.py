"""Everything somebody can press or send in has one answer, and what people have open in Slack from
an older version is still understood.
"""

from __future__ import annotations

from collections import Counter

from bot.forms.form import Day, Field
from bot.messages.message import Act
from bot.slack import consultations, information, med, papers, plan, proposals
from bot.slack.conversations import FORMS, PICKS, PRESSED, SENT

FIELDS = {
    "absence": ["since", "until", "deputy"],
    "cancel_now": [],
    "contest": ["description"],
    "deliver_note": ["note", "part"],
    "send_back": ["missing"],
    "hand_over": ["to", "until"],
    "hearing": ["title", "opens", "closes", "at", "parties", "others"],
    "minutes": ["minutes", "approved_on"],
    "more_time": ["until", "why"],
    "move": ["milestone", "to", "why", "approved_by", "approved_on"],
    "move_now": [],
    "new_address": ["scope"],
    "proposal": [
        "code",
        "title",
        "neutral_title",
        "area",
        "level",
        "stations",
        "affected",
        "not_affected",
        "others",
        "share_from",
        "embargo_until",
        "flags",
        "origin",
    ],
    "record": [
        "proposals",
        "held_on",
        "sure",
        "outcome",
        "sides",
        "joint",
        "material_on",
        "views",
        "minutes",
    ],
    "response": ["party", "received_on", "at", "link", "words", "publish", "again"],
    "stations": ["organ_new", "day_new", "flags_new", "material"],
    "views": ["views"],
    "wishes": ["hour", "days", "together"],
    "withdraw": ["why"],
    "inform": ["told_on", "became"],
}
"""The callback ids and field names of the modals that stand open at people's; they never change."""


def test_every_button_has_one_press() -> None:
    assert Counter(act for part in PRESSED for act in part) == Counter(Act)


def test_every_form_has_one_answer_and_keeps_its_names() -> None:
    assert len(SENT) == len(FORMS)
    found = {
        name: [asked.name for asked in modal.form.fields if isinstance(asked, Field)]
        for name, modal in FORMS.items()
    }
    assert found == FIELDS


def test_a_refusal_stands_beside_a_field_of_its_own_form() -> None:
    for modal in FORMS.values():
        names = {asked.name for asked in modal.form.fields if isinstance(asked, Field)}
        extra = {"proposal": {"material"}}.get(modal.form.name, set())
        assert {asked.name for asked in modal.form.fields_of.values()} <= names | extra


def test_a_pick_is_in_a_form_that_shows_what_follows() -> None:
    asking = {
        asked.name
        for modal in FORMS.values()
        for asked in modal.form.fields
        if isinstance(asked, Day) and asked.asks
    }
    assert set(PICKS) == asking


def test_no_word_of_a_command_is_done_twice() -> None:
    for parts in (
        (med.WORDS, information.WORDS, papers.WORDS),
        (plan.WORDS, proposals.WORDS, consultations.WORDS),
    ):
        assert set(Counter(word for part in parts for word in part).values()) == {1}
