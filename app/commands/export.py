"""`fristvogter export`: the folder for the records caseworker, all of it or nothing; what is there
already is never overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import click

from app.build import domain_clock
from app.faults import CannotSay
from app.stores import Stores, chosen_process
from bot.context import view_of
from bot.documents.folder import File, Filing, folder
from bot.documents.paper import wording
from bot.text import cli, refusals
from config.settings import Settings
from process.errors import NoPlan, Refused
from process.ledger.entries import Entry
from process.ledger.state import State
from process.med.levels import DecisionPoint, named_point, point_then
from storage.verify import export_lines


@click.command(help=cli.HELP_EXPORT)
@click.option("--station", required=True, metavar="ORGAN[/DAG]", help=cli.HELP_STATION)
@click.option(
    "--out",
    "out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help=cli.HELP_OUT,
)
@click.option("--sagsnr", "case_number", default="", help=cli.HELP_CASE_NUMBER)
@click.option("--kle", default="", help=cli.HELP_KLE)
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help=cli.HELP_DAY)
@click.option("--ascii", "ascii_only", is_flag=True, help=cli.HELP_ASCII)
def command(
    station: str, out: Path, case_number: str, kle: str, day: datetime | None, ascii_only: bool
) -> None:
    """Write the files, or say which of them would have overwritten others and write nothing."""
    settings = Settings()
    stores = Stores.open(settings.database)
    process = chosen_process(stores.ledger, settings.fristvogter_process)
    state = stores.ledger.state(process)
    local = state.plan.calendar.local_day
    printed = local(domain_clock(stores)())
    today = day.date() if day else printed
    entries = stores.ledger.entries(process, upto=state.seq)
    if today < printed:
        entries = [e for e in entries if local(e.at) <= today]
        state = _as_of(state, entries)
    point = _point(state, station, today)
    known = tuple(e for e in entries if local(e.at) <= point.shows(today))
    filing = Filing(
        state=state,
        point=point,
        today=today,
        annexed=point_then(State.fold(process, known), state, point),
        printed=printed,
        began=entries[0].at,
        ledger="".join(
            f"{line}\n"
            for line, _ in zip(export_lines(stores.database, process), entries, strict=False)
        ).encode(),
        case_number=case_number,
        kle=kle,
        ascii_only=ascii_only,
    )
    words_of = wording(stores.texts, process, state.plan.calendar, entries)
    files = folder(filing, words_of, view_of(process, stores.directory, stores.texts))
    kept = write(out, files)
    click.echo(cli.folder_written(folder=str(out), names=[file.name for file in files], kept=kept))


def _as_of(now: State, entries: Iterable[Entry]) -> State:
    """What was known by these entries; raises CannotSay where there was no plan yet."""
    then = State.fold(now.process, entries)
    if then.adopted is None:
        raise CannotSay(refusals.sentence(NoPlan(), now.adopted))
    return then


def _point(state: State, station: str, today: date) -> DecisionPoint:
    try:
        return named_point(state, station, today)
    except Refused as refused:
        raise CannotSay(refusals.sentence(refused, state.adopted)) from refused


def write(out: Path, files: tuple[File, ...]) -> int:
    """Write what is not there yet; says how many were there, the same. Raises CannotSay when one
    differs, and then writes nothing.
    """
    there = [file for file in files if (out / file.name).exists()]
    other = [file.name for file in there if (out / file.name).read_bytes() != file.data]
    if other:
        raise CannotSay(cli.folder_differs(folder=str(out), names=other))
    out.mkdir(parents=True, exist_ok=True)
    for file in files:
        if file not in there:
            half = out / f"{file.name}.part"
            half.write_bytes(file.data)
            half.replace(out / file.name)
    return len(there)
