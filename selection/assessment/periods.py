"""How long: months of service from dated lines, where what overlaps counts once. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

GRACE_DAYS = 3  # months differ in length: any n whole calendar months must count as n


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """First and last day, both included."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def period_until(first: dt.date | None, last: dt.date | None, on: dt.date) -> Period | None:
    """The part of a period that lies on or before ``on``; what has no end yet lasts until then."""
    last = min(last or on, on)
    return Period(first, last) if first is not None and first <= last else None


def merge_periods(periods: Iterable[Period]) -> list[Period]:
    """The same days without overlap, earliest first."""
    merged: list[Period] = []
    for period in sorted(periods):
        if merged and period.first <= merged[-1].last + dt.timedelta(days=1):
            merged[-1] = Period(merged[-1].first, max(merged[-1].last, period.last))
        else:
            merged.append(period)
    return merged


def whole_months(days: int) -> int:
    """Whole months in a number of days, twelve to a year of 365; the grace only ever rounds a month up."""
    return (days + GRACE_DAYS) * 12 // 365 if days else 0


def count_months(periods: Iterable[Period]) -> int:
    """Whole months covered by the periods together; a day in two of them counts once."""
    return whole_months(sum(period.days for period in merge_periods(periods)))


def months_added(periods: Iterable[Period]) -> list[int]:
    """What each period adds to those before it, in the order given; together exactly ``count_months``."""
    added, seen, before = [], [], 0
    for period in periods:
        seen.append(period)
        total = count_months(seen)
        added.append(total - before)
        before = total
    return added
