"""Block Kit's limits, each at its edge."""

from typing import Any

import pytest

from sandbox.blockkit import message_faults, view_faults

JSON = dict[str, Any]


def plain(length: int) -> JSON:
    return {"type": "plain_text", "text": "x" * length}


def mrkdwn(length: int) -> JSON:
    return {"type": "mrkdwn", "text": "x" * length}


def section(**fields: Any) -> JSON:
    return {"type": "section", "text": mrkdwn(1), **fields}


def actions(*elements: JSON) -> JSON:
    return {"type": "actions", "elements": list(elements)}


def button(**fields: Any) -> JSON:
    return {"type": "button", "text": plain(1), **fields}


def option(length: int = 1, value: int = 1) -> JSON:
    return {"text": plain(length), "value": "v" * value}


def options(number: int) -> list[JSON]:
    return [{"text": plain(1), "value": str(index)} for index in range(number)]


def confirm(**fields: JSON) -> JSON:
    return {"title": plain(1), "text": plain(1), "confirm": plain(1), "deny": plain(1), **fields}


def field(**element: Any) -> JSON:
    return {"type": "input", "label": plain(1), "element": {"type": "plain_text_input", **element}}


def modal(*blocks: JSON, **fields: Any) -> JSON:
    return {
        "type": "modal",
        "title": plain(1),
        "submit": plain(1),
        "blocks": list(blocks),
        **fields,
    }


def many(block: JSON, number: int) -> list[JSON]:
    return [dict(block) for _ in range(number)]


EDGES: list[tuple[str, Any, Any]] = [
    ("section text 3000", [section(text=mrkdwn(3000))], [section(text=mrkdwn(3001))]),
    ("section text 1", [section(text=mrkdwn(1))], [section(text=mrkdwn(0))]),
    (
        "section fields 10",
        [section(fields=many(mrkdwn(1), 10))],
        [section(fields=many(mrkdwn(1), 11))],
    ),
    ("section field 2000", [section(fields=[mrkdwn(2000)])], [section(fields=[mrkdwn(2001)])]),
    ("message blocks 50", many({"type": "divider"}, 50), many({"type": "divider"}, 51)),
    (
        "header 150",
        [{"type": "header", "text": plain(150)}],
        [{"type": "header", "text": plain(151)}],
    ),
    (
        "header plain only",
        [{"type": "header", "text": plain(1)}],
        [{"type": "header", "text": mrkdwn(1)}],
    ),
    (
        "context 10",
        [{"type": "context", "elements": many(mrkdwn(1), 10)}],
        [{"type": "context", "elements": many(mrkdwn(1), 11)}],
    ),
    (
        "context holds texts",
        [{"type": "context", "elements": [mrkdwn(1)]}],
        [{"type": "context", "elements": [button()]}],
    ),
    ("actions 25", [actions(*many(button(), 25))], [actions(*many(button(), 26))]),
    ("actions 1", [actions(button())], [actions()]),
    ("button text 75", [actions(button(text=plain(75)))], [actions(button(text=plain(76)))]),
    ("button value 2000", [actions(button(value="v" * 2000))], [actions(button(value="v" * 2001))]),
    ("button url 3000", [actions(button(url="u" * 3000))], [actions(button(url="u" * 3001))]),
    (
        "button label 75",
        [actions(button(accessibility_label="l" * 75))],
        [actions(button(accessibility_label="l" * 76))],
    ),
    ("button style", [actions(button(style="danger"))], [actions(button(style="pink"))]),
    (
        "action_id 255",
        [actions(button(action_id="a" * 255))],
        [actions(button(action_id="a" * 256))],
    ),
    ("block_id 255", [section(block_id="b" * 255)], [section(block_id="b" * 256)]),
    (
        "block_id once",
        [section(block_id="a"), section(block_id="b")],
        [section(block_id="a"), section(block_id="a")],
    ),
    (
        "action_id once in a block",
        [actions(button(action_id="a")), actions(button(action_id="a"))],
        [actions(button(action_id="a"), button(action_id="a"))],
    ),
    (
        "confirm title 100",
        [actions(button(confirm=confirm(title=plain(100))))],
        [actions(button(confirm=confirm(title=plain(101))))],
    ),
    (
        "confirm text 300",
        [actions(button(confirm=confirm(text=plain(300))))],
        [actions(button(confirm=confirm(text=plain(301))))],
    ),
    (
        "confirm button 30",
        [actions(button(confirm=confirm(deny=plain(30))))],
        [actions(button(confirm=confirm(deny=plain(31))))],
    ),
    (
        "options 100",
        [actions({"type": "static_select", "options": options(100)})],
        [actions({"type": "static_select", "options": options(101)})],
    ),
    (
        "option text 75",
        [actions({"type": "static_select", "options": [option(75)]})],
        [actions({"type": "static_select", "options": [option(76)]})],
    ),
    (
        "option value 150",
        [actions({"type": "static_select", "options": [option(1, 150)]})],
        [actions({"type": "static_select", "options": [option(1, 151)]})],
    ),
    (
        "placeholder 150",
        [actions({"type": "static_select", "options": options(1), "placeholder": plain(150)})],
        [actions({"type": "static_select", "options": options(1), "placeholder": plain(151)})],
    ),
    (
        "preselected is an option",
        [
            actions(
                {"type": "static_select", "options": options(2), "initial_option": options(2)[1]}
            )
        ],
        [
            actions(
                {"type": "static_select", "options": options(1), "initial_option": options(2)[1]}
            )
        ],
    ),
    (
        "overflow 5",
        [actions({"type": "overflow", "options": options(5)})],
        [actions({"type": "overflow", "options": options(6)})],
    ),
    (
        "checkboxes 10",
        [actions({"type": "checkboxes", "options": options(10)})],
        [actions({"type": "checkboxes", "options": options(11)})],
    ),
    (
        "radio 10",
        [actions({"type": "radio_buttons", "options": options(10)})],
        [actions({"type": "radio_buttons", "options": options(11)})],
    ),
    (
        "multi select beside a section only",
        [section(accessory={"type": "multi_static_select", "options": options(1)})],
        [actions({"type": "multi_static_select", "options": options(1)})],
    ),
    (
        "alt text 2000",
        [{"type": "image", "image_url": "https://x", "alt_text": "a" * 2000}],
        [{"type": "image", "image_url": "https://x", "alt_text": "a" * 2001}],
    ),
    (
        "markdown 12000",
        [{"type": "markdown", "text": "x" * 12_000}],
        [{"type": "markdown", "text": "x" * 12_001}],
    ),
    ("known types", [{"type": "divider"}], [{"type": "poem"}]),
]
VIEW_EDGES: list[tuple[str, Any, Any]] = [
    ("title 24", modal(title=plain(24)), modal(title=plain(25))),
    ("submit 24", modal(submit=plain(24)), modal(submit=plain(25))),
    ("close 24", modal(close=plain(24)), modal(close=plain(25))),
    ("blocks 100", modal(*many({"type": "divider"}, 100)), modal(*many({"type": "divider"}, 101))),
    (
        "private_metadata 3000",
        modal(private_metadata="x" * 3000),
        modal(private_metadata="x" * 3001),
    ),
    ("callback_id 255", modal(callback_id="x" * 255), modal(callback_id="x" * 256)),
    ("submit with inputs", modal(field()), modal(field(), submit=None)),
    (
        "label 2000",
        modal({**field(), "label": plain(2000)}),
        modal({**field(), "label": plain(2001)}),
    ),
    ("hint 2000", modal({**field(), "hint": plain(2000)}), modal({**field(), "hint": plain(2001)})),
    ("max_length 3000", modal(field(max_length=3000)), modal(field(max_length=3001))),
    (
        "initial_value within max_length",
        modal(field(max_length=5, initial_value="x" * 5)),
        modal(field(max_length=5, initial_value="x" * 6)),
    ),
    ("no buttons as input", modal(field()), modal({**field(), "element": button()})),
    ("no markdown block", modal({"type": "divider"}), modal({"type": "markdown", "text": "x"})),
]


