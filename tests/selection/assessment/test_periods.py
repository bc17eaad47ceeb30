"""Months of service: overlaps once, whole calendar months whole, order without effect."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selection.assessment.periods import (
    Period,
    count_months,
    merge_periods,
    months_added,
    period_until,
    whole_months,
)

D = dt.date
days = st.dates(D(1990, 1, 1), D(2027, 12, 31))
periods = st.builds(lambda a, b: Period(min(a, b), max(a, b)), days, days)


def add_months(first, months):
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return D(year, month + 1, 1)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], 0),
        ([Period(D(2025, 1, 1), D(2025, 6, 30))], 6),
        ([Period(D(2025, 2, 1), D(2025, 2, 28))], 1),
        ([Period(D(2025, 1, 1), D(2025, 5, 31))], 5),
        ([Period(D(2025, 1, 1), D(2025, 4, 30)), Period(D(2025, 3, 1), D(2025, 6, 30))], 6),
        ([Period(D(2025, 1, 1), D(2025, 3, 31)), Period(D(2026, 1, 1), D(2026, 3, 31))], 6),
        ([Period(D(2020, 1, 1), D(2025, 12, 31))], 72),
        ([Period(D(2020, 1, 1), D(2025, 12, 1))], 71),
    ],
)
def test_count_months_counts_calendar_months_once(spans, expected):
    assert count_months(spans) == expected


@given(st.dates(D(1990, 1, 1), D(2020, 1, 1)), st.integers(1, 200))
@settings(derandomize=True, deadline=None)
def test_any_number_of_whole_calendar_months_counts_as_that_many(day, months):
    first = day.replace(day=1)
    last = add_months(first, months) - dt.timedelta(days=1)

    assert months <= count_months([Period(first, last)]) <= months + 1


@given(st.integers(0, 20000), st.integers(0, 40))
@settings(derandomize=True, deadline=None)
def test_more_days_are_never_fewer_months_and_the_grace_is_three_days(total, more):
    assert whole_months(total) <= whole_months(total + more)
    assert whole_months(total) * 365 <= (total + 3) * 12


@given(st.lists(periods, max_size=6))
@settings(derandomize=True, deadline=None)
def test_merging_keeps_every_day_exactly_once(spans):
    plain = {span.first + dt.timedelta(days=n) for span in spans for n in range(span.days)}

    merged = merge_periods(spans)

    assert sum(span.days for span in merged) == len(plain)
    assert merged == merge_periods(merged) == merge_periods(reversed(spans))


@given(st.lists(periods, max_size=5))
@settings(derandomize=True, deadline=None)
def test_what_each_period_adds_sums_up_to_the_whole_and_is_never_negative(spans):
    added = months_added(spans)

    assert sum(added) == count_months(spans)
    assert all(months >= 0 for months in added)


def test_a_period_ends_at_the_latest_on_the_day_asked_for():
    on = D(2026, 9, 27)

    assert period_until(D(2026, 1, 1), None, on) == Period(D(2026, 1, 1), on)
    assert period_until(D(2026, 1, 1), D(2027, 1, 1), on) == Period(D(2026, 1, 1), on)
    assert period_until(D(2026, 9, 28), None, on) is None
    assert period_until(None, D(2020, 1, 1), on) is None
