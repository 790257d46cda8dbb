"""The adopted plan, for the words that may be said without a file. A module of its own, since
everything of the house hangs on it.
"""

from __future__ import annotations

from datetime import date, time, timedelta

from app.build import domain_clock
from app.faults import CannotSay
from app.stores import Stores, chosen_process
from bot.text import cli
from config.settings import Settings
from process.ledger.state import State


def opened() -> tuple[Stores, str]:
    """The stores and the process that is served; raises NoSuchProcess, SeveralProcesses."""
    settings = Settings()
    stores = Stores.open(settings.database)
    return stores, chosen_process(stores.ledger, settings.fristvogter_process)


def ledger_state() -> State:
    """The process as it stands."""
    stores, process = opened()
    return stores.ledger.state(process)


def state_on(day: date) -> State:
    """The process as it stood at the end of a local day; raises CannotSay when it had no plan
    yet.
    """
    stores, process = opened()
    zone = stores.ledger.state(process).plan.calendar
    state = stores.ledger.state_on(
        process, zone.instant(day + timedelta(days=1), time(0)) - timedelta(microseconds=1)
    )
    if state.adopted is None:
        raise CannotSay(cli.no_plan_then(day))
    return state


def today(state: State) -> date:
    """The local day on the domain clock."""
    stores, _ = opened()
    return state.plan.calendar.local_day(domain_clock(stores)())
