"""`fristvogter run|web|worker`: everything in one process (with the sandbox when no Slack token
is set), or pages and delivery by themselves, any number of each on one database.
"""

from __future__ import annotations

import ipaddress
import signal
import threading
from pathlib import Path

import click

from app.build import build
from app.faults import NeedsCommonKey, NotLoopback
from app.logs import start_logging
from app.server import listen, serve
from app.web import bolt_app, web_app
from bot.slack.app import start_socket
from bot.text import cli
from config.settings import Settings
from storage.database import connect
from storage.schema import is_current

SQLITE = "sqlite:///"
LOOPBACK = "127.0.0.1"


@click.command(help=cli.WORDS["run"])
def run() -> None:
    """Everything in one process."""
    serve_house(read_settings(), working=True)


@click.command(help=cli.WORDS["web"])
def web() -> None:
    """Only the web server."""
    serve_house(_apart(), working=False)


@click.command(help=cli.WORDS["worker"])
def worker() -> None:
    """Only the worker."""
    work(_apart())


def _apart() -> Settings:
    """The settings of one of several processes; raises NeedsCommonKey."""
    settings = read_settings()
    if not settings.secret_key.get_secret_value():
        raise NeedsCommonKey
    return settings


def serve_house(settings: Settings, *, working: bool) -> None:
    """Serve pages and Slack until a signal comes; with `working` the worker ticks in the same
    process.
    """
    listener = listen(settings.host, settings.port)
    host, port = listener.getsockname()[:2]
    address = settings.base_url or f"http://{'[' + host + ']' if ':' in host else host}:{port}"
    prepare_file(settings)
    house = build(
        settings,
        address=address,
        post=listen(LOOPBACK, 0) if settings.rehearsal and working else None,
    )
    bolt = bolt_app(house)
    app = web_app(house, bolt)
    sockets = (
        [start_socket(bolt, house.secrets.app_token, api_url=settings.slack_api_url)]
        if settings.socket_mode
        else []
    )

    def ready() -> None:
        if working:
            house.start_ticking()
        click.echo(cli.serving(address, settings.rehearsal))

    try:
        serve(app, listener, ready=ready)
    finally:
        for handler in sockets:
            handler.close()
        house.stop()


def work(settings: Settings) -> None:
    """Tick without a web server until a signal comes."""
    prepare_file(settings)
    house = build(settings, address=settings.address)
    ended = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: ended.set())
    house.start_ticking()
    click.echo(cli.WORKING)
    try:
        ended.wait()
    finally:
        house.stop()


def prepare_file(settings: Settings) -> None:
    """Make or upgrade a SQLite file, which nobody else administers; other databases
    are upgraded by `db upgrade`.
    """
    if not make_folder(settings.database):
        return
    database = connect(settings.database)
    if not is_current(database):
        from storage.migrations.run import upgrade  # noqa: PLC0415 Alembic takes half a second, and a second start needs none of it

        upgrade(database)
    database.close()


def make_folder(database: str) -> bool:
    """The folder a SQLite file is to lie in; False for any other database."""
    if not database.startswith(SQLITE):
        return False
    Path(database.removeprefix(SQLITE)).parent.mkdir(parents=True, exist_ok=True)
    return True


def read_settings() -> Settings:
    """The settings, with logging set up; the rehearsal stays on this machine. Raises
    NotLoopback, ValidationError.
    """
    settings = Settings()
    start_logging(settings.log_level, settings.log_format)
    if settings.rehearsal and not _loopback(settings.host):
        raise NotLoopback(settings.host)
    return settings


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
