"""The six-week deadline, against a table computed another way, day by day for three years."""

import calendar
import datetime as dt
import zoneinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missions.deadlines import closing_instant, days_left, end_of_day, last_day

DAYS = [dt.date(2026, 1, 1) + dt.timedelta(days=number) for number in range(1096)]


def last_sunday(year: int, month: int) -> int:
    """Number of the month's last Sunday, from the calendar's weeks."""
    return max(week[calendar.SUNDAY] for week in calendar.monthcalendar(year, month))


def is_summer_at_midnight(day: dt.date) -> bool:
    """EU rule: from the last Sunday of March, 02:00, to that of October, 03:00; midnight is before both."""
    starts = dt.date(day.year, 3, last_sunday(day.year, 3))
    ends = dt.date(day.year, 10, last_sunday(day.year, 10))
    return starts < day <= ends


def closing_instant_by_table(election_day: dt.date) -> dt.datetime:
    """Midnight after the 42nd day before, by day numbers and the two offsets of Brussels."""
    midnight_after = dt.date.fromordinal(election_day.toordinal() - 41)
    offset = dt.timezone(dt.timedelta(hours=2 if is_summer_at_midnight(midnight_after) else 1))
    return dt.datetime(midnight_after.year, midnight_after.month, midnight_after.day, tzinfo=offset)


def test_on_each_day_of_three_years_the_call_closes_at_midnight_in_brussels_42_days_before():
    assert len(DAYS) == 1096
    assert [day for day in DAYS if closing_instant(day) != closing_instant_by_table(day)] == []


@pytest.mark.parametrize(
    ("election_day", "closes_on", "closes_at"),
    [
        ("2026-11-08", "2026-09-27", "2026-09-27T22:00"),  # winter's election, summer's deadline
        ("2027-04-25", "2027-03-14", "2027-03-14T23:00"),  # summer's election, winter's deadline
        ("2027-05-09", "2027-03-28", "2027-03-28T22:00"),  # the deadline's own day has 23 hours
        ("2026-12-06", "2026-10-25", "2026-10-25T23:00"),  # the deadline's own day has 25 hours
        ("2027-01-24", "2026-12-13", "2026-12-13T23:00"),  # across the year's end
        ("2028-04-11", "2028-02-29", "2028-02-29T23:00"),  # a leap day
    ],
)
def test_days_around_a_clock_change_keep_their_midnight(election_day, closes_on, closes_at):
    day = dt.date.fromisoformat(election_day)

    assert last_day(day).isoformat() == closes_on
    assert closing_instant(day) == dt.datetime.fromisoformat(closes_at).replace(tzinfo=dt.UTC)


@given(st.dates(dt.date(1996, 1, 1), dt.date(2037, 12, 31)))
def test_the_deadline_is_a_local_midnight_and_keeps_the_weekday(election_day):
    local = closing_instant(election_day).astimezone(zoneinfo.ZoneInfo("Europe/Brussels"))

    assert local.time() == dt.time()
    assert (local - dt.timedelta(hours=1)).date().weekday() == election_day.weekday()
    assert (election_day - local.date()).days == 41


@given(st.dates(dt.date(1996, 1, 1), dt.date(2037, 12, 31)))
def test_a_day_lasts_23_24_or_25_hours(day):
    length = end_of_day(day) - end_of_day(day - dt.timedelta(days=1))

    assert length in {dt.timedelta(hours=hours) for hours in (23, 24, 25)}


def test_days_left_count_the_last_day_as_zero():
    last = dt.date(2026, 12, 13)

    assert [days_left(last, last - dt.timedelta(days=left)) for left in (14, 1, 0, -1)] == [14, 1, 0, -1]
