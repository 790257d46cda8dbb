"""What the doctor says: one sentence for each thing it looked at, with the remedy when it is not right."""

from __future__ import annotations

from collections.abc import Sequence


def mark(fine: bool) -> str:
    """A word, not a sign alone."""
    return "ok  " if fine else "FEJL"


def mode(rehearsal: bool, socket_mode: bool) -> str:
    """How it would run."""
    if rehearsal:
        return "Ingen Slack-nøgle er sat: programmet kører som øvelse med sandkassen."
    return "Slack nås indefra (Socket Mode)." if socket_mode else "Slack kalder ind over HTTP; adressen skal kunne nås udefra med HTTPS."


def slack_answers(team: str) -> str:
    """The token works."""
    return f"Slack svarer, og nøglen passer til {team or 'arbejdspladsen'}."


def slack_refuses(why: str) -> str:
    """The token does not work."""
    return f"Slack afviser nøglen ({why}). Se SLACK_BOT_TOKEN efter, eller installér appen igen."


def slack_silent(why: str) -> str:
    """No connection."""
    return f"Slack svarer ikke ({why}). Se netværket og SLACK_API_URL efter."


def signing_secret() -> str:
    """Needed for HTTP."""
    return "SLACK_SIGNING_SECRET skal være sat, når Slack kalder ind over HTTP."


def secret_key() -> str:
    """Needed for links that outlive a restart."""
    return "SECRET_KEY skal være sat, så links stadig virker efter en genstart."


def database_ready() -> str:
    """Current tables."""
    return "Databasen svarer og er af denne version."


def plan_adopted(processes: Sequence[str]) -> str:
    """There is a plan."""
    return f"Protokollen rummer: {', '.join(processes)}."


def seats(empty: Sequence[str]) -> str:
    """Seats nobody holds."""
    if not empty:
        return "Procesejeren og alle chefer har en person."
    return f"Disse pladser er tomme, så ingen får besked: {', '.join(empty)}. Kør fristvogter people import FIL."


def worker(age: float | None) -> str:
    """The worker's last sign of life."""
    if age is None:
        return "Ingen arbejder har meldt sig endnu. Start fristvogter worker (eller run)."
    return f"Arbejderen meldte sig for {age:.0f} sekunder siden."