@pytest.mark.parametrize(
    ("fine", "refused"), [edge[1:] for edge in EDGES], ids=[edge[0] for edge in EDGES]
)
def test_a_message_is_fine_up_to_the_limit_and_refused_beyond(
    fine: list[JSON], refused: list[JSON]
) -> None:
    assert message_faults(fine) == []
    assert len(message_faults(refused)) == 1


@pytest.mark.parametrize(
    ("fine", "refused"), [edge[1:] for edge in VIEW_EDGES], ids=[edge[0] for edge in VIEW_EDGES]
)
def test_a_modal_is_fine_up_to_the_limit_and_refused_beyond(fine: JSON, refused: JSON) -> None:
    assert view_faults(fine, kind="modal") == []
    assert len(view_faults(refused, kind="modal")) == 1


def test_a_refusal_points_at_the_place_and_names_the_limit() -> None:
    assert message_faults([section(), section(text=mrkdwn(3001))]) == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"
    ]
    assert view_faults(modal(field(), submit=None), kind="modal") == [
        "[ERROR] must define `submit` to use `input` block [json-pointer:/view/blocks/0]"
    ]


def test_every_fault_is_named_at_once() -> None:
    assert (
        len(
            message_faults(
                [section(text=mrkdwn(3001)), {"type": "poem"}, actions(button(text=plain(76)))]
            )
        )
        == 3
    )


@pytest.mark.parametrize(
    "nonsense",
    [
        None,
        "x",
        7,
        [None],
        ["x"],
        [{}],
        [{"type": "section", "text": "x"}],
        [{"type": "actions", "elements": ["x"]}],
    ],
)
def test_nonsense_is_a_fault_and_never_an_exception(nonsense: Any) -> None:
    assert message_faults(nonsense) != []
    assert view_faults(nonsense, kind="modal") != []
