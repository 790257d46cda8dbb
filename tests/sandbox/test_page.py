"""The page without JavaScript: plain forms over real HTTP."""

import json
import re
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

import pytest

from tests.sandbox.conftest import CHAIR, CHEF, JSON, LEAVER, World
from tests.sandbox.peer import BUTTONS

INLINE = re.compile(
    r"<(?:script(?![^>]*\bsrc=)|style)|\son\w+=|\sstyle=|javascript:", re.IGNORECASE
)


def page(world: World, path: str, form: JSON | None = None) -> str:
    data = urlencode(form, doseq=True).encode() if form is not None else None
    with build_opener(HTTPCookieProcessor(CookieJar())).open(
        Request(world.url + path, data=data), timeout=10
    ) as response:
        return str(response.read().decode())


def me(path: str = "") -> str:
    return f"/som/{CHEF.id}{path}"


def press(world: World, ts: str, action: str, **fields: str) -> str:
    return page(
        world,
        me("/tryk"),
        {"sted": f"besked:{ts}", "fane": "beskeder", "knap": f"answer/{action}/", **fields},
    )


def test_a_newcomer_reads_who_to_be_and_where_to_begin(world: World) -> None:
    html = page(world, "/")
    assert "Hvem vil du være?" in html
    assert f'href="/sandbox/som/{CHEF.id}">Begynd som {CHEF.name}' in html
    assert CHAIR.title in html


def test_the_list_counts_what_each_person_has_not_read(world: World) -> None:
    for _ in range(2):
        world.client.chat_postMessage(channel=CHAIR.id, text="x")
    assert '<span class="unread">2<span class="hidden"> ulæste</span>' in page(world, me())
    page(world, f"/som/{CHAIR.id}")
    assert 'class="unread"' not in page(world, me())


def test_a_typed_command_shows_its_answer_to_that_person_only(world: World) -> None:
    assert "Kun synlig for dig" in page(world, me("/skriv"), {"tekst": "/frist  hej"})
    assert "Du skrev: hej" in page(world, me())
    assert "Du skrev" not in page(world, f"/som/{CHAIR.id}")


def test_a_failed_command_is_told_in_a_danish_sentence(world: World) -> None:
    assert "/ukendt er ikke en kommando her" in page(world, me("/skriv"), {"tekst": "/ukendt"})


def test_a_written_message_and_the_answer_stand_below_each_other(world: World) -> None:
    html = page(world, me("/skriv"), {"tekst": "hej <b>"})
    assert html.index("hej &lt;b&gt;") < html.index("Du sagde hej &lt;b&gt;")


def test_a_pressed_button_is_replaced_by_the_apps_answer(world: World) -> None:
    ts = world.client.chat_postMessage(channel=CHEF.id, text="x", blocks=BUTTONS)["ts"]
    html = press(world, ts, "done")
    assert "Tak, det er noteret." in html
    assert "Det er afleveret</button>" not in html


def test_a_button_on_a_message_that_is_gone_is_told_in_a_sentence(world: World) -> None:
    assert "Beskeden findes ikke længere." in press(world, "1.000001", "done")


def test_a_button_that_asks_first_reaches_the_app_only_after_the_yes(world: World) -> None:
    confirm = {
        key: {"type": "plain_text", "text": text}
        for key, text in [
            ("title", "Sikker?"),
            ("text", "Helt?"),
            ("confirm", "Ja"),
            ("deny", "Nej"),
        ]
    }
    button = {
        "type": "button",
        "action_id": "done",
        "text": {"type": "plain_text", "text": "Gør"},
        "confirm": confirm,
    }
    blocks = [{"type": "actions", "block_id": "answer", "elements": [button]}]
    ts = world.client.chat_postMessage(channel=CHEF.id, text="x", blocks=blocks)["ts"]
    assert 'role="alertdialog"' in press(world, ts, "done")
    assert world.bot.of("action") == []
    press(world, ts, "done", bekraeftet="1")
    assert len(world.bot.of("action")) == 1


def test_a_modal_shows_errors_at_the_field_keeps_what_was_typed_and_is_sent(world: World) -> None:
    html = page(world, me("/skriv"), {"tekst": "/med"})
    assert 'role="dialog"' in html
    place = {
        "sted": f"vindue:{world.state(CHEF)['modals'][0]['id']}",
        "fane": "beskeder",
        "send": "1",
    }
    html = page(world, me("/tryk"), {**place, "v/views/text": 'æ & "ø" </textarea>'})
    assert '<p class="error" id="v/day/date-fejl">Udfyld feltet.</p>' in html
    assert ' aria-describedby="v/day/date-fejl" required="required" aria-invalid="true">' in html
    assert "æ &amp; &#34;ø&#34; &lt;/textarea&gt;</textarea>" in html
    html = page(
        world,
        me("/tryk"),
        {**place, "v/views/text": "linje 1\r\nlinje 2", "v/day/date": "2024-04-18"},
    )
    assert 'role="dialog"' not in html
    assert (
        world.bot.wait_for("submission")["view"]["state"]["values"]["views"]["text"]["value"]
        == "linje 1\nlinje 2"
    )


