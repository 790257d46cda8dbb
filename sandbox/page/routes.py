"""The page's addresses: look as somebody, write, press, send a form, move the clock. Plain forms
that redirect; a posted form becomes an act on a message or a window.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.clock import ClockError, RehearsalClock
from sandbox.elements import slots
from sandbox.events import Answer
from sandbox.interactions import Interactions
from sandbox.page import text
from sandbox.page.scene import Scene, Templates, answers_from, press_from
from sandbox.talk import Talk
from sandbox.web_api.endpoint import base_url
from sandbox.wire import JSON, SlackError
from sandbox.workspace import Workspace

UNREACHABLE = ("no_app", "connection_failed", "operation_timeout")
"""What a person hears of an event the app did not take; a mere refusal is the app's own affair."""


@dataclass(frozen=True, kw_only=True)
class Deed:
    user_id: str
    fields: list[tuple[str, str]]
    base: str

    def get(self, name: str) -> str:
        return next((value for key, value in self.fields if key == name), "")

    @property
    def tab(self) -> str:
        return self.get("fane") or "beskeder"

    @property
    def place(self) -> tuple[str, str]:
        """("besked", ts) or ("vindue", view id)."""
        kind, _, name = self.get("sted").partition(":")
        return kind, name


class Deeds:
    def __init__(self, workspace: Workspace, talk: Talk, interactions: Interactions) -> None:
        self._workspace = workspace
        self._talk = talk
        self._interactions = interactions

    def write(self, user_id: str, typed: str, base: str) -> Answer:
        """A command when it begins with a slash (its failure is told among the messages), else a
        message.
        """
        if not typed:
            return Answer(error="empty")
        try:
            if not typed.startswith("/"):
                answer = self._talk.say(user_id, typed)
                return answer if answer.error in UNREACHABLE else Answer()
            name, _, rest = typed.partition(" ")
            self._talk.command(user_id, name, rest.strip(), base)
            return Answer()
        except SlackError as refused:
            return Answer(error=refused.error)

    def press(self, deed: Deed) -> Answer:
        try:
            answer = self._pressed(deed)
        except SlackError as refused:
            return Answer(error=refused.error)
        return Answer() if answer.error == "not_filled_in" else answer

    def _pressed(self, deed: Deed) -> Answer:
        kind, name = deed.place
        answers = answers_from(
            self._blocks(deed), deed.fields, self._workspace.people.member(deed.user_id).tz
        )
        if deed.get("luk"):
            return self._interactions.close(deed.user_id, name)
        if deed.get("send"):
            return self._interactions.submit(deed.user_id, name, answers)
        press = press_from(deed.get("knap"))
        if kind == "besked":
            return self._interactions.press_message(deed.user_id, name, press, answers, deed.base)
        return self._interactions.press_view(deed.user_id, name, press, answers)

    def _blocks(self, deed: Deed) -> list[JSON]:
        kind, name = deed.place
        if kind == "besked":
            channel_id = self._workspace.conversations.dm_of(deed.user_id)
            return list(self._workspace.conversations.find(channel_id, name).get("blocks") or [])
        return list(self._workspace.views.find(deed.user_id, name)["blocks"])

    def question(self, deed: Deed) -> JSON | None:
        """The confirm dialog of the pressed element, with the form to post
        again; None when nothing is asked.
        """
        if not deed.get("knap") or deed.get("bekraeftet"):
            return None
        press = press_from(deed.get("knap"))
        try:
            found = [
                slot.element
                for slot in slots(self._blocks(deed))
                if slot.key == (press.block_id, press.action_id)
            ]
        except SlackError:
            return None  # gone meanwhile; pressing it will say so
        confirm = found[0].get("confirm") if found else None
        return {**confirm, "fields": deed.fields} if confirm else None


HERE = Path(__file__).parent
T = TypeVar("T")


