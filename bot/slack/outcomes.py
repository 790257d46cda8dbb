"""What Slack's answers and silences mean (SCHEDULING 2.5): arrived, wait, clearly refused, never left, or nobody knows."""

from __future__ import annotations

import socket
import ssl
from http.client import HTTPException
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web import SlackResponse

from process.channel import Turned, Unclear, Unsent, Wait

NOBODY = frozenset(
    {"invalid_auth", "token_revoked", "token_expired", "account_inactive", "not_authed", "missing_scope", "org_login_required"}
)
"""Refused because of the app or its token: nobody can be reached."""
GONE = frozenset(
    {
        "channel_not_found",
        "user_not_found",
        "users_not_found",
        "user_disabled",
        "user_not_visible",
        "cannot_dm_bot",
        "is_archived",
        "not_in_channel",
        "messages_tab_disabled",
        "ekm_access_denied",
        "message_not_found",
        "cant_update_message",
        "edit_window_closed",
    }
)
"""Refused because of this person, this channel or this message."""
AMBIGUOUS = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Slack itself says that some of it may have been carried out."""
FAULTS = (SlackApiError, SlackRequestError, OSError, HTTPException)
"""Everything a call can raise because of the far end or the way there."""
NOT_WRITTEN = (ConnectionRefusedError, socket.gaierror, ssl.SSLError)
DEFAULT_WAIT = 30.0
NAME_LIMIT = 80


def outcome_of(fault: Exception) -> Wait | Turned | Unsent | Unclear:
    """The class of a failed call."""
    if isinstance(fault, SlackApiError):
        return _refusal(fault.response)
    if isinstance(fault, SlackRequestError):
        return Turned(why=str(fault)[:NAME_LIMIT], all=True)
    if isinstance(fault, URLError) and isinstance(fault.reason, NOT_WRITTEN):
        return Unsent(why=type(fault.reason).__name__)
    if isinstance(fault, NOT_WRITTEN):
        return Unsent(why=type(fault).__name__)
    return Unclear(why=type(fault).__name__)


def _refusal(response: SlackResponse) -> Wait | Turned | Unclear:
    error = str(response.get("error", ""))
    if response.status_code == 429 or error in ("ratelimited", "rate_limited"):
        return Wait(seconds=_retry_after(response))
    if response.status_code >= 500 or error in AMBIGUOUS or error.startswith("Received a response in a non-JSON format"):
        return Unclear(why=error[:NAME_LIMIT] or f"http {response.status_code}")
    return Turned(why=error[:NAME_LIMIT] or f"http {response.status_code}", gone=error in GONE, all=error in NOBODY)


def _retry_after(response: SlackResponse) -> float:
    headers = {name.lower(): value for name, value in dict(response.headers).items()}
    value = headers.get("retry-after", "")
    value = value[0] if isinstance(value, list) else value
    return float(value) if str(value).replace(".", "", 1).isdigit() else DEFAULT_WAIT