def test_a_modal_is_closed_and_the_app_hears_it(world: World) -> None:
    page(world, me("/skriv"), {"tekst": "/med"})
    html = page(
        world,
        me("/tryk"),
        {"sted": f"vindue:{world.state(CHEF)['modals'][0]['id']}", "fane": "beskeder", "luk": "1"},
    )
    assert 'role="dialog"' not in html
    assert world.bot.wait_for("closed")["view"]["callback_id"] == "discussion"


def test_opening_home_tells_the_app_and_refreshing_it_does_not(world: World) -> None:
    assert "Velkommen <strong>hjem</strong>" in page(world, me("/hjem"))
    with urlopen(
        Request(world.url + me("/hjem"), headers={"X-Stille": "1"}), timeout=5
    ) as response:
        assert "Velkommen" in response.read().decode()
    assert len(world.bot.of("home")) == 1


def test_someone_who_has_left_can_read_but_not_write(world: World) -> None:
    world.post("/members", id=LEAVER.id)
    assert "har forladt arbejdspladsen" in page(world, f"/som/{LEAVER.id}")
    assert "findes ikke i øvelsen længere" in page(
        world, f"/som/{LEAVER.id}/skriv", {"tekst": "hej"}
    )
    assert world.bot.heard == []


KITCHEN: list[JSON] = [
    {"type": "header", "text": {"type": "plain_text", "text": "Overskrift"}},
    {"type": "divider"},
    {
        "type": "section",
        "fields": [{"type": "mrkdwn", "text": "*a*"}, {"type": "plain_text", "text": "*b*"}],
    },
    {
        "type": "context",
        "elements": [
            {"type": "mrkdwn", "text": "lille"},
            {"type": "image", "image_url": "https://x.dk/p.png", "alt_text": "et billede"},
        ],
    },
    {"type": "image", "image_url": "https://x.dk/p.png", "alt_text": "stort billede"},
    {
        "type": "actions",
        "block_id": "everything",
        "elements": [
            {
                "type": "static_select",
                "action_id": "s",
                "options": [{"text": {"type": "plain_text", "text": "Valg"}, "value": 'v"<'}],
            },
            {
                "type": "overflow",
                "action_id": "o",
                "options": [{"text": {"type": "plain_text", "text": "Mere"}, "value": "m"}],
            },
            {"type": "datepicker", "action_id": "d", "initial_date": "2024-04-18"},
            {"type": "timepicker", "action_id": "t"},
            {"type": "datetimepicker", "action_id": "dt", "initial_date_time": 1713427200},
            {"type": "users_select", "action_id": "u"},
            {
                "type": "radio_buttons",
                "action_id": "r",
                "options": [{"text": {"type": "plain_text", "text": "R"}, "value": "r"}],
            },
            {
                "type": "checkboxes",
                "action_id": "c",
                "options": [{"text": {"type": "mrkdwn", "text": "*C*"}, "value": "c"}],
            },
            {
                "type": "button",
                "action_id": "b",
                "style": "danger",
                "text": {"type": "plain_text", "text": "Farlig"},
                "accessibility_label": "Farlig knap",
            },
            {
                "type": "button",
                "action_id": "l",
                "url": "javascript:alert(1)",
                "text": {"type": "plain_text", "text": "Link"},
            },
        ],
    },
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "rig", "style": {"bold": True}},
                    {"type": "link", "url": "javascript:x", "text": "ond"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "bullet",
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [{"type": "user", "user_id": CHEF.id}],
                    }
                ],
            },
        ],
    },
    {"type": "markdown", "text": "linje"},
]


def test_every_kind_of_block_is_drawn_and_the_raw_message_stands_below(world: World) -> None:
    world.client.chat_postMessage(channel=CHEF.id, text="x", blocks=KITCHEN)
    html = page(world, me())
    for piece in (
        '<h2 class="b-header">Overskrift</h2>',
        "<strong>a</strong>",
        "*b*",
        'alt="et billede"',
        '<option value="v&#34;&lt;">Valg</option>',
        'value="2024-04-18"',
        'value="2024-04-18T10:00"',
        f'<option value="{CHAIR.id}">',
        "<strong>C</strong>",
        'class="danger"',
        'aria-label="Farlig knap"',
        "<strong>rig</strong>",
        f'<span class="mention">@{CHEF.name}</span>',
        "Vis den rå besked",
    ):
        assert piece in html, piece
    assert 'href="javascript' not in html


