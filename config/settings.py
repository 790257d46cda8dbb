"""What the operator sets: environment variables or `.env`, read once at start into a frozen
value.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

REHEARSAL_DATABASE = "sqlite:///var/oevelse.sqlite"
LIVE_DATABASE = "sqlite:///var/fristvogter.sqlite"
SHORTEST_KEY = 32
"""Letters: what is drawn at random and cannot be tried out."""
SHORTEST_LEASE = 15.0
"""Longer than a request to Slack may last, so that nobody takes over a message on its way."""
ON_THIS_MACHINE = ("http://127.0.0.1:", "http://localhost:", "http://[::1]:")


class Settings(BaseSettings):
    """All settings; each one's description stands in the README's table as well."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, frozen=True, extra="ignore"
    )

    database_url: str = Field(
        "",
        description="Where the ledger lies: sqlite:///file or postgresql://…; "
        "a file under var/ when empty.",
    )
    slack_bot_token: SecretStr = Field(
        SecretStr(""), description="The bot's token (xoxb-…). Empty: rehearsal with the sandbox."
    )
    slack_signing_secret: SecretStr = Field(
        SecretStr(""), description="Checks that requests come from Slack (HTTP)."
    )
    slack_app_token: SecretStr = Field(
        SecretStr(""),
        description="App-level token (xapp-…). Set: Socket Mode, no public address needed.",
    )
    slack_api_url: str = Field(
        "https://slack.com/api/",
        description="The Web API's address; another server that speaks the protocol may stand in.",
    )
    fristvogter_plan: Path | None = Field(
        None, description="The plan file a new ledger begins with; the rehearsal's own when empty."
    )
    fristvogter_process: str = Field(
        "", description="Key of the process to serve, when the ledger holds several."
    )
    secret_key: SecretStr = Field(
        SecretStr(""),
        description="Signs short-lived links. Empty: drawn at start, links end with the process.",
    )
    base_url: str = Field(
        "", description="The address people reach the pages at; http://HOST:PORT when empty."
    )
    host: str = Field("127.0.0.1", description="The address the web server listens on.")
    port: int = Field(8000, ge=0, le=65535, description="The port the web server listens on.")
    smtp_host: str = Field(
        "", description="The mail server for people without Slack. Empty: no mail is sent."
    )
    smtp_port: int = Field(587, ge=1, le=65535, description="Its port.")
    smtp_user: str = Field("", description="Who logs in; nobody when empty.")
    smtp_password: SecretStr = Field(
        SecretStr(""), description="The password that goes with SMTP_USER."
    )
    smtp_starttls: bool = Field(
        True, description="Whether the conversation is encrypted before anything is said."
    )
    mail_from: str = Field("", description="The address mail is sent from.")
    mail_reply_to: str = Field(
        "",
        description="The address that reads what people write back. Empty: "
        "nobody does, and the mail says so.",
    )
    mail_bounces: str = Field(
        "",
        description="Where mail that cannot be delivered comes back; "
        "`*` in it stands for the mail's own id. MAIL_FROM when empty.",
    )
    imap_host: str = Field(
        "", description="The mailbox where returned mail is looked for. Empty: nobody looks."
    )
    imap_port: int = Field(993, ge=1, le=65535, description="Its port.")
    imap_user: str = Field("", description="Who logs in there; SMTP_USER when empty.")
    imap_password: SecretStr = Field(
        SecretStr(""),
        description="The password that goes with IMAP_USER; SMTP_PASSWORD when empty.",
    )
    imap_folder: str = Field("INBOX", description="The folder that is looked into.")
    imap_tls: bool = Field(
        True, description="Whether the conversation is encrypted from its first word."
    )
    heartbeat_url: str = Field(
        "", description="Fetched each minute while messages can go: a dead man's switch outside."
    )
    worker_bound: int = Field(
        180, ge=10, description="Seconds the worker may be silent before /readyz answers 503."
    )
    worker_name: str = Field(
        "", description="What this worker is called; the machine's own name when empty."
    )
    expected_workers: str = Field(
        "",
        description="Names of workers that have to be there, with spaces between; "
        "/readyz answers 503 when one is silent. Empty: any one will do.",
    )
    metrics_token: SecretStr = Field(
        SecretStr(""), description="Opens /metrics as a bearer. Empty: there is no such page."
    )
    lease_seconds: float = Field(
        60,
        ge=2,
        description="Seconds a worker holds a message; longer than any request to Slack lasts.",
    )
    quarantine_seconds: float = Field(
        45, gt=0, description="Seconds a post of unknown fate rests before it is looked for."
    )
    keep_words_days: int = Field(
        1825,
        ge=0,
        description="Days after the last thing anybody did in a process until what people typed in "
        "it is erased; 0: until somebody erases it.",
    )
    keep_people_days: int = Field(
        365,
        ge=0,
        description="Days after the last day in a seat until a person's name and addresses are "
        "erased; 0: until somebody erases them.",
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")
    log_format: Literal["text", "json"] = Field(
        "text", description="How a line of the log is written: text or json."
    )

    @field_validator("slack_api_url", "base_url")
    @classmethod
    def _slash(cls, value: str, info: object) -> str:
        name = getattr(info, "field_name", "")
        return value.rstrip("/") + "/" if name == "slack_api_url" else value.rstrip("/")

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise ValueError("write DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @model_validator(mode="after")
    def _works_together(self) -> Self:
        """What looks right by itself and could not work; a stand-in Slack on this machine may be
        tried with anything.
        """
        if self.rehearsal or self.slack_api_url.startswith(ON_THIS_MACHINE):
            return self
        if 0 < len(self.secret_key.get_secret_value()) < SHORTEST_KEY:
            raise PydanticCustomError("short_key", "SECRET_KEY")
        if self.lease_seconds < SHORTEST_LEASE:
            raise PydanticCustomError("short_lease", "LEASE_SECONDS")
        return self

    @property
    def rehearsal(self) -> bool:
        """No Slack token: everything runs against the sandbox on a made-up clock."""
        return not self.slack_bot_token.get_secret_value()

    @property
    def socket_mode(self) -> bool:
        """An app-level token is set, so Slack is reached from inside."""
        return bool(self.slack_app_token.get_secret_value())

    @property
    def database(self) -> str:
        """The database's address with its default."""
        return self.database_url or (REHEARSAL_DATABASE if self.rehearsal else LIVE_DATABASE)

    @property
    def address(self) -> str:
        """The address people reach the pages at, without a slash at the end."""
        return self.base_url or f"http://{self.host}:{self.port}"
