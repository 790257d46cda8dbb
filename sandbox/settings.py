"""What a sandbox is built from: who is in the workspace, which app it talks
to, and the clock it is handed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from socket import socket


@dataclass(frozen=True, kw_only=True)
class Member:
    id: str
    name: str
    title: str = ""
    email: str = ""
    seats: str = ""
    tz: str = "Europe/Copenhagen"
    offered: bool = True
    """One of the few a newcomer is offered to be; the others are folded away."""
    guest: bool = False
    """A guest of the workspace, of one channel or several."""
    team: str = ""
    """The team of somebody from elsewhere, who writes through a shared channel; "" = this one."""
    slack: bool = True
    """Whether the person is in the workspace; else they have a post-box only."""


@dataclass(frozen=True, kw_only=True)
class Command:
    name: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True, kw_only=True)
class Channel:
    id: str
    name: str
    bot_is_member: bool = True


@dataclass(frozen=True, kw_only=True)
class SandboxSettings:
    bot_token: str
    signing_secret: str
    now: Callable[[], float]
    cast: tuple[Member, ...]
    commands: tuple[Command, ...] = ()
    channels: tuple[Channel, ...] = ()
    app_token: str = ""
    scopes: tuple[str, ...] | None = None
    """Scopes the bot token has; None grants all."""
    bot_url: str | None = None
    """Where signed requests go; None means Socket Mode only."""
    bot_user_id: str = "U0BOT0001"
    bot_name: str = "Fristvogter"
    bot_id: str = "B0BOT0001"
    app_id: str = "A0BOT0001"
    team_id: str = "T0SANDBOX"
    team_domain: str = "sandkassen"
    store: str | None = None
    """Path of the sandbox's own SQLite file; None keeps everything in memory."""
    base_path: str = "/sandbox"
    """Where the browser finds the sandbox."""
    public_url: str | None = None
    """How the bot reaches the sandbox (for response_url, upload_url and sockets);
    None takes it from each request.
    """
    mail: socket | None = None
    """Where mail comes in: a listening socket of this machine; None when there is no post
    office.
    """
    control_url: str | None = None
    control_token: str = ""
    ack_seconds: float = 3.0
    trigger_seconds: float = 3.0
    retry_seconds: tuple[float, ...] = (0.0, 1.0, 2.0)
    """Pauses before each repetition of an event nobody answered (Slack: at once, 1 min, 5 min)."""
    posts_per_second: float | None = None
    """Pace of chat.postMessage per channel; None never answers 429 by itself."""
    posts_burst: int = 5
