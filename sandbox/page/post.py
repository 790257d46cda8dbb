"""Somebody's post-box on the page: the mails, and one of them as its reader
sees it, with what is attached.
"""

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox.clock import RehearsalClock
from sandbox.mail import Letter, read_letter
from sandbox.page import text
from sandbox.page.scene import Scene, Templates, initials
from sandbox.postbox import raw_of
from sandbox.settings import Member
from sandbox.wire import JSON, SlackError
from sandbox.workspace import Workspace

FRAMED = "; ".join(
    [
        "sandbox allow-popups allow-popups-to-escape-sandbox",
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "frame-ancestors 'self'",
    ]
)
"""A mail runs nothing and loads nothing; its links open beside the page."""
BESIDE = '<base target="_blank">'


class PostPage:
    def __init__(self, workspace: Workspace, clock: RehearsalClock, templates: Templates) -> None:
        self._workspace = workspace
        self._scene = Scene(workspace, clock)
        self._templates = templates

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/som/{user}/post", self.box, methods=["GET"]),
            Route("/som/{user}/post/{mail}", self.box, methods=["GET"]),
            Route("/som/{user}/post/{mail}/brev", self.body, methods=["GET"]),
            Route("/som/{user}/post/{mail}/bilag/{number:int}", self.attachment, methods=["GET"]),
        ]

    async def box(self, request: Request) -> Response:
        """The list, and the mail that is opened: the one of the address, else the newest."""
        wanted, flash = (
            request.path_params.get("mail", ""),
            text.flash(request.query_params.get("besked", "")),
        )
        return HTMLResponse(
            await run_in_threadpool(self._drawn, request.path_params["user"], wanted, flash)
        )

    def _drawn(self, user_id: str, wanted: str, flash: str) -> str:
        people, postbox = self._workspace.people, self._workspace.postbox
        clock = self._scene.clock()
        if not people.is_here(user_id):
            return self._templates.page(
                self._scene.shared(None, text.flash("user_not_found"), clock)
            )
        member = people.somebody(user_id)
        mails = postbox.to(member.email)
        opened = next(
            (mail for mail in mails if mail["id"] == wanted),
            mails[-1] if mails and not wanted else None,
        )
        if opened:
            postbox.mark_read(opened)
        with self._workspace.lock:
            scene = self._scene.person(user_id, "post", flash, clock)
        letters = [_line(mail, opened, member) for mail in reversed(postbox.to(member.email))]
        return self._templates.page(
            {
                **scene,
                "dialog": None,
                "letters": letters,
                "letter": _shown(opened, member) if opened else None,
            }
        )

    async def body(self, request: Request) -> Response:
        """The part in HTML by itself, for a frame that may run nothing; its links
        open in a window of their own.
        """
        letter = self._found(request)
        if letter is None:
            return PlainTextResponse("", status_code=404)
        headers = {"Content-Security-Policy": FRAMED, "X-Frame-Options": "SAMEORIGIN"}
        return HTMLResponse(letter.html.replace("<head>", f"<head>{BESIDE}", 1), headers=headers)

    async def attachment(self, request: Request) -> Response:
        """One attached file, to be saved."""
        letter, number = self._found(request), request.path_params["number"]
        if letter is None or number >= len(letter.attached):
            return PlainTextResponse("", status_code=404)
        file = letter.attached[number]
        disposition = f"attachment; filename*=utf-8''{quote(file.name)}"
        return Response(
            file.content, media_type=file.kind, headers={"Content-Disposition": disposition}
        )

    def _found(self, request: Request) -> Letter | None:
        try:
            member = self._workspace.people.somebody(request.path_params["user"])
            return read_letter(
                raw_of(self._workspace.postbox.find(member.email, request.path_params["mail"]))
            )
        except SlackError:
            return None


def _line(mail: JSON, opened: JSON | None, member: Member) -> JSON:
    letter = read_letter(raw_of(mail))
    here = opened is not None and mail["id"] == opened["id"]
    return {
        "id": mail["id"],
        "here": here,
        "new": not mail["seen"] and not here,
        **_head(letter, member),
    }


def _shown(mail: JSON, member: Member) -> JSON:
    letter = read_letter(raw_of(mail))
    attached = [
        {"number": number, "name": file.name, "kind": file.kind}
        for number, file in enumerate(letter.attached)
    ]
    shown = {
        "id": mail["id"],
        "to": letter.to,
        "html": bool(letter.html),
        "text": letter.text,
        "head": letter.head,
    }
    return {**shown, "attached": attached, **_head(letter, member)}


def _head(letter: Letter, member: Member) -> JSON:
    name = letter.sender.partition("<")[0].strip(' "') or letter.sender
    when = text.said_at(str(letter.at.timestamp()), member.tz) if letter.at else ""
    return {
        "subject": letter.subject,
        "sender": letter.sender,
        "name": name,
        "initials": initials(name),
        "when": when,
    }
