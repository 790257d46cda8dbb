"""Mail as it came in, by the address it was sent to: what people without Slack read, and
everybody whom Slack turns away.
"""

import base64
import threading
from collections.abc import Callable, Sequence

from sandbox.wire import JSON, SlackError, Store, locked, new_id


class Postbox:
    """Kept on disk like the messages; a mail to several people is kept once for each."""

    def __init__(self, store: Store, lock: threading.RLock, changed: Callable[[], None]) -> None:
        self.lock = lock
        self._store = store
        self._changed = changed
        self._mails = dict(sorted(store.all("mail").items(), key=lambda item: item[1]["number"]))

    @locked
    def keep(self, addresses: Sequence[str], raw: bytes) -> None:
        """One more mail, not read yet."""
        content = base64.b64encode(raw).decode()
        for address in addresses:
            mail = {
                "id": new_id("P"),
                "number": len(self._mails),
                "to": address.casefold(),
                "raw": content,
                "seen": False,
            }
            self._put(mail)

    @locked
    def to(self, address: str) -> list[JSON]:
        """Everything an address was sent, oldest first."""
        return [
            mail for mail in self._mails.values() if address and mail["to"] == address.casefold()
        ]

    @locked
    def find(self, address: str, mail_id: str) -> JSON:
        """One mail of an address."""
        mail = self._mails.get(mail_id)
        if mail is None or mail["to"] != address.casefold():
            raise SlackError("mail_not_found")
        return mail

    @locked
    def unread(self, address: str) -> int:
        return sum(1 for mail in self.to(address) if not mail["seen"])

    @locked
    def mark_read(self, mail: JSON) -> None:
        if not mail["seen"]:
            self._put({**mail, "seen": True})

    @locked
    def clear(self) -> None:
        self._mails.clear()
        self._store.clear("mail")
        self._changed()

    def _put(self, mail: JSON) -> None:
        self._mails[mail["id"]] = mail
        self._store.put("mail", mail["id"], mail)
        self._changed()


def raw_of(mail: JSON) -> bytes:
    """The mail as it went over the wire."""
    return base64.b64decode(mail["raw"])
