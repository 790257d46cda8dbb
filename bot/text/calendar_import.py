"""What is said of meetings that come from somebody else's calendar."""

from __future__ import annotations


def repeats() -> str:
    """A rule of repetition is not a date."""
    return "gentager sig; skriv møderne enkeltvis"


def no_day() -> str:
    """Without a day or an identity of its own it cannot be followed."""
    return "mangler dag eller UID"


def cancelled() -> str:
    """The reason that stands in the plan."""
    return "Aflyst i mødekalenderen"


def no_longer_there() -> str:
    """The reason that stands in the plan."""
    return "Står ikke længere i mødekalenderen"


def says_cancelled(title: str) -> bool:
    """Many calendars write it in the title only."""
    return title.casefold().startswith(("aflyst", "udgår", "annulleret"))
