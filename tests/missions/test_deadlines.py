"""The six-week deadline, against a table made without our code and without a time zone database."""

import datetime as dt
import os
import subprocess
import sys
import zoneinfo
from pathlib import Path

import pytest
from dateutil.easter import easter as easter_by_another
from hypothesis import given
from hypothesis import strategies as st

from missions.deadlines import (
    DayOff,
    DeadlineRule,
    SixthWeek,
    VotingDay,
    days_left,
    easter,
    end_of_day,
    is_working_day,
    last_day,
    legal_holidays,
)
from tests.missions import deadline_table

BRUSSELS = zoneinfo.ZoneInfo("Europe/Brussels")
ROOT = Path(__file__).parents[2]
RULES = [
    DeadlineRule(sixth_week, day_off, voting_day)
    for sixth_week in SixthWeek
    for day_off in DayOff
    for voting_day in VotingDay
]
PROGRAM = """
import datetime as dt, sys, time
from missions.deadlines import end_of_day, last_day
assert "django" not in sys.modules
print("election_day,last_day,closes_at")
for number in range(1096):
    day = dt.date(2026, 1, 1) + dt.timedelta(days=number)
    print(day.isoformat(), last_day(day).isoformat(), end_of_day(last_day(day)).isoformat(), sep=",")
print(time.strftime("%z", time.localtime(1_800_000_000)), file=sys.stderr)
"""


def test_the_table_is_what_whole_numbers_give():
    assert deadline_table.FILE.read_text() == deadline_table.table()


@pytest.mark.parametrize(
    ("zone", "offset"),
    [("UTC", "+0000"), ("Europe/Brussels", "+0100"), ("Asia/Tokyo", "+0900"), ("Pacific/Honolulu", "-1000")],
)
def test_on_servers_anywhere_each_election_day_of_three_years_closes_as_in_the_table(zone, offset):
    environment = {**os.environ, "TZ": zone}

    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert run.stderr.strip() == offset  # the server really stands there
    assert run.stdout == deadline_table.FILE.read_text()


@pytest.mark.parametrize(
    ("election_day", "closes_on", "closes_at"),
    [
        pytest.param("2026-11-08", "2026-09-27", "2026-09-27T22:00", id="winter vote, summer deadline"),
        pytest.param("2027-04-25", "2027-03-14", "2027-03-14T23:00", id="summer vote, winter deadline"),
        pytest.param("2027-05-09", "2027-03-28", "2027-03-28T22:00", id="last day of 23 hours"),
        pytest.param("2027-05-08", "2027-03-27", "2027-03-27T23:00", id="the night before the hour is lost"),
        pytest.param("2026-12-06", "2026-10-25", "2026-10-25T23:00", id="last day of 25 hours"),
        pytest.param("2026-12-05", "2026-10-24", "2026-10-24T22:00", id="the night before the hour is won"),
        pytest.param("2027-01-24", "2026-12-13", "2026-12-13T23:00", id="across the year's end"),
        pytest.param("2028-04-11", "2028-02-29", "2028-02-29T23:00", id="a leap day"),
    ],
)
def test_days_around_a_clock_change_keep_their_midnight(election_day, closes_on, closes_at):
    day = dt.date.fromisoformat(election_day)

    assert last_day(day).isoformat() == closes_on
    assert end_of_day(last_day(day)) == dt.datetime.fromisoformat(closes_at).replace(tzinfo=dt.UTC)


DATES = st.dates(dt.date(1996, 1, 1), dt.date(2037, 12, 31))


@given(DATES, st.sampled_from(RULES), st.integers(0, 3))
def test_under_every_rule_the_deadline_is_a_midnight_of_brussels_and_no_other_hour(day, rule, lasts):
    ends_on = day + dt.timedelta(days=lasts)
    closes_on = last_day(day, voting_ends_on=ends_on, rule=rule)
    local = end_of_day(last_day(day, voting_ends_on=ends_on, rule=rule)).astimezone(BRUSSELS)

    assert (local.hour, local.minute, local.second, local.microsecond) == (0, 0, 0, 0)
    assert local.date() == closes_on + dt.timedelta(days=1)  # half-open: this midnight is too late itself


@given(DATES, DATES, st.sampled_from(RULES))
def test_a_later_election_never_closes_earlier(one, other, rule):
    earlier, later = sorted([one, other])

    assert end_of_day(last_day(earlier, rule=rule)) <= end_of_day(last_day(later, rule=rule))


@given(DATES)
def test_by_todays_rule_each_election_day_has_a_deadline_of_its_own_on_its_own_weekday(day):
    assert end_of_day(last_day(day)) < end_of_day(last_day(day + dt.timedelta(days=1)))
    assert last_day(day).weekday() == day.weekday()
    assert (day - last_day(day)).days == 42


@given(DATES)
def test_a_day_lasts_23_24_or_25_hours(day):
    length = end_of_day(day) - end_of_day(day - dt.timedelta(days=1))

    assert length in {dt.timedelta(hours=hours) for hours in (23, 24, 25)}


@pytest.mark.parametrize(
    ("rule", "closes_on"),
    [
        (DeadlineRule(), "2027-03-28"),  # Easter Sunday, and its Monday is a holiday
        (DeadlineRule(day_off=DayOff.NEXT), "2027-03-30"),
        (DeadlineRule(day_off=DayOff.PREVIOUS), "2027-03-26"),
        (DeadlineRule(sixth_week=SixthWeek.START), "2027-03-27"),
        (DeadlineRule(SixthWeek.START, DayOff.NEXT), "2027-03-30"),
        (DeadlineRule(voting_day=VotingDay.LAST), "2027-03-29"),
    ],
)
def test_each_other_answer_moves_the_last_day_as_it_says(rule, closes_on):
    monday = dt.date(2027, 5, 10)

    assert last_day(dt.date(2027, 5, 9), voting_ends_on=monday, rule=rule).isoformat() == closes_on


def test_belgium_has_ten_legal_holidays_and_easter_is_where_others_compute_it():
    assert sorted(day.isoformat() for day in legal_holidays(2027)) == [
        "2027-01-01", "2027-03-29", "2027-05-01", "2027-05-06", "2027-05-17",
        "2027-07-21", "2027-08-15", "2027-11-01", "2027-11-11", "2027-12-25",
    ]  # fmt: skip
    assert [year for year in range(1900, 2200) if easter(year) != easter_by_another(year)] == []
    assert [is_working_day(dt.date(2027, 3, day)) for day in (26, 27, 28, 29, 30)] == [
        True, False, False, False, True
    ]  # fmt: skip


def test_days_left_count_the_last_day_as_zero():
    last = dt.date(2026, 12, 13)

    assert [days_left(last, last - dt.timedelta(days=left)) for left in (14, 1, 0, -1)] == [14, 1, 0, -1]
