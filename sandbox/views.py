"""Modals and App Home: one stack of at most three modals per person, hashes that guard
against overtaking, kept answers.
"""

import copy
import threading
from collections.abc import Callable

from sandbox.elements import Answers, answers_of, slots, state_of, with_ids
from sandbox.settings import SandboxSettings
from sandbox.wire import JSON, SlackError, Store, locked, new_id, short_id

DEPTH = 3
KEPT_FIELDS = ("title", "submit", "close")
EMPTY_FIELDS = {
    "private_metadata": "",
    "callback_id": "",
    "external_id": "",
    "clear_on_close": False,
    "notify_on_close": False,
}


class Views:
    def __init__(
        self,
        settings: SandboxSettings,
        store: Store,
        lock: threading.RLock,
        changed: Callable[[], None],
    ) -> None:
        self.lock = lock
        self._settings = settings
        self._store = store
        self._changed = changed
        self._stacks: dict[str, list[JSON]] = {}
        self._homes = store.all("home")
        self._errors: dict[str, JSON] = {}

    @locked
    def stack(self, user_id: str) -> list[JSON]:
        """The person's open modals, the visible one last."""
        return self._stacks.get(user_id, [])

    @locked
    def top(self, user_id: str) -> JSON | None:
        stack = self.stack(user_id)
        return stack[-1] if stack else None

    @locked
    def home(self, user_id: str) -> JSON | None:
        return self._homes.get(user_id)

    @locked
    def open(self, user_id: str, view: JSON) -> JSON:
        self._refuse_duplicate(view)
        self._stacks[user_id] = []
        return self._put_on_top(user_id, view)

    @locked
    def push(self, user_id: str, view: JSON) -> JSON:
        stack = self.stack(user_id)
        if not stack:
            raise SlackError("invalid_trigger_id")
        if len(stack) >= DEPTH:
            raise SlackError("push_limit_reached")
        self._refuse_duplicate(view)
        return self._put_on_top(user_id, view)

    def _put_on_top(self, user_id: str, view: JSON) -> JSON:
        stack = self._stacks.setdefault(user_id, [])
        built = self._built(view, new_id("V"))
        built["previous_view_id"] = stack[-1]["id"] if stack else None
        built["root_view_id"] = stack[0]["id"] if stack else built["id"]
        stack.append(built)
        self._changed()
        return built

    def _refuse_duplicate(self, view: JSON) -> None:
        name = view.get("external_id")
        if name and any(
            other["external_id"] == name for stack in self._stacks.values() for other in stack
        ):
            raise SlackError("duplicate_external_id")

    @locked
    def update(self, wanted: Callable[[JSON], bool], view: JSON, known_hash: str | None) -> JSON:
        """Replace the view; answers stay where block_id and action_id are the same."""
        for stack in self._stacks.values():
            for place, old in enumerate(stack):
                if wanted(old):
                    stack[place] = self._succeeded(old, view, known_hash)
                    return stack[place]
        for user_id, old in self._homes.items():
            if wanted(old):
                return self._keep_home(user_id, self._succeeded(old, view, known_hash))
        raise SlackError("not_found")

    def _succeeded(self, old: JSON, view: JSON, known_hash: str | None) -> JSON:
        if known_hash and known_hash != old["hash"]:
            raise SlackError("hash_conflict")
        built = self._built(view, old["id"], answers_of(old["state"]["values"]))
        built |= {"previous_view_id": old["previous_view_id"], "root_view_id": old["root_view_id"]}
        self._errors.pop(old["id"], None)
        self._changed()
        return built

    @locked
    def publish(self, user_id: str, view: JSON, known_hash: str | None) -> JSON:
        old = self._homes.get(user_id)
        if known_hash and old and known_hash != old["hash"]:
            raise SlackError("hash_conflict")
        return self._keep_home(user_id, self._built(view, old["id"] if old else new_id("V")))

    def _keep_home(self, user_id: str, view: JSON) -> JSON:
        self._homes[user_id] = view
        self._store.put("home", user_id, view)
        self._changed()
        return view

    def _built(self, view: JSON, view_id: str, answers: Answers | None = None) -> JSON:
        blocks = with_ids(copy.deepcopy(view["blocks"]))
        kept = {field: view.get(field) for field in KEPT_FIELDS}
        texts = {field: view.get(field) or empty for field, empty in EMPTY_FIELDS.items()}
        return {
            "id": view_id,
            "type": view["type"],
            "team_id": self._settings.team_id,
            "app_id": self._settings.app_id,
            "bot_id": self._settings.bot_id,
            "app_installed_team_id": self._settings.team_id,
            "hash": f"{int(self._settings.now())}.{short_id()}",
            "previous_view_id": None,
            "root_view_id": view_id,
            "blocks": blocks,
            "state": {"values": state_of(blocks, answers or {})},
            **kept,
            **texts,
        }

    @locked
    def find(self, user_id: str, view_id: str) -> JSON:
        home = self._homes.get(user_id)
        for view in [*self.stack(user_id), *([home] if home else [])]:
            if view["id"] == view_id:
                return view
        raise SlackError("not_found")

    @locked
    def answer(self, user_id: str, view_id: str, answers: Answers) -> JSON:
        """Keep what the person has filled in so far."""
        view = self.find(user_id, view_id)
        known = {slot.key for slot in slots(view["blocks"])}
        merged = answers_of(view["state"]["values"]) | {
            key: values for key, values in answers.items() if key in known
        }
        view["state"] = {"values": state_of(view["blocks"], merged)}
        self._changed()
        return view

    @locked
    def close(self, user_id: str, view_id: str) -> list[JSON]:
        """Take the view (and all behind it when it says so) away; returns the closed ones."""
        view = self.find(user_id, view_id)
        stack = self.stack(user_id)
        if view not in stack:
            raise SlackError("not_found")
        closed = list(stack) if view["clear_on_close"] else stack[stack.index(view) :]
        self._stacks[user_id] = [other for other in stack if other not in closed]
        self._changed()
        return closed

    @locked
    def clear(self, user_id: str) -> list[JSON]:
        closed = self._stacks.pop(user_id, [])
        self._changed()
        return closed

    @locked
    def errors(self, view_id: str) -> JSON:
        """What is shown at the fields: block_id to {"text": …} from the app or
        {"code": …} from the client.
        """
        return self._errors.get(view_id, {})

    @locked
    def show_errors(self, view_id: str, errors: JSON) -> None:
        self._errors[view_id] = errors
        self._changed()

    @locked
    def forget_all(self) -> None:
        self._stacks.clear()
        self._homes.clear()
        self._errors.clear()
        self._store.clear("home")
        self._changed()
