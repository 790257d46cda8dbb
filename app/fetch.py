"""Getting a file that somebody publishes at an address: within a time and a size, not led astray,
and without a word of an address that may hold a secret.
"""

from __future__ import annotations

import base64
import http.client
import importlib.metadata
import ipaddress
import re
import socket
import threading
import urllib.error
import urllib.request
import zlib
from dataclasses import dataclass
from email.message import Message
from enum import StrEnum
from typing import IO
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

SECONDS = 20.0
"""From the first word to the last, however slowly a server speaks."""
ADDRESS = re.compile(r"(https?|webcals?)://", re.IGNORECASE)
GZIP = 31


class Lost(StrEnum):
    """Why nothing was got."""

    SILENT = "no answer in time, or none with a file"
    OPEN = "the address is not encrypted"
    ASTRAY = "led on to another kind of address, or to this machine"
    LARGE = "more than it may be"


class NotFetched(Exception):
    """Nothing was got; `why` says why, and nothing says where."""

    def __init__(self, why: Lost) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What was got, and the charset it was said to be in."""

    data: bytes
    charset: str = ""


def is_address(source: str) -> bool:
    """Whether it is fetched, and no file of this machine's."""
    return ADDRESS.match(source) is not None


def host_of(address: str) -> str:
    """The only part of an address that is ever shown: path and name may be secrets."""
    try:
        return urlsplit(address).hostname or "?"
    except ValueError:
        return "?"


def fetched(address: str, *, most: int, in_the_open: bool = False) -> Fetched:
    """The file; `in_the_open` allows an address without encryption. Raises NotFetched."""
    got: list[Fetched | NotFetched] = []

    def get() -> None:
        try:
            got.append(_get(address, most, in_the_open))
        except NotFetched as lost:
            got.append(lost)
        except urllib.error.HTTPError as refused:
            refused.close()
            got.append(NotFetched(Lost.SILENT))
        except (OSError, ValueError, http.client.HTTPException, zlib.error):
            got.append(NotFetched(Lost.SILENT))

    asked = threading.Thread(target=get, daemon=True)
    asked.start()
    asked.join(SECONDS)
    found = got[0] if got else NotFetched(Lost.SILENT)
    if isinstance(found, NotFetched):
        raise found
    return found


def _get(address: str, most: int, in_the_open: bool) -> Fetched:
    opener = urllib.request.build_opener(_Onward(in_the_open))
    with opener.open(_request(address, in_the_open), timeout=SECONDS) as answer:
        data: bytes = answer.read(most + 1)
        charset = answer.headers.get_content_charset() or ""
    if data[:2] == b"\x1f\x8b":
        data = zlib.decompressobj(GZIP).decompress(data, most + 1)
    if len(data) > most:
        raise NotFetched(Lost.LARGE)
    return Fetched(data=data, charset=charset)


def _request(address: str, in_the_open: bool) -> urllib.request.Request:
    """As an honest reader of calendars asks; who is named in it is told to its own host only."""
    parts = urlsplit(
        ADDRESS.sub(lambda found: found[0].lower().replace("webcals", "https"), address)
    )
    scheme = "https" if parts.scheme == "webcal" else parts.scheme
    if scheme == "http" and not in_the_open:
        raise NotFetched(Lost.OPEN)
    host = (parts.hostname or "").encode("idna").decode()
    place = f"[{host}]" if ":" in host else host
    netloc = place + (f":{parts.port}" if parts.port else "")
    path, query = (quote(part, safe="%/:=&?~#+!$,;'@()*[]") for part in (parts.path, parts.query))
    asked = urllib.request.Request(urlunsplit((scheme, netloc, path or "/", query, "")))
    asked.add_header("User-Agent", f"Fristvogter/{importlib.metadata.version('fristvogter')}")
    asked.add_header("Accept", "text/calendar, text/plain;q=0.5, */*;q=0.1")
    asked.add_header("Accept-Encoding", "gzip")
    if parts.username is not None:
        who = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        asked.add_unredirected_header("Authorization", f"Basic {base64.b64encode(who).decode()}")
    return asked


class _Onward(urllib.request.HTTPRedirectHandler):
    """Follows an answer that leads on, to where it may lead."""

    def __init__(self, in_the_open: bool) -> None:
        self._in_the_open = in_the_open

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Never from encrypted to open, to another kind of address, or to this machine."""
        to = urlsplit(urljoin(req.full_url, newurl))
        kept = to.scheme == "https" or (self._in_the_open and to.scheme == req.type == "http")
        if not kept or _is_here(to.hostname or ""):
            fp.close()
            raise NotFetched(Lost.ASTRAY)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]  # the types know one kind of message only


def _is_here(host: str) -> bool:
    """Whether a name is this machine's own, or one it hands out by itself."""
    for *_, place in socket.getaddrinfo(host, None):
        found = ipaddress.ip_address(str(place[0]).partition("%")[0])
        found = getattr(found, "ipv4_mapped", None) or found
        if found.is_loopback or found.is_link_local or found.is_unspecified:
            return True
    return False
