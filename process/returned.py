"""A message that came back after it had been sent: which it may be, and what was said about it (RFC 3464, RFC 3463)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Returned:
    """One mail that came back."""

    tags: tuple[str, ...]
    """The local parts of ids it may have gone out under; only the sender can make one."""
    status: str
    """An enhanced status code, "5.1.1"; "5.0.0" where none was said."""
    failed: bool
    """Given up; False when it is only delayed."""

    @property
    def permanent(self) -> bool:
        """Whether the address itself will not do, so that another mail would come back as well."""
        return self.failed and self.status.startswith("5")
