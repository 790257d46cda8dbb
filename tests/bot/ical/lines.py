"""A second reader of calendar files, written from RFC 5545 line by line and sharing nothing with
the library that wrote them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

PROPERTY = re.compile(
    r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)', re.DOTALL
)
ONCE = {
    "UID",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "SEQUENCE",
    "LAST-MODIFIED",
    "CREATED",
    "STATUS",
    "TRANSP",
}


@dataclass(frozen=True)
class Line:
    name: str
    parameters: str
    value: str


@dataclass(frozen=True)
class Item:
    """An event as a client would know it; instants in UTC."""

    uid: str
    start: date | datetime
    end: date | datetime
    summary: str
    description: str
    properties: dict[str, str]


def read(data: bytes) -> list[Item]:
    """Every event; raises AssertionError at the first thing the RFC or a
    client known to us would not take.
    """
    lines = unfolded(data)
    assert [line.name for line in lines[:1] + lines[-1:]] == ["BEGIN", "END"]
    assert not data.startswith(b"\xef\xbb\xbf")
    stack: list[str] = []
    items: list[Item] = []
    body: list[Line] = []
    head: list[Line] = []
    for line in lines:
        if line.name == "BEGIN":
            stack.append(line.value)
            body = [] if line.value == "VEVENT" else body
        elif line.name == "END":
            assert stack.pop() == line.value
            if line.value == "VEVENT":
                items.append(item(body))
        elif stack[-1] == "VEVENT":
            body.append(line)
        elif stack == ["VCALENDAR"]:
            head.append(line)
    assert stack == []
    names = [line.name for line in head]
    assert (
        {"VERSION", "PRODID"} <= set(names)
        and "UID" not in names
        and "METHOD" not in names
        and len(names) == len(set(names))
    )
    assert len({found.uid for found in items}) == len(items) > 0
    return items


def unfolded(data: bytes) -> list[Line]:
    assert data.endswith(b"\r\n") and len(data) <= 1_000_000
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data)
    assert data.count(b"\n") == data.count(b"\r") == data.count(b"\r\n")
    whole: list[str] = []
    for octets in data[:-2].split(b"\r\n"):
        assert len(octets) <= 75
        text = octets.decode()  # a fold must not part a character
        if text.startswith(" "):
            whole[-1] += text[1:]
        else:
            whole.append(text)
    return [_line(text) for text in whole]


def _line(text: str) -> Line:
    found = PROPERTY.fullmatch(text)
    assert found, text
    return Line(found[1], found[2], found[3])


def item(body: list[Line]) -> Item:
    properties = {line.name: line.value for line in body}
    for name in ONCE:
        assert sum(line.name == name for line in body) == 1, name
    start, end = (
        _moment(next(line for line in body if line.name == name)) for name in ("DTSTART", "DTEND")
    )
    assert type(start) is type(end) and start < end
    return Item(
        uid=properties["UID"],
        start=start,
        end=end,
        summary=unescaped(properties["SUMMARY"]),
        description=unescaped(properties.get("DESCRIPTION", "")),
        properties=properties,
    )


def _moment(line: Line) -> date | datetime:
    if line.parameters == ";VALUE=DATE":
        return datetime.strptime(line.value, "%Y%m%d").replace(tzinfo=UTC).date()
    if line.parameters == "":
        return datetime.strptime(line.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    assert line.parameters == ";TZID=Europe/Copenhagen", line
    wall = datetime.strptime(line.value, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return wall - timedelta(hours=2 if _is_summer(wall) else 1)


def _is_summer(wall: datetime) -> bool:
    """By the yearly rules in the file: from the last Sunday of March at 2 to the
    last Sunday of October at 3.
    """
    return (
        _last_sunday(wall.year, 3).replace(hour=2)
        <= wall
        < _last_sunday(wall.year, 10).replace(hour=3)
    )


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def unescaped(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value), "a comma or semicolon stands bare"
    return re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], value)
