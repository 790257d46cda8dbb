"""Uploaded files: an upload address first, the bytes next, then the message that shows them."""

import threading
from dataclasses import dataclass

from sandbox.wire import JSON, SlackError, locked, new_id

PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml"}


@dataclass(kw_only=True)
class File:
    id: str
    name: str
    title: str
    alt_text: str = ""
    content: bytes | None = None

    def card(self) -> JSON:
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title,
            "alt_txt": self.alt_text,
            "mimetype": media_type(self.name),
            "size": len(self.content or b""),
        }


def media_type(name: str) -> str:
    """Pictures as pictures; all else is only downloaded."""
    return PICTURES.get(name.rpartition(".")[2].casefold(), "application/octet-stream")


class Files:
    """Kept in memory only: pictures of a rehearsal need not outlive it."""

    def __init__(self, lock: threading.RLock) -> None:
        self.lock = lock
        self._files: dict[str, File] = {}

    @locked
    def announce(self, name: str, alt_text: str) -> File:
        file = File(id=new_id("F"), name=name, title=name, alt_text=alt_text)
        self._files[file.id] = file
        return file

    @locked
    def find(self, file_id: str) -> File:
        if file_id not in self._files:
            raise SlackError("file_not_found")
        return self._files[file_id]

    @locked
    def receive(self, file_id: str, content: bytes) -> None:
        self.find(file_id).content = content

    @locked
    def complete(self, file_id: str, title: str | None) -> File:
        file = self.find(file_id)
        if file.content is None:
            raise SlackError("file_update_failed")
        file.title = title or file.title
        return file
