"""The workspace survives a restart, and a new beginning forgets it."""

from dataclasses import replace
from pathlib import Path

from sandbox.app import create_app
from sandbox.workspace import Workspace
from tests.sandbox.conftest import BASE, CHEF, LEAVER
from tests.sandbox.peer import BUTTONS

DM = "D0CHEF"


def workspace(path: Path) -> Workspace:
    found: Workspace = create_app(replace(BASE, store=str(path))).state.workspace
    return found


def test_messages_buttons_home_marks_unread_and_leavers_survive_a_restart(tmp_path: Path) -> None:
    before = workspace(tmp_path / "sandbox.db")
    kept = before.post(
        DM,
        {"text": "Frist", "blocks": BUTTONS, "metadata": {"event_type": "n", "event_payload": {}}},
    )
    before.whisper(DM, CHEF.id, {"text": "psst"})
    before.views.publish(CHEF.id, {"type": "home", "blocks": [{"type": "divider"}]}, None)
    before.mark("1.000000", "fredag den 1. marts 2024")
    before.people.deactivate(LEAVER.id)
    before.close()
    after = workspace(tmp_path / "sandbox.db")
    assert after.conversations.find(DM, kept["ts"]) == kept
    assert [m["text"] for m in after.conversations.everything(DM)] == ["Frist", "psst"]
    assert [block["type"] for block in (after.views.home(CHEF.id) or {})["blocks"]] == ["divider"]
    assert after.marks() == [{"ts": "1.000000", "label": "fredag den 1. marts 2024"}]
    assert after.people.has_left(LEAVER.id)
    assert after.conversations.unread(CHEF.id) == 1
    assert [post["ts"] for post in after.journal.as_json()["posts"]] == [kept["ts"]]
    after.close()


def test_what_was_read_stays_read_and_stamps_go_on_growing(tmp_path: Path) -> None:
    before = workspace(tmp_path / "sandbox.db")
    first = before.post(DM, {"text": "x"})
    before.conversations.mark_read(CHEF.id)
    before.close()
    settings = replace(BASE, store=str(tmp_path / "sandbox.db"), now=lambda: 1.0)
    after: Workspace = create_app(settings).state.workspace
    assert after.conversations.unread(CHEF.id) == 0
    assert float(after.post(DM, {"text": "y"})["ts"]) > float(first["ts"])
    after.close()


def test_beginning_again_forgets_all_but_who_has_left(tmp_path: Path) -> None:
    before = workspace(tmp_path / "sandbox.db")
    before.post(DM, {"text": "x"})
    before.mark("1.000000", "fredag")
    before.people.deactivate(LEAVER.id)
    before.begin_again()
    before.close()
    after = workspace(tmp_path / "sandbox.db")
    assert (
        after.conversations.everything(DM),
        after.marks(),
        after.journal.as_json()["posts"],
    ) == ([], [], [])
    assert after.people.has_left(LEAVER.id)
    after.close()
