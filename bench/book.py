"""What people saw, as text files that two runs write alike: what is drawn or counted anew each
time stands as a placeholder.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from bench.rehearsal import HOST, ROOT, Page

SIGNED = re.compile(r"([A-Za-z0-9_-]{4,})\.[0-9a-f]{8}\.[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")
"""A link or a form's seal: whom it is for, until when by the real clock, and the proof."""
LINK = re.compile(
    r"http://[\w.]+:\d+(/(?:tavle|svar|frist|bilag|hoering|kalender|offentlig)/[^\s\"'<>|)&\\]+)"
)
SAVED = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
WORDS = re.compile(r"document\.xml$|sharedStrings|worksheets/sheet|header\d|footer\d")
HASTY = frozenset({"date", "server", "content-length"})
"""Headers that say when, or how long the placeholders were."""
REAL = re.compile(r"(?<![\d.])1[6-9]\d{8}(?!\.?\d)|(?<=for )\d+ (?:sekund|minut)\w*(?= siden)")
"""Whole seconds of the real clock, which two things may share, and how long ago something was by
it.
"""
COUNTED = (
    ("moment", re.compile(r"(?<![\d.])1[6-9]\d{8}\.\d{1,6}(?![\d.])")),
    ("id", re.compile(r"(?<![A-Za-z0-9])(?:V|P|F|Ev|B|Fv)?[0-9A-F]{10}(?![A-Za-z0-9])")),
    ("key", re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")),
    ("boundary", re.compile(r"={10,}\d{10,}==")),
    ("drawn", re.compile(r"drawn-[0-9a-f]{8}")),
)


class Book:
    """A folder of texts; each text numbers its placeholders by their first appearance."""

    def __init__(self, folder: Path, address: str, aside: Path) -> None:
        self.folder, self._address, self._aside = folder, address, str(aside)
        self._seen: dict[Path, dict[str, str]] = {}
        self.links: dict[str, str] = {}
        """Every page people were led to, by what it is about, with its newest address."""
        self.names: dict[str, str] = {}
        """What stands for a token in the name of a file."""

    def write(self, place: str, text: str) -> None:
        """Append to a text; addresses in it are kept to be looked at."""
        path = self.folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        self.meet(text)
        with path.open("a", encoding="utf-8") as file:
            file.write(self.stable(text, self._seen.setdefault(path, {})).rstrip("\n") + "\n")

    def meet(self, text: str) -> list[str]:
        """Remember the addresses in a text; says what they are about."""
        found = {self._name(path): path for path in LINK.findall(text)}
        self.links |= found
        return list(found)

    def _name(self, path: str) -> str:
        """Signed addresses are named by what they are for, others by the name of their token."""
        plain, _, choice = unquote(path.partition("#")[0]).partition("?")
        told = SIGNED.sub(lambda m: _subject(m[1]), plain)
        for token, name in self.names.items():
            told = told.replace(token, name)
        return re.sub(r"[^\w.-]+", "_", f"{told} {choice}").strip("_")[:120]

    def stable(self, text: str, seen: dict[str, str]) -> str:
        """The text with placeholders."""
        text = text.replace(self._address, "http://fristvogter").replace(
            self._address.removeprefix("http://"), "fristvogter"
        )
        text = (
            text.replace(self._aside, "ASIDE").replace(str(ROOT), "ROOT").replace(HOST, "LOOPBACK")
        )
        text = SIGNED.sub(lambda m: f"<signed {_subject(m[1])}>", text)
        text = REAL.sub("<real>", text)
        for kind, pattern in COUNTED:
            text = pattern.sub(_numbered(kind, seen), text)
        return text

    def json(self, place: str, head: str, value: Any) -> None:
        """A value under a heading, without the ids the sandbox gives to blocks that have none."""
        self.write(
            place,
            f"== {head}\n{json.dumps(_named(value), ensure_ascii=False, indent=1, sort_keys=True)}",
        )

    def page(self, place: str, head: str, page: Page) -> None:
        """An answer over HTTP."""
        lines = [
            f"== {head}",
            f"status {page.status}",
            *(f"{n}: {v}" for n, v in sorted(page.headers.items()) if n.lower() not in HASTY),
        ]
        self.write(
            place,
            "\n".join(lines) + "\n\n" + shown(page.body, page.headers.get("content-type", "")),
        )


def _numbered(kind: str, seen: dict[str, str]) -> Callable[[re.Match[str]], str]:
    def replaced(found: re.Match[str]) -> str:
        number = sum(name.startswith(f"<{kind} ") for name in seen.values()) + 1
        return seen.setdefault(found[0], f"<{kind} {number}>")

    return replaced


def _subject(coded: str) -> str:
    try:
        return base64.urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode().replace("\n", "|")
    except ValueError:
        return coded


def _named(value: Any) -> Any:
    if isinstance(value, list):
        return [_named(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _named(one)
        for key, one in value.items()
        if not (key == "block_id" and str(one).startswith("drawn-"))
    }


def shown(data: bytes, kind: str) -> str:
    """Text as it is; a document as its checksum, and what is written in it."""
    if data.startswith(b"PK"):
        return "\n".join(_inside(data))
    if not data.startswith((b"%PDF", b"\x89PNG")) and "image/" not in kind.replace("image/svg", ""):
        return data.decode("utf-8", errors="replace").replace("\r\n", "\n")
    return f"{len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}"


def _inside(data: bytes) -> list[str]:
    """A Word document or a workbook: the checksum of all it holds (without the hour a
    workbook was saved), and its words.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: SAVED.sub(b"", packed.read(name)) for name in sorted(packed.namelist())}
    whole = hashlib.sha256(
        b"".join(name.encode() + part for name, part in parts.items())
    ).hexdigest()
    return [
        f"sha256 {whole}",
        *(
            line
            for name in parts
            if WORDS.search(name)
            for line in [f"-- {name}", *_lines(parts[name].decode())]
        ),
    ]


def _lines(xml: str) -> list[str]:
    """One paragraph, or cell, a line."""
    broken = re.sub(r"</(?:w:p|si|c)>", "\n", xml)
    return [line.strip() for line in re.sub(r"<[^>]+>", "", broken).splitlines() if line.strip()]
