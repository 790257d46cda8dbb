from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.postman import Postman, at_work


@pytest.fixture
def postman() -> Iterator[Postman]:
    """A real mail server."""
    with at_work() as found:
        yield found