class Page:
    def __init__(
        self,
        workspace: Workspace,
        talk: Talk,
        interactions: Interactions,
        clock: RehearsalClock,
        templates: Templates,
    ) -> None:
        self._workspace = workspace
        self._talk = talk
        self._clock = clock
        self._deeds = Deeds(workspace, talk, interactions)
        self._scene = Scene(workspace, clock)
        self._templates = templates
        self._threads = ThreadPoolExecutor(max_workers=16, thread_name_prefix="sandbox-page")

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self.welcome, methods=["GET"]),
            Route("/som/{user}", self.messages, methods=["GET"]),
            Route("/som/{user}/hjem", self.home, methods=["GET"]),
            Route("/som/{user}/skriv", self.write, methods=["POST"]),
            Route("/som/{user}/tryk", self.press, methods=["POST"]),
            Route("/ur", self.move_clock, methods=["POST"]),
            Route("/puls", self.pulse, methods=["GET"]),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ]

    async def _aside(self, work: Callable[[], T]) -> T:
        """Run what waits for the app in our own threads, so that the app may
        answer from the same event loop.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def _flash(self, code: str) -> str:
        """The sentence for a code; the clock's own words when it was the clock that refused."""
        return (self._clock.refusal if code == "refused" else "") or text.flash(code)

    async def pulse(self, request: Request) -> Response:
        return JSONResponse({"version": self._workspace.version})

    async def welcome(self, request: Request) -> Response:
        flash = self._flash(request.query_params.get("besked", ""))
        return HTMLResponse(
            await self._aside(
                lambda: self._templates.page(self._scene.shared(None, flash, self._scene.clock()))
            )
        )

    async def messages(self, request: Request) -> Response:
        return await self._show(request, "beskeder")

    async def home(self, request: Request) -> Response:
        return await self._show(request, "hjem")

    async def _show(self, request: Request, tab: str) -> Response:
        user_id = request.path_params["user"]
        people = self._workspace.people
        if people.is_here(user_id) and not people.knows(user_id):
            return self._back(user_id, "post", request.query_params.get("besked", ""))
        quiet = "x-stille" in request.headers
        return HTMLResponse(
            await self._aside(
                lambda: self._drawn(user_id, tab, request.query_params.get("besked", ""), quiet)
            )
        )

    def _drawn(
        self, user_id: str, tab: str, code: str, quiet: bool, question: JSON | None = None
    ) -> str:
        """The page as HTML; opening a tab is something the app is told, refreshing it is not."""
        workspace = self._workspace
        if not workspace.people.knows(user_id):
            return self._templates.page(
                self._scene.shared(None, self._flash("user_not_found"), self._scene.clock())
            )
        if tab == "hjem" and not quiet and not workspace.people.has_left(user_id):
            answer = self._talk.open_tab(user_id, "home")
            code = code or (answer.error if answer.error in UNREACHABLE else "")
        if tab == "beskeder":
            workspace.conversations.mark_read(user_id)
        clock = (
            self._scene.clock()
        )  # asked before the lock is taken: who answers may be posting to us right now
        with workspace.lock:
            scene = self._scene.person(user_id, tab, self._flash(code), clock)
            return self._templates.page({**scene, "confirm": question})

    async def write(self, request: Request) -> Response:
        """What was typed in the composer."""
        user_id = request.path_params["user"]
        base = base_url(request, self._workspace)
        async with request.form() as form:
            typed = str(form.get("tekst") or "").strip()
        answer = await self._aside(lambda: self._deeds.write(user_id, typed, base))
        return self._back(user_id, "beskeder", answer.error)

    async def press(self, request: Request) -> Response:
        """A button, a choice, or a form sent or closed; what asks first is asked
        about before the app hears of it.
        """
        user_id = request.path_params["user"]
        base = base_url(request, self._workspace)
        async with request.form() as form:
            fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
        deed = Deed(user_id=user_id, fields=fields, base=base)
        question = self._deeds.question(deed)
        if question is not None:
            return HTMLResponse(
                await self._aside(lambda: self._drawn(user_id, deed.tab, "", True, question))
            )
        answer = await self._aside(lambda: self._deeds.press(deed))
        return self._back(user_id, deed.tab, answer.error)

    def _back(self, user_id: str, tab: str, code: str) -> Response:
        """The page again, with the code of a sentence to show."""
        place = f"/som/{user_id}/{tab}" if tab in ("hjem", "post") else f"/som/{user_id}"
        path = self._workspace.settings.base_path + (place if user_id else "/")
        query = "?" + urlencode({"besked": code}) if code else ""
        return RedirectResponse(path + query, status_code=303)

    async def move_clock(self, request: Request) -> Response:
        async with request.form() as form:
            move, to = str(form.get("flyt") or ""), str(form.get("dato") or "")
            user_id, tab = str(form.get("som") or ""), str(form.get("fane") or "beskeder")
        code = await self._aside(lambda: self._moved(move, to))
        if self._workspace.people.is_here(user_id):
            return self._back(user_id, tab, code)
        return self._back("", "", code)

    def _moved(self, move: str, to: str) -> str:
        """Move the clock; a mark stands before the messages that came of it.
        Returns the code of a sentence.
        """
        began = self._workspace.conversations.stamp()
        try:
            shown = self._clock.move(move, to)
        except ClockError as refused:
            return refused.code
        if move == "reset":
            self._workspace.begin_again()
        else:
            self._workspace.mark(began, str(shown.get("label", "")))
        return ""
