"""Dates as a CV gives them: to the year, the month or the day, without any time zone."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from candidates.europass.nodes import Node

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
# A time or a zone behind it is cut: turned into local time, a day could shift.
WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*|Z|[+-]\d\d:\d\d)?", re.DOTALL | re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as it was written."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = (f"{part:02}" for part in (self.month, self.day) if part is not None)
        return "-".join((f"{self.year:04}", *parts))

    @property
    def first_day(self) -> dt.date:
        """The earliest day that it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        """The latest day that it can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


def parse_date(text: str) -> PartialDate | None:
    """The date; None for words, and for a day that no calendar has."""
    found = WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    parts = [int(part) if part else None for part in found.groups()]
    date = PartialDate(parts[0] or 0, *parts[1:])
    try:
        date.first_day  # noqa: B018 — 31 February is told here
    except ValueError:
        return None
    return date if EARLIEST_YEAR <= date.year <= LATEST_YEAR else None


def read_date(node: Node, *paths: str) -> PartialDate | None:
    """The first date at any of ``paths``; one that cannot be read stays unread, so that it is told."""
    for path in paths:
        for found in node.all(path):
            date = parse_date(found.text)
            if date is not None:
                found.is_read = True
                return date
    return None


@dataclass(frozen=True, slots=True)
class Period:
    """From and to; ``is_current`` is None where the file does not say whether it has ended."""

    start: PartialDate | None
    end: PartialDate | None
    is_current: bool | None


def read_period(node: Node, *, start: str, end: str, current: tuple[str, ...]) -> Period:
    """What goes on has no end, whatever stands there; both are known ways of the editors to say it."""
    said = node.read(*current).lower()
    is_current = {"true": True, "1": True, "false": False, "0": False}.get(said)
    ended = read_date(node, end)
    if is_current:
        ended = None
    elif ended is not None:
        is_current = False
    return Period(read_date(node, start), ended, is_current)
