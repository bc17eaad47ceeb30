"""When the steps of a call are due, by arithmetic alone."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missions.chain import STEPS, ChainDates, Light, due_dates, light_of
from missions.enums import MilestoneKind
from osce_portal.settings.base import MILESTONE_DAYS_FROM_CLOSING, MILESTONE_DAYS_FROM_ELECTION

DAYS = {"from_election": MILESTONE_DAYS_FROM_ELECTION, "from_closing": MILESTONE_DAYS_FROM_CLOSING}
DATES = st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31))


def due(**dates: str) -> dict[str, str]:
    given_dates = {name: dt.date.fromisoformat(day) for name, day in dates.items()}
    return {step: day.isoformat() for step, day in due_dates(ChainDates(**given_dates), **DAYS).items()}


def test_the_steps_are_those_of_the_table_in_their_order():
    assert list(MilestoneKind.values) == list(STEPS)


def test_an_elections_chain_counts_from_election_day():
    assert due(closes_on="2027-03-28", election_day="2027-05-09") == {
        "deadline": "2027-03-28", "screening": "2027-04-02", "selection": "2027-04-06",
        "nomination": "2027-04-09", "accreditation": "2027-04-25", "deployment": "2027-05-04",
        "report": "2027-06-08",
    }  # fmt: skip


def test_other_chains_count_from_the_closing_date_and_reach_the_osce_by_its_own():
    chain = due(closes_on="2027-03-01", named_by="2027-03-10", starts_on="2027-09-01")

    assert (chain["screening"], chain["selection"], chain["nomination"]) == (
        "2027-03-08", "2027-03-10", "2027-03-10"
    )  # fmt: skip
    assert (chain["deployment"], chain["report"]) == ("2027-09-01", "2027-09-01")


def test_at_short_notice_no_step_falls_before_the_deadline():
    chain = due(closes_on="2027-04-20", election_day="2027-05-09")

    assert [chain[step] for step in STEPS[:4]] == ["2027-04-20"] * 4
    assert chain["deployment"] == "2027-05-04"


@given(DATES, st.none() | DATES, st.none() | DATES, st.none() | DATES)
def test_whatever_is_known_each_step_follows_the_one_before(closes_on, election_day, named_by, starts_on):
    chain = due_dates(ChainDates(closes_on, election_day, named_by, starts_on), **DAYS)

    assert list(chain) == list(STEPS)
    assert chain["deadline"] == closes_on
    assert sorted(chain.values()) == list(chain.values())


@pytest.mark.parametrize(
    ("days", "light"),
    [(-1, Light.RED), (0, Light.AMBER), (7, Light.AMBER), (8, Light.GREEN)],
)
def test_the_light_is_red_once_the_day_is_past_and_amber_a_week_before(days, light):
    assert light_of(days, amber_days=7) == light
