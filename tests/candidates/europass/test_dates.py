"""Dates as they are written in CVs."""

import datetime as dt

import pytest

from candidates.europass.dates import PartialDate, parse_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2002", PartialDate(2002)),
        ("2002-8", PartialDate(2002, 8)),
        ("2002-08-01", PartialDate(2002, 8, 1)),
        ("2018-03-01T00:00:00", PartialDate(2018, 3, 1)),
        ("2018-03-01T23:30:00.000-05:00", PartialDate(2018, 3, 1)),
        ("2018-03-01Z", PartialDate(2018, 3, 1)),
        ("2002+02:00", PartialDate(2002)),
        ("2021-02-31", None),
        ("2021-13", None),
        ("0000", None),
        ("1066", None),
        ("spring 2002", None),
        ("٢٠٠٢", None),
        ("", None),
    ],
)
def test_a_date_keeps_its_precision_and_never_shifts(text, date):
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("date", "first", "last", "written"),
    [
        (PartialDate(2020), dt.date(2020, 1, 1), dt.date(2020, 12, 31), "2020"),
        (PartialDate(2020, 2), dt.date(2020, 2, 1), dt.date(2020, 2, 29), "2020-02"),
        (PartialDate(2020, 2, 3), dt.date(2020, 2, 3), dt.date(2020, 2, 3), "2020-02-03"),
    ],
)
def test_a_date_spans_the_days_that_it_can_mean(date, first, last, written):
    assert (date.first_day, date.last_day, str(date)) == (first, last, written)
