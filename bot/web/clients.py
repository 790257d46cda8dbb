"""Which kind of program fetched a calendar, and how soon each comes back. No finer than the kind (PEOPLE 2.14)."""

from __future__ import annotations

KINDS = (
    ("google", ("google-calendar", "feedfetcher-google", "googlebot")),
    ("outlook", ("outlook", "microsoft office", "exchange", "msiecrawler")),
    ("apple", ("dataaccessd", "calendaragent", "ios/", "macos/", "mac os x", "accountsd", "remindd")),
    ("thunderbird", ("thunderbird", "lightning")),
    ("android", ("icsx5", "davx5", "dalvik", "okhttp")),
    ("nextcloud", ("nextcloud",)),
)
OTHER = "other"


def client_kind(agent: str) -> str:
    """The kind by the User-Agent; "other" for what we do not know."""
    low = agent.lower()
    return next((kind for kind, marks in KINDS if any(mark in low for mark in marks)), OTHER)
