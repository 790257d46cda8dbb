"""A small real slack-bolt app: the other end of every wire test, and of the pictures."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from slack_bolt import App, BoltRequest
from slack_sdk import WebClient
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

JSON = dict[str, Any]

MODAL: JSON = {
    "type": "modal",
    "callback_id": "discussion",
    "private_metadata": "case 17",
    "notify_on_close": True,
    "title": {"type": "plain_text", "text": "Registrér MED-drøftelse"},
    "submit": {"type": "plain_text", "text": "Send"},
    "close": {"type": "plain_text", "text": "Fortryd"},
    "blocks": [
        {
            "type": "input",
            "block_id": "day",
            "label": {"type": "plain_text", "text": "Hvornår holdt I mødet?"},
            "element": {"type": "datepicker", "action_id": "date"},
        },
        {
            "type": "input",
            "block_id": "views",
            "label": {"type": "plain_text", "text": "Ledelsens synspunkter"},
            "element": {"type": "plain_text_input", "action_id": "text", "multiline": True},
        },
    ],
}
BUTTONS: list[JSON] = [
    {
        "type": "section",
        "block_id": "what",
        "text": {"type": "mrkdwn", "text": "*Råderumsforslag* skal være klar"},
    },
    {
        "type": "actions",
        "block_id": "answer",
        "elements": [
            {
                "type": "button",
                "action_id": "done",
                "value": "17",
                "text": {"type": "plain_text", "text": "Det er afleveret"},
            },
            {
                "type": "button",
                "action_id": "form",
                "value": "17",
                "text": {"type": "plain_text", "text": "Registrér"},
            },
        ],
    },
]


class PeerBot:
    """Everything it heard stands in `heard`, in order."""

    def __init__(self, *, api_url: str, token: str, signing_secret: str) -> None:
        self.news = threading.Condition()
        self.awake = threading.Event()
        self.forget()
        client = WebClient(token=token, base_url=api_url, retry_handlers=[])
        self.bolt = App(
            client=client,
            signing_secret=signing_secret,
            process_before_response=True,
            url_verification_enabled=True,
        )
        self._listen()

    def forget(self) -> None:
        """As on the first day: nothing heard, awake, and no answer prepared for a submission."""
        self.heard: list[tuple[str, JSON]] = []
        self.answer: JSON | None = None
        self.deaf_for = 0
        self.retries: list[str | None] = []
        self.awake.set()

    def note(self, kind: str, body: JSON) -> None:
        with self.news:
            self.heard.append((kind, body))
            self.news.notify_all()

    def noting(self, kind: str) -> Callable[..., None]:
        """A listener that acknowledges and remembers."""

        def listener(ack: Any, body: JSON) -> None:
            ack()
            self.note(kind, body)

        return listener

    def wait_for(self, kind: str, number: int = 1) -> JSON:
        """The body of the `number`-th thing of this kind."""
        with self.news:
            assert self.news.wait_for(lambda: len(self.of(kind)) >= number, timeout=5), (
                f"never heard {kind}: {self.heard}"
            )
            return self.of(kind)[number - 1]

    def of(self, kind: str) -> list[JSON]:
        return [body for name, body in self.heard if name == kind]

    def _listen(self) -> None:
        bolt = self.bolt

        @bolt.command("/frist")
        def frist(ack: Any, body: JSON) -> None:
            self.note("command", body)
            self.awake.wait(3)
            ack(f"Du skrev: {body['text']}") if body.get("text") else ack()

        @bolt.command("/med")
        def med(ack: Any, body: JSON, client: WebClient) -> None:
            ack()
            self.note("command", body)
            client.views_open(trigger_id=body["trigger_id"], view=MODAL)

        @bolt.action("done")
        def done(ack: Any, body: JSON, respond: Any) -> None:
            ack()
            self.note("action", body)
            respond(text="Tak, det er noteret.", replace_original=True)

        @bolt.action("form")
        def form(ack: Any, body: JSON, client: WebClient) -> None:
            ack()
            self.note("action", body)
            client.views_open(trigger_id=body["trigger_id"], view=MODAL)

        @bolt.action("date")
        def picked(ack: Any, body: JSON) -> None:
            ack()
            self.note("action", body)

        @bolt.view("discussion")
        def submitted(ack: Any, body: JSON) -> None:
            self.note("submission", body)
            ack(**self.answer) if self.answer else ack()

        @bolt.view_closed("discussion")
        def closed(ack: Any, body: JSON) -> None:
            ack()
            self.note("closed", body)

        @bolt.event("app_home_opened")
        def home(body: JSON, client: WebClient) -> None:
            self.note("home", body)
            blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "Velkommen *hjem*"}}]
            client.views_publish(
                user_id=body["event"]["user"], view={"type": "home", "blocks": blocks}
            )

        @bolt.event("message")
        def said(body: JSON, say: Any) -> None:
            self.note("message", body)
            say(text=f"Du sagde {body['event']['text']}")

    def endpoint(self) -> Starlette:
        """The app's own HTTP side; sync Bolt runs in a thread so that it may call us back
        meanwhile.
        """

        async def slack_events(request: Request) -> Response:
            self.retries.append(request.headers.get("x-slack-retry-num"))
            if self.deaf_for:
                self.deaf_for -= 1
                return Response(status_code=503)
            headers: dict[str, str | Sequence[str]] = dict(request.headers)
            body = (await request.body()).decode()
            answer = await run_in_threadpool(
                self.bolt.dispatch, BoltRequest(body=body, headers=headers)
            )
            return Response(
                answer.body,
                status_code=answer.status,
                headers={key: values[0] for key, values in answer.headers.items()},
            )

        return Starlette(routes=[Route("/slack/events", slack_events, methods=["POST"])])
