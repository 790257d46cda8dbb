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


def signing_secret(is_set: bool) -> str:
    """Needed for HTTP."""
    if is_set:
        return "Forespørgsler fra Slack kan efterprøves."
    return "SLACK_SIGNING_SECRET mangler. Uden den bliver intet fra Slack taget imod over HTTP."


def secret_key(is_set: bool) -> str:
    """Needed for links that outlive a restart."""
    if is_set:
        return "Links virker stadig efter en genstart."
    return "SECRET_KEY mangler. Uden den holder links op med at virke ved hver genstart."


def mail_from(is_set: bool) -> str:
    """The sender of mails."""
    if is_set:
        return "Mails har en afsender."
    return "MAIL_FROM mangler eller er ikke en mailadresse. Uden den bliver ingen mail sendt."


def mail_server(why: str) -> str:
    """Whether it answers, and lets us in."""
    if not why:
        return "Mailserveren svarer."
    return f"Mailserveren svarer ikke, som den skal ({why}). Se SMTP_HOST, SMTP_PORT, SMTP_STARTTLS og adgangskoden efter."


def mailbox(why: str) -> str:
    """Where mail comes back."""
    if not why:
        return "Postkassen til returnerede mails kan læses."
    return f"Postkassen til returnerede mails kan ikke læses ({why}). Se IMAP_HOST, IMAP_PORT, IMAP_FOLDER og adgangskoden efter."


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
