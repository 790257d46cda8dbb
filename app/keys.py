"""What signs and opens things."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from config.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Secrets:
    """What signs and opens things. In a rehearsal Slack's are made from the secret key, so that web and worker agree."""

    key: bytes
    bot_token: str
    signing_secret: str
    app_token: str
    control_token: str

    @classmethod
    def of(cls, settings: Settings) -> Secrets:
        """From the settings; what is empty is drawn at start."""
        key = settings.secret_key.get_secret_value().encode() or secrets.token_bytes(32)

        def made(what: str) -> str:
            return hmac.new(key, what.encode(), hashlib.sha256).hexdigest()[:40]

        return cls(
            key=key,
            bot_token=settings.slack_bot_token.get_secret_value() or f"xoxb-{made('bot')}",
            signing_secret=settings.slack_signing_secret.get_secret_value() or made("signing"),
            app_token=settings.slack_app_token.get_secret_value(),
            control_token=made("control"),
        )
