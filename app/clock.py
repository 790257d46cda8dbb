"""The only clock. The domain clock says what day it is in the process; the real one signs,
leases and triggers (rules D17).
"""

from __future__ import annotations

import time
from datetime import UTC, datetime


def real_now() -> datetime:
    """The present instant in UTC."""
    return datetime.now(UTC)


def epoch() -> float:
    """Seconds since 1970, as signatures and Slack's timestamps count them."""
    return time.time()


def monotonic() -> float:
    """Seconds on a clock that never goes back; for durations only."""
    return time.monotonic()