def test_a_choice_arrives_with_its_whole_option_and_the_state_of_the_others(world: World) -> None:
    ts = world.client.chat_postMessage(channel=CHEF.id, text="x", blocks=KITCHEN)["ts"]
    world.bot.bolt.action("s")(world.bot.noting("choice"))
    form = {
        "sted": f"besked:{ts}",
        "fane": "beskeder",
        "knap": "everything/s/",
        "v/everything/s": 'v"<',
        "v/everything/c": "c",
    }
    page(world, me("/tryk"), form)
    body = world.bot.wait_for("choice")
    assert body["actions"][0]["selected_option"]["value"] == 'v"<'
    state = body["state"]["values"]["everything"]
    assert ([o["value"] for o in state["c"]["selected_options"]], state["d"]["selected_date"]) == (
        ["c"],
        None,
    )


@pytest.mark.parametrize("path", ["/", me(), me("/hjem")])
def test_the_page_runs_under_a_policy_without_inline_script_or_style(
    world: World, path: str
) -> None:
    world.client.chat_postMessage(channel=CHEF.id, text="x", blocks=KITCHEN)
    with urlopen(world.url + path, timeout=5) as response:
        html = response.read().decode()
    assert response.headers["Content-Security-Policy"].startswith(
        "default-src 'none'; script-src 'self'; style-src 'self'"
    )
    drawn = re.sub(r"<pre.*?</pre>", "", html, flags=re.DOTALL)
    assert INLINE.findall(drawn) == []


def test_every_control_has_a_name(world: World) -> None:
    world.client.chat_postMessage(channel=CHEF.id, text="x", blocks=KITCHEN)
    page(world, me("/skriv"), {"tekst": "/med"})
    html = page(world, me())
    labelled = set(re.findall(r'<label for="([^"]+)"', html))
    for tag in re.findall(r"<(?:input|select|textarea)\b[^>]*>", html):
        named = (
            'aria-label="' in tag
            or 'type="hidden"' in tag
            or 'type="radio"' in tag
            or 'type="checkbox"' in tag
        )
        found = re.search(r'\bid="([^"]+)"', tag)
        assert named or (found and found[1] in labelled), tag


def test_a_form_from_another_site_is_refused(world: World) -> None:
    request = Request(
        world.url + me("/skriv"), data=b"tekst=/frist", headers={"Sec-Fetch-Site": "cross-site"}
    )
    with pytest.raises(HTTPError, match="403"):
        urlopen(request, timeout=5)
    assert world.bot.heard == []


def test_names_of_blocks_may_hold_anything(world: World) -> None:
    button = {"type": "button", "action_id": "done", "text": {"type": "plain_text", "text": "Gør"}}
    odd = 'a/b "c" <d>&æ'
    ts = world.client.chat_postMessage(
        channel=CHEF.id,
        text="x",
        blocks=[{"type": "actions", "block_id": odd, "elements": [button]}],
    )["ts"]
    page(
        world,
        me("/tryk"),
        {"sted": f"besked:{ts}", "fane": "beskeder", "knap": f"{quote(odd, safe='')}/done/"},
    )
    assert world.bot.wait_for("action")["actions"][0]["block_id"] == odd


def test_the_pulse_changes_when_something_visible_has_changed(world: World) -> None:
    def beat() -> int:
        return int(json.loads(page(world, "/puls"))["version"])

    before = beat()
    assert beat() == before
    world.client.chat_postMessage(channel=CHEF.id, text="x")
    assert beat() > before


def test_an_uploaded_picture_is_shown_with_its_text(world: World) -> None:
    world.client.files_upload_v2(
        channel="D0CHEF",
        filename="tavle.png",
        content=b"\x89PNG",
        title="Tavlen",
        alt_txt="Tidslinje for 2024",
    )
    file_id = world.state(CHEF)["messages"][0]["files"][0]["id"]
    assert f'<img src="/sandbox/files/{file_id}" alt="Tidslinje for 2024">' in page(world, me())
    block = {"type": "image", "slack_file": {"id": file_id}, "alt_text": "igen"}
    world.client.chat_postMessage(channel=CHEF.id, text="x", blocks=[block])
    assert f'<img src="/sandbox/files/{file_id}" alt="igen">' in page(world, me())
