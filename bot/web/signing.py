"""Short-lived signed links: what for, about whom and until when, sealed with HMAC-SHA256. The time is an argument."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime


class BadLink(Exception):
    """The link was not made here, or for something else."""


@dataclass
class ExpiredLink(Exception):
    """The link was good until `until`."""

    until: datetime


def sign(secret: bytes, *, purpose: str, subject: str, until: datetime) -> str:
    """A token for an address: subject, end and seal, each safe in a path. `until` by the real clock."""
    body = f"{_encode(subject.encode())}.{int(until.timestamp()):x}"
    return f"{body}.{_seal(secret, purpose, body)}"


def read(secret: bytes, token: str, *, purpose: str, now: datetime) -> str:
    """The subject; raises BadLink or ExpiredLink. The comparison takes the same time whatever is wrong."""
    body, _, seal = token.rpartition(".")
    if not hmac.compare_digest(seal.encode(), _seal(secret, purpose, body).encode()):
        raise BadLink()
    subject, _, end = body.partition(".")
    try:
        until = datetime.fromtimestamp(int(end, 16), UTC)
        said = _decode(subject).decode()
    except (ValueError, binascii.Error, OverflowError) as error:
        raise BadLink() from error
    if now > until:
        raise ExpiredLink(until)
    return said


def is_signed(token: str) -> bool:
    """Whether it has the shape of a signed link; a stored address has no dots."""
    return token.count(".") == 2


def _seal(secret: bytes, purpose: str, body: str) -> str:
    return _encode(hmac.digest(secret, f"{purpose}\n{body}".encode(), hashlib.sha256))


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
