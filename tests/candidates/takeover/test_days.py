"""Dates to the month or the year never become more time than the file says."""

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from candidates.europass.dates import PartialDate, Period, parse_date
from candidates.takeover.days import assumed_days, may_have_ended, shortest_days

TODAY = dt.date(2026, 11, 22)


def period(start: str, end: str, *, is_current: bool | None = None) -> Period:
    return Period(parse_date(start), parse_date(end), is_current)


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2013", "2016", "2013-12-31", "2016-01-01"),
        ("2013-02", "2016-08", "2013-02-28", "2016-08-01"),
        ("2013-02-03", "2016-08-04", "2013-02-03", "2016-08-04"),
        ("2013", "2013", "2013-01-01", "2013-01-01"),
        ("2013-05", "2013-05", "2013-05-01", "2013-05-01"),
        ("2013", "2013-08", "2013-08-01", "2013-08-01"),
        ("2013-05-20", "2013", "2013-05-20", "2013-05-20"),
        ("2026", "", "2026-11-22", None),
        ("2027", "", "2027-01-01", None),
        ("", "2016", None, "2016-01-01"),
        ("2016", "2013", "2016-12-31", "2013-01-01"),
    ],
)
def test_the_shortest_time_that_the_words_can_mean(start, end, first, last):
    found = shortest_days(period(start, end), TODAY)

    assert [day and day.isoformat() for day in found] == [first, last]


@pytest.mark.parametrize(
    ("start", "end", "is_current", "assumed", "may_end"),
    [
        ("2013", "2016-08-31", False, ("started_on",), False),
        ("2013-01-01", "2016-08", False, ("ended_on",), False),
        ("2013", "", True, ("started_on",), False),
        ("2013-01-01", "", None, ("ended_on",), True),
        ("2013-01-01", "", False, ("ended_on",), True),
        ("", "", None, (), False),
    ],
)
def test_what_is_assumed_is_asked(start, end, is_current, assumed, may_end):
    said = period(start, end, is_current=is_current)

    assert (assumed_days(said), may_have_ended(said)) == (assumed, may_end)


def partial_dates() -> st.SearchStrategy[tuple[dt.date, PartialDate]]:
    """A day, and what a file may write of it."""
    days = st.dates(dt.date(1980, 1, 1), TODAY)
    return st.tuples(days, st.integers(1, 3)).map(
        lambda drawn: (drawn[0], PartialDate(*(drawn[0].year, drawn[0].month, drawn[0].day)[: drawn[1]]))
    )


@given(partial_dates(), partial_dates())
def test_nobody_gets_a_day_more_than_was_worked(start, end):
    (began, said_start), (ended, said_end) = start, end
    assume(began <= ended)

    first, last = shortest_days(Period(said_start, said_end, is_current=False), TODAY)

    assert first <= last
    assert last - first <= ended - began
    assert said_start.first_day <= first <= said_start.last_day
    assert said_end.first_day <= last <= said_end.last_day
