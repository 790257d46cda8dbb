from __future__ import annotations

import pytest

from tests.bot.slack.world import Office
from tests.bot.web.house import House, open_house
from tests.bot.web.world import World


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def house(office: Office) -> House:
    """The pages over the small process in a real database."""
    return open_house(office)
