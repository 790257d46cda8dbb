from urllib.request import urlopen

from tests.sandbox.conftest import CHEF, World


def test_a_posted_message_is_seen_by_the_person_and_counted_in_the_journal(world: World) -> None:
    answer = world.client.chat_postMessage(
        channel=CHEF.id,
        text="Hej",
        metadata={"event_type": "notice", "event_payload": {"key": "k1"}},
    )
    assert [m["text"] for m in world.state(CHEF)["messages"]] == ["Hej"]
    posts = world.journal["posts"]
    assert [(p["channel"], p["user"], p["ts"], p["metadata"]["event_payload"]) for p in posts] == [
        ("D0CHEF", CHEF.id, answer["ts"], {"key": "k1"})
    ]


def test_a_typed_command_reaches_the_app_signed_and_its_answer_is_for_that_person_only(
    world: World,
) -> None:
    state = world.act(CHEF, "command", text="/frist hjælp & <mere>")
    assert world.bot.wait_for("command")["text"] == "hjælp & <mere>"
    assert [(m["text"], m["is_ephemeral"]) for m in state["messages"]] == [
        ("Du skrev: hjælp & <mere>", True)
    ]


def test_every_page_draws_for_a_newcomer_and_for_each_person(world: World) -> None:
    world.client.chat_postMessage(channel=CHEF.id, text="Hej <script>")
    for path in ("/", f"/som/{CHEF.id}", f"/som/{CHEF.id}/hjem", "/som/U0NOBODY"):
        with urlopen(world.url + path, timeout=5) as response:
            page = response.read().decode()
        assert response.status == 200
        assert "Hvem vil du være?" in page
