"""Writing iCalendar (RFC 5545). Only what these events need: a library takes a millisecond for each."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings

LONGEST = 75  # octets of a line, before it is folded
# What would end a line becomes a space: control characters, and Unicode's separators of lines and paragraphs.
BREAKING = (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)
ESCAPED = dict.fromkeys(BREAKING, " ") | str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Event:
    """One entry. A date is a whole day; an instant has no length. ``sequence`` grows with every change."""

    uid: str
    summary: str
    starts: dt.date | dt.datetime
    changed_at: dt.datetime
    url: str
    sequence: int = 0
    status: str = "CONFIRMED"  # or TENTATIVE, CANCELLED
    description: str = ""
    location: str = ""
    ends: dt.date | None = None  # of whole days: the last one


def write_calendar(name: str, events: Iterable[Event]) -> bytes:
    """A whole calendar, its lines folded and ended as the standard wants them."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//osce_portal//calendar//", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{escape(name)}")
    for event in events:
        lines += ["BEGIN:VEVENT", *_lines_of(event), "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return b"".join(fold(line) for line in lines)


def _lines_of(event: Event) -> Iterator[str]:
    yield f"UID:{escape(event.uid)}"
    yield f"DTSTAMP:{_instant(event.changed_at)}"
    yield f"LAST-MODIFIED:{_instant(event.changed_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"STATUS:{event.status}"
    if isinstance(event.starts, dt.datetime):
        yield f"DTSTART:{_instant(event.starts)}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.starts:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{(event.ends or event.starts) + dt.timedelta(days=1):%Y%m%d}"
    yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{escape(event.summary)}"
    for label, text in (("DESCRIPTION", event.description), ("LOCATION", event.location)):
        if text:
            yield f"{label}:{escape(text)}"
    yield f"URL:{event.url}"


def escape(text: str) -> str:
    """Text as a value: nothing in it can end the line or begin another property."""
    return text.replace("\r\n", "\n").translate(ESCAPED)


def fold(line: str) -> bytes:
    """The line in UTF-8, broken before every 75th octet without breaking a letter."""
    octets = line.encode()
    if len(octets) <= LONGEST:
        return octets + b"\r\n"
    parts, start = [], 0
    while start < len(octets):
        end = start + LONGEST - (1 if start else 0)  # the space before a continued line counts
        while end < len(octets) and octets[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(octets[start:end])
        start = end
    return b"\r\n ".join(parts) + b"\r\n"


def _instant(instant: dt.datetime) -> str:
    return instant.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def calendar_host() -> str:
    """The right-hand side of the UIDs: the portal's own name, so that they are stable and unique."""
    return settings.BASE_URL.split("://", 1)[-1].split("/", 1)[0].split(":", 1)[0]
