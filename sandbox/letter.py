"""A mail as its reader sees it: who, when, what, the part in HTML, the part in plain text, and what is attached."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, kw_only=True)
class Attached:
    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Letter:
    subject: str
    sender: str
    to: str
    at: datetime | None
    text: str
    html: str
    attached: tuple[Attached, ...]
    head: str
    """The header lines as they came."""


def read_letter(raw: bytes) -> Letter:
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage), "the policy makes them"
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    return Letter(
        subject=str(mail["Subject"] or ""),
        sender=str(mail["From"] or ""),
        to=str(mail["To"] or ""),
        at=_instant(str(mail["Date"] or "")),
        text=_said(text),
        html=_said(html),
        attached=tuple(_attached(part) for part in mail.walk() if not part.is_multipart() and part not in (text, html)),
        head=raw.partition(b"\r\n\r\n")[0].decode("utf-8", errors="replace").replace("\r\n", "\n"),
    )


def _said(part: MIMEPart | None) -> str:
    return str(part.get_content()).replace("\r\n", "\n") if part is not None else ""


def _attached(part: EmailMessage) -> Attached:
    payload = part.get_payload(decode=True)
    name = part.get_filename() or f"bilag.{part.get_content_subtype()}"
    return Attached(name=name, kind=part.get_content_type(), content=payload if isinstance(payload, bytes) else b"")


def _instant(written: str) -> datetime | None:
    try:
        return parsedate_to_datetime(written)
    except ValueError:
        return None
