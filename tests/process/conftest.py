"""The stage the rules' own tests play on."""

from __future__ import annotations

import pytest

from process.simulation import Stage
from tests.support.cast import small_process


@pytest.fixture
def stage() -> Stage:
    """The small process of `tests.support.cast`, in memory."""
    return small_process()
