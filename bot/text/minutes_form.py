"""The words around a meeting's minutes."""

from __future__ import annotations

TITLE = "Referatet"
LABEL = "Referat"
LINK = "Link til referat"
APPROVED_ON = "Dato for det godkendte referat"
HINT = "Lad datoen stå tom, så længe referatet er et udkast."


def noted(*, committee: str, state: str) -> str:
    """To the person who wrote it down."""
    return f"Noteret for {committee}. {state}"
