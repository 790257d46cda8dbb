"""`fristvogter plan adopt FIL`: enter a plan, or a revision of it, in the ledger, which owns it from then on."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from app.build import domain_clock
from app.commands.plan import common
from app.commands.plan.proposing import Proposed, proposed
from app.faults import CannotSay, NoSuchProcess
from app.stores import Stores, chosen_process
from bot.text import cli, plan_cli, plan_diff, plan_import
from config.settings import Settings
from process.entries import SYSTEM
from process.errors import AlreadyDone
from process.facts import MilestoneCancelled, MilestoneMoved, PlanAdopted
from process.news import news
from process.obligations import obligations
from process.plan import Plan
from process.play import Play
from process.revision import difference
from process.state import State
from process.verbs.process import adopt
from storage.texts import draw


@click.command(help=plan_cli.WORDS["adopt"])
@common.FILE
@click.option("--reason", required=True, help=plan_cli.REASON)
@click.option("--by", "approved_by", default="", help=plan_cli.APPROVED_BY)
@click.option("--on", "approved_on", type=common.DAY, help=plan_cli.APPROVED_ON)
@click.option("--yes", is_flag=True, help=plan_cli.YES)
def command(file: Path, reason: str, approved_by: str, approved_on: datetime | None, yes: bool) -> None:
    """Shows the difference first; asks when the file would undo what was changed in chat."""
    settings = Settings()
    stores = Stores.open(settings.database)
    new = proposed(file, onto=_standing(stores, settings))
    if new.plan.rehearsal:
        raise CannotSay(plan_cli.is_rehearsal(file.name))
    state, now = stores.ledger.state(new.plan.key), domain_clock(stores)()
    by, on = new.plan.place_name(approved_by), approved_on.date() if approved_on else None
    if state.adopted is not None:
        _show(state, new, PlanAdopted(plan=new.plan, reason=reason, approved_by=by, approved_on=on), now, yes)
    source = draw(new.text) if new.text else None
    try:
        after, _ = stores.ledger.decide(
            new.plan.key,
            lambda state: adopt(state, new.plan, reason=reason, approved_by=by, approved_on=on, source=source),
            actor=SYSTEM,
            at=now,
        )
    except AlreadyDone:
        click.echo(cli.already_adopted(new.plan.title))
        return
    said = cli.adopted if state.adopted is None else plan_cli.revision_adopted
    click.echo(said(new.plan.title, after.seq))


def _standing(stores: Stores, settings: Settings) -> Plan | None:
    """The plan a table would be laid on."""
    try:
        return stores.ledger.state(chosen_process(stores.ledger, settings.fristvogter_process)).adopted
    except NoSuchProcess:
        return None


def _show(state: State, new: Proposed, fact: PlanAdopted, now: datetime, yes: bool) -> None:
    stage = Play(state)
    stage.write(fact, at=now)
    after = stage.state.plan
    found = difference(state.plan, after)
    for line in plan_diff.difference_lines(found, state.plan, after):
        click.echo(line)
    if found.empty:
        return
    if new.absent:
        click.echo(plan_import.untouched(new.absent))
    click.echo(plan_diff.told(count=len(_told(stage.state, now))))
    if undone := undone_in_chat(state, after):
        click.echo(plan_diff.undoes_chat(undone))
        if not yes and not (sys.stdin.isatty() and click.confirm(plan_cli.CONTINUE, default=False)):
            raise CannotSay(plan_cli.not_done())


def _told(state: State, now: datetime) -> set[str]:
    return {notice.person for notice in news(state, obligations(state), now) if notice.entry == state.seq}


def undone_in_chat(state: State, new: Plan) -> tuple[str, ...]:
    """Titles of rows that were moved or cancelled in chat, as they stand, and that the new plan says otherwise."""
    chat = [move for move in state.moves if isinstance(move.entry.fact, MilestoneMoved | MilestoneCancelled)]
    last = {move.key: move for move in chat if move.still_holds(state.plan)}
    return tuple(move.before.title for move in last.values() if not move.still_holds(new))
