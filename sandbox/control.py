"""The sandbox's own levers for tests and rehearsals: faults, the journal, who has left, and acting
as somebody without the page.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.elements import Answers
from sandbox.events import Answer, Sockets
from sandbox.faults import Faults
from sandbox.interactions import Interactions, Press
from sandbox.talk import Talk
from sandbox.web_api.endpoint import base_url
from sandbox.wire import JSON, SlackError
from sandbox.workspace import Workspace


class Control:
    def __init__(
        self,
        workspace: Workspace,
        faults: Faults,
        sockets: Sockets,
        talk: Talk,
        interactions: Interactions,
    ) -> None:
        self._workspace = workspace
        self._faults = faults
        self._sockets = sockets
        self._talk = talk
        self._interactions = interactions

    def routes(self) -> list[Route]:
        return [
            Route("/faults", self._endpoint(self.show_faults), methods=["GET"]),
            Route("/faults", self._endpoint(self.order_fault), methods=["POST"]),
            Route("/faults", self._endpoint(self.clear_faults), methods=["DELETE"]),
            Route("/journal", self._endpoint(self.show_journal), methods=["GET"]),
            Route("/members", self._endpoint(self.change_member), methods=["POST"]),
            Route("/sockets", self._endpoint(self.disconnect), methods=["POST"]),
            Route("/reset", self._endpoint(self.reset), methods=["POST"]),
            Route("/state", self._endpoint(self.show_state), methods=["GET"]),
            Route("/acts", self._endpoint(self.act), methods=["POST"]),
        ]

    def _endpoint(self, handle: Callable[[JSON], JSON]) -> Callable[[Request], Awaitable[Response]]:
        """The lever as an endpoint: arguments from query or JSON body, a fault of the
        caller as 400 with a sentence.
        """

        async def endpoint(request: Request) -> Response:
            order: JSON = dict(request.query_params)
            try:
                order |= await request.json() if request.method == "POST" else {}
                order["base_url"] = base_url(request, self._workspace)
                return JSONResponse({"ok": True, **await run_in_threadpool(handle, order)})
            except SlackError as refused:
                return JSONResponse(refused.body(), status_code=400)
            except (KeyError, TypeError, ValueError) as wrong:
                return JSONResponse(
                    {"ok": False, "error": f"{type(wrong).__name__}: {wrong}"}, status_code=400
                )

        return endpoint

    def show_faults(self, order: JSON) -> JSON:
        return {"faults": self._faults.as_json()}

    def order_fault(self, order: JSON) -> JSON:
        self._faults.order({key: value for key, value in order.items() if key != "base_url"})
        return self.show_faults(order)

    def clear_faults(self, order: JSON) -> JSON:
        self._faults.clear()
        return self.show_faults(order)

    def show_journal(self, order: JSON) -> JSON:
        return self._workspace.journal.as_json()

    def change_member(self, order: JSON) -> JSON:
        people = self._workspace.people
        user_id = people.member(order["id"]).id
        if order.get("deleted", True):
            people.deactivate(user_id)
        else:
            people.reactivate(user_id)
        return {"user": people.card(user_id)}

    def disconnect(self, order: JSON) -> JSON:
        return {"told": self._sockets.disconnect(order.get("reason", "refresh_requested"))}

    def reset(self, order: JSON) -> JSON:
        self._workspace.begin_again()
        return {}

    def show_state(self, order: JSON) -> JSON:
        """All one person sees: messages, open modals with their errors, App Home."""
        workspace = self._workspace
        user_id = workspace.people.member(order["user"]).id
        views = workspace.views.stack(user_id)
        return {
            "messages": workspace.conversations.everything(workspace.conversations.dm_of(user_id)),
            "modals": views,
            "errors": {view["id"]: workspace.views.errors(view["id"]) for view in views},
            "home": workspace.views.home(user_id),
            "unread": workspace.conversations.unread(user_id),
        }

    def act(self, order: JSON) -> JSON:
        """One act by one person: {"as": "U…", "do": "command" | "say" | "home" |
        "press" | "submit" | "close", …}.
        """
        acts: dict[str, Callable[[JSON], Answer]] = {
            "command": self._command,
            "say": lambda order: self._talk.say(order["as"], order["text"]),
            "home": lambda order: self._talk.open_tab(order["as"], "home"),
            "press": self._press,
            "submit": lambda order: self._interactions.submit(
                order["as"], self._view_id(order), answers_from(order)
            ),
            "close": lambda order: self._interactions.close(order["as"], self._view_id(order)),
        }
        if order.get("do") not in acts:
            raise ValueError(f"unknown act {order.get('do')!r}; use one of {', '.join(acts)}")
        answer = acts[order["do"]](order)
        return {
            "ok": not answer.error,
            "error": answer.error,
            "answer": answer.body,
            **self.show_state({"user": order["as"]}),
        }

    def _command(self, order: JSON) -> Answer:
        name, _, text = order["text"].partition(" ")
        return self._talk.command(order["as"], name, text, order["base_url"])

    def _press(self, order: JSON) -> Answer:
        press = Press(
            block_id=order["block_id"], action_id=order["action_id"], option=order.get("option", "")
        )
        if order.get("ts"):
            return self._interactions.press_message(
                order["as"], order["ts"], press, answers_from(order), order["base_url"]
            )
        return self._interactions.press_view(
            order["as"], self._view_id(order), press, answers_from(order)
        )

    def _view_id(self, order: JSON) -> str:
        top = self._workspace.views.top(order["as"])
        if not order.get("view_id") and top is None:
            raise ValueError(f"{order['as']} has no open modal; give view_id")
        return str(order.get("view_id") or (top or {})["id"])


def answers_from(order: JSON) -> Answers:
    """{"block": {"action": "value" or ["value", …]}} as answers."""
    values: dict[str, dict[str, Any]] = order.get("values") or {}
    return {
        (block_id, action_id): [
            str(entry) for entry in (value if isinstance(value, list) else [value])
        ]
        for block_id, entries in values.items()
        for action_id, value in entries.items()
    }
