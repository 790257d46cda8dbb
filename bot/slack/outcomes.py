"""What a call to Slack that failed comes to: whom it concerns, whether it was carried out, and how
long to wait.
"""

from __future__ import annotations

import socket
import ssl
from http.client import HTTPException
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web import SlackResponse

from process.channel import Turned, Unclear, Unsent, Wait

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
    }
)
"""Refused because of this person or their conversation."""
UNFIT = frozenset(
    {
        "message_not_found",
        "cant_update_message",
        "edit_window_closed",
        "msg_too_long",
        "msg_blocks_too_long",
        "no_text",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_arguments",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "metadata_too_large",
    }
)
"""Refused because of this message. Any word that stands in neither list, one that nobody has heard
of yet as well, is taken to concern everybody: nothing is given up for it, everything waits.
"""
AMBIGUOUS = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Slack itself says that some of it may have been carried out."""
FAULTS = (SlackApiError, SlackRequestError, OSError, HTTPException)
"""Everything a call can raise because of the far end or the way there."""
NOT_WRITTEN = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
"""What can only happen before the first byte of a request; other faults of TLS come later too."""
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
    if (
        response.status_code >= 500
        or error in AMBIGUOUS
        or error.startswith("Received a response in a non-JSON format")
    ):
        return Unclear(why=error[:NAME_LIMIT] or f"http {response.status_code}")
    return Turned(
        why=error[:NAME_LIMIT] or f"http {response.status_code}",
        gone=error in GONE,
        all=error not in GONE | UNFIT,
    )


def _retry_after(response: SlackResponse) -> float:
    headers = {name.lower(): value for name, value in dict(response.headers).items()}
    value = headers.get("retry-after", "")
    value = value[0] if isinstance(value, list) else value
    return float(value) if str(value).replace(".", "", 1).isdigit() else DEFAULT_WAIT
