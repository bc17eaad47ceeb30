"""The six-week deadline (FPS FA procedure, point 3): pure arithmetic on dates, zone attached last."""

import datetime as dt
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")
SIX_WEEKS = dt.timedelta(days=42)


def last_day(election_day: dt.date) -> dt.date:
    """The last full day on which a candidacy is received in time: six weeks before election day."""
    return election_day - SIX_WEEKS


def end_of_day(day: dt.date) -> dt.datetime:
    """24:00 in Brussels of ``day``, as an instant in UTC.

    Midnight is looked up as the next date's 00:00, so that a clock change inside the day cannot shift it.
    """
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=BRUSSELS)
    return midnight.astimezone(dt.UTC)


def closing_instant(election_day: dt.date) -> dt.datetime:
    """``closes_at``: the first instant that is too late (half-open: received_at < closes_at)."""
    return end_of_day(last_day(election_day))


def days_left(closes_on: dt.date, today: dt.date) -> int:
    """Full days from ``today`` to the last day: 0 on the last day itself, negative after it."""
    return (closes_on - today).days
