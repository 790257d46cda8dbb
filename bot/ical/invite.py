"""A meeting as an invitation by mail (iMIP), for organs that work by Outlook
invitations: one person, one meeting.

Uid and sequence are those of the calendars, so a moved meeting moves in the recipient's own
calendar and a cancelled one goes.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from icalendar import Calendar, Event, vCalAddress
from icalendar.enums import CUTYPE, PARTSTAT, ROLE, STATUS

from bot.ical.entry import FeedEntry
from bot.ical.write import PRODUCT, VTIMEZONE, Fault, fault_in, fault_of, in_zone, vevent


class Method(StrEnum):
    """What the mail asks the recipient's program to do."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class CannotInvite(Exception):
    """The entry cannot be sent as an invitation; `why` says what is wrong with it."""

    def __init__(self, why: Fault) -> None:
        super().__init__(str(why))
        self.why = why


def method_of(entry: FeedEntry) -> Method:
    """A cancelled meeting is taken out again."""
    return Method.CANCEL if entry.cancelled else Method.REQUEST


def invitation(entry: FeedEntry, *, organizer: str, attendee: str, page: str = "") -> bytes:
    """The `text/calendar; method=...` part of the mail; both addresses are plain e-mail
    addresses. Raises CannotInvite.
    """
    why = fault_of(entry)
    if why is not None:
        raise CannotInvite(why)
    method = method_of(entry)
    event = vevent(replace(entry, remind=False), page)
    event["STATUS"] = STATUS.CANCELLED.value if method is Method.CANCEL else STATUS.CONFIRMED.value
    event["ORGANIZER"] = vCalAddress(f"mailto:{organizer}")
    event["ATTENDEE"] = _attendee(attendee)
    written = _calendar(method, event, zone=in_zone(entry))
    why = fault_in(written)
    if why is not None:
        raise CannotInvite(why)
    return written


def _attendee(address: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{address}")
    for name, value in (
        ("CUTYPE", CUTYPE.INDIVIDUAL),
        ("ROLE", ROLE.REQ_PARTICIPANT),
        ("PARTSTAT", PARTSTAT.NEEDS_ACTION),
    ):
        found.params[name] = value.value
    found.params["RSVP"] = "TRUE"
    return found


def _calendar(method: Method, event: Event, *, zone: bool) -> bytes:
    calendar = Calendar()
    for name, value in (("PRODID", PRODUCT), ("VERSION", "2.0"), ("METHOD", method.value)):
        calendar.add(name, value)
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.replace(b"BEGIN:VEVENT", VTIMEZONE + b"BEGIN:VEVENT", 1) if zone else written
