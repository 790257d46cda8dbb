"""The sandbox on its own: `python -m sandbox --port 8090 --bot-url
http://127.0.0.1:8000/slack/events …`.
"""

import argparse
import json
import time
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route

from sandbox.app import create_app
from sandbox.mail import listening
from sandbox.settings import Command, Member, SandboxSettings

DEMO = {
    "members": [
        {"id": "U000CHEF", "name": "Chef (eksempel)", "title": "Chef", "email": "chef@example.org"},
        {
            "id": "U000MEDF",
            "name": "Formand (eksempel)",
            "title": "LokalMED",
            "email": "formand@example.org",
        },
    ],
    "commands": [{"name": "/frist"}, {"name": "/med"}, {"name": "/plan"}, {"name": "/kalender"}],
}


def real_now() -> float:
    """The real clock; the sandbox reads it nowhere else."""
    return time.time()


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m sandbox", description="A stand-in Slack workspace for rehearsal."
    )
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument(
        "--anywhere", action="store_true", help="listen on every address, not only on this machine"
    )
    parser.add_argument(
        "--bot-url", help="where signed requests go; leave out for Socket Mode only"
    )
    parser.add_argument("--token", default="xoxb-sandbox", help="the bot token the app uses")
    parser.add_argument("--signing-secret", default="sandbox-signing-secret")
    parser.add_argument("--app-token", default="xapp-sandbox", help="for Socket Mode")
    parser.add_argument("--cast", type=Path, help="JSON file: {members: [...], commands: [...]}")
    parser.add_argument("--store", help="SQLite file that keeps the workspace over a restart")
    parser.add_argument(
        "--mail-port",
        type=int,
        help="an SMTP port of this machine where mail comes in; 0 takes any free one",
    )
    parser.add_argument("--control-url", help="the rehearsal clock of the app")
    parser.add_argument("--control-token", default="")
    return parser


def settings_from(options: argparse.Namespace) -> SandboxSettings:
    cast = json.loads(options.cast.read_text(encoding="utf-8")) if options.cast else DEMO
    return SandboxSettings(
        bot_token=options.token,
        signing_secret=options.signing_secret,
        app_token=options.app_token,
        bot_url=options.bot_url,
        cast=tuple(Member(**member) for member in cast["members"]),
        commands=tuple(Command(**command) for command in cast.get("commands", [])),
        store=options.store,
        mail=listening(options.mail_port) if options.mail_port is not None else None,
        control_url=options.control_url,
        control_token=options.control_token,
        now=real_now,
    )


def standing_alone(settings: SandboxSettings) -> Starlette:
    """The sandbox mounted at its own path, with the root leading there."""
    home = RedirectResponse(f"{settings.base_path}/")
    return Starlette(
        routes=[Route("/", lambda request: home), Mount(settings.base_path, create_app(settings))]
    )


def main() -> None:
    options = arguments().parse_args()
    host = "0.0.0.0" if options.anywhere else "127.0.0.1"
    uvicorn.run(
        standing_alone(settings_from(options)), host=host, port=options.port, log_level="warning"
    )


if __name__ == "__main__":
    main()
