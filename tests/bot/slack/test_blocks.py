"""Blocks stay within Slack's limits for the longest words, and everybody's words come
through unharmed and harmless.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms.form import Form, Many, One, Text, Values, its_own
from bot.messages.message import Act, Choice, Rendered, Section, said
from bot.slack.blocks import message_blocks, modal, pieces, spoken, values_of
from bot.text.marks import code, strong
from sandbox.blockkit import message_faults, view_faults

NASTY = (
    "<!channel>",
    "&<>",
    "*fed* _skrå_ ~streg~ `kode`",
    "=cmd()",
    ":fire:",
    "> citat",
    "æøåÆØÅ",
    "a\"b'c",
)


@pytest.mark.parametrize("words", NASTY)
def test_words_come_through_as_they_were_written(words: str) -> None:
    block = message_blocks(said(f"Årsag: {words}"))[0]
    text = block["text"]["text"]
    if block["text"]["type"] == "plain_text":
        assert text == f"Årsag: {words}" and block["text"]["emoji"] is False
    else:
        assert not set(text) & {"*", "_", "~", "`"} and "<" not in text and ">" not in text
        assert (
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
            == f"Årsag: {words}"
        )


def test_emphasis_is_ours_and_code_may_hold_slacks_signs() -> None:
    block = message_blocks(said(f"{strong('Løn & ansættelse')} ({code('kb_seminar_1')})"))[0]
    assert block["text"] == {
        "type": "mrkdwn",
        "text": "*Løn &amp; ansættelse* (`kb_seminar_1`)",
        "verbatim": True,
    }


def test_nobody_can_type_our_emphasis() -> None:
    assert "*" not in message_blocks(said(strong("a\x03b\x02c")))[0]["text"]["text"][1:-1]


@pytest.mark.parametrize("length", [2999, 3000, 3001, 9001])
@pytest.mark.parametrize("letter", ["a", "&", "å", "ord "])
def test_long_texts_are_split_and_nothing_is_lost(letter: str, length: int) -> None:
    words = (letter * length)[:length].strip()
    found = message_blocks(said(words))
    assert message_faults(found) == []
    assert "".join(pieces(words, 3000)).replace(" ", "") == words.replace(" ", "")


def test_a_message_of_the_longest_parts_is_taken_by_slack() -> None:
    choices = tuple(
        Choice(act=act, label="L" * 200, value="v" * 2000, about="T" * 300)
        for act in list(Act)[:20]
    )
    sections = tuple(
        Section(text="å" * 3000, choices=choices, heading="H" * 400) for _ in range(15)
    )
    rendered = Rendered(text="&" * 9000, sections=sections)
    assert message_faults(message_blocks(rendered)) == []
    assert len(spoken(rendered.text)) <= 4000


def test_a_menu_of_a_thousand_is_grouped_and_preselects() -> None:
    options = [(f"R-{n:03d}", "Forslag " + "x" * 100) for n in range(1000)]
    form = Form(
        asks=its_own,
        name="c",
        title="En titel der er alt for lang",
        fields=(
            Many(name="p", label="Hvilke?", options=options, chosen=["R-007"]),
            One(name="one", label="Hvem?", options=options),
            Text(name="t", label="Tekst"),
        ),
        fields_of={},
        send=lambda context, person, values: None,
        about={"k": "v"},
    )
    view = modal(form, place="command")
    assert view_faults(view, kind="modal") == []
    assert [o["value"] for o in view["blocks"][0]["element"]["initial_options"]] == ["R-007"]


def test_an_empty_form_reads_as_empty() -> None:
    blank = {"state": {"values": {"a": {"a": {"type": "plain_text_input", "value": None}}}}}
    for values in (values_of({}), values_of(blank), Values()):
        assert (values.text("a"), values.day("b"), values.several("c")) == ("", None, ())


def test_more_than_a_message_holds_says_so_instead_of_nothing() -> None:
    sections = tuple(
        Section(text=f"Række {number}", heading=f"Udvalg {number}") for number in range(40)
    )
    found = message_blocks(Rendered(text="x", sections=sections))
    assert len(found) == 50 and message_faults(found) == []
    assert found[-1]["text"]["text"].startswith("Der er mere, end en besked kan rumme.")


WORDS = st.text(alphabet="a\u00e6&<*\n ", max_size=90).map(lambda text: text * 40) | st.text(
    max_size=9
)
OPTIONS = st.integers(0, 230).flatmap(
    lambda count: WORDS.map(lambda label: tuple((f"v{n}", label) for n in range(count)))
)
FIELDS = st.one_of(
    st.builds(One, name=st.just("a"), label=st.just("Vælg"), options=OPTIONS, chosen=st.just("v1")),
    st.builds(
        Many,
        name=st.just("a"),
        label=st.just("Vælg"),
        options=OPTIONS,
        chosen=st.just(("v0", "v9")),
    ),
    st.builds(Text, name=st.just("a"), label=st.just("Skriv"), hint=WORDS, lines=st.booleans()),
)


@given(FIELDS)
def test_whatever_a_form_begins_with_slack_can_show_it(asked: One | Many | Text) -> None:
    """Also a menu with nothing in it, with one choice, and with more than a menu holds."""
    form = Form(
        asks=its_own,
        name="f",
        title="Titel",
        fields=(asked,),
        fields_of={},
        send=lambda context, person, values: None,
    )
    assert view_faults(modal(form, place="command"), kind="modal") == []
