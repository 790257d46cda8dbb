from __future__ import annotations

import pytest

from tests.bot.web.world import World


@pytest.fixture
def world() -> World:
    return World()
