"""Days for dates that a file gives to the month or the year: never more time than the file says."""

import datetime as dt

from candidates.europass.dates import PartialDate, Period


def shortest_days(period: Period, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """The latest beginning and the earliest end that the words can mean; None where the file has none.

    Where these cross, as of ``2013 – 2013``, the file makes sure of one day: the first that can be both. A
    beginning is not put after ``today`` unless the file says so.
    """
    start, end = period.start, period.end
    if start and end and may_be_one_day(period):
        day = max(start.first_day, end.first_day)
        return day, day
    return (
        min(start.last_day, max(start.first_day, today)) if start else None,
        end.first_day if end else None,
    )


def may_be_one_day(period: Period) -> bool:
    """Whether beginning and end are so vague that both may be the same day."""
    start, end = period.start, period.end
    if start is None or end is None or start.first_day > end.last_day:
        return False
    return start.last_day > end.first_day


def may_have_ended(period: Period) -> bool:
    """An end is missing, and nothing says that it goes on: without an end the line would claim just that."""
    says_something = period.start is not None or period.is_current is False
    return period.end is None and not period.is_current and says_something


def assumed_days(period: Period) -> tuple[str, ...]:
    """The fields whose day the file does not name: theirs to check."""
    starts = ("started_on",) if is_vague(period.start) else ()
    return (*starts, "ended_on") if is_vague(period.end) or may_have_ended(period) else starts


def is_vague(date: PartialDate | None) -> bool:
    """Whether a date is there, and only to the month or the year."""
    return date is not None and date.day is None
