"""The database answers as the model does: one predicate, in two languages."""

import datetime as dt

import pytest
from django.utils import timezone

from missions.calendar.kinds import KINDS
from missions.calendar.listing import keys_for, load_rows
from missions.calendar.wish import Wish, rows_for
from missions.enums import CallStatus, MissionFormat, MissionStage
from missions.models import Call, Mission
from tests.factories.missions import CallFactory, MissionFactory, days_from_today

pytestmark = pytest.mark.django_db

TRAITS = ["open", "due", "closed", "awaited", "unpublished"]


def moments() -> list[dt.datetime | None]:
    now = timezone.now()
    return [None, now - dt.timedelta(hours=1), now + dt.timedelta(hours=1)]


@pytest.mark.parametrize("trait", TRAITS)
def test_a_call_of_each_trait_is_what_the_trait_says(trait):
    call = CallFactory(**{trait: True})

    expected = {"due": "closed", "unpublished": "awaited"}.get(trait, trait)
    assert call.status_at(timezone.now()) == expected


def test_every_combination_of_instants_is_open_for_the_model_exactly_if_it_is_for_the_database():
    mission = MissionFactory()
    for number, (published, opens, closes, closed, cancelled, decided) in enumerate(combinations()):
        CallFactory(
            mission=mission, role=f"r{number}", closes_on=days_from_today(0), closes_at=closes,
            published_at=published, opens_at=opens if closes else None, closed_at=closed,
            cancelled_at=cancelled, decided_at=decided,
        )  # fmt: skip
    now = timezone.now()
    calls = list(Call.objects.all())
    found = {status: set(Call.objects.in_status(status)) for status in CallStatus}
    open_ones = set(Call.objects.open().values_list("pk", flat=True))

    assert len(calls) == 3**3 * 2**3
    assert {call.pk for call in calls if call.is_open(now)} == open_ones
    assert len(open_ones) == 2  # published, opened, not closed: decided or not
    assert found == {status: {c for c in calls if c.status_at(now) == status} for status in CallStatus}


def combinations():
    for published in moments():
        for opens in moments():
            for closes in moments():
                for closed in moments()[:2]:
                    for cancelled in moments()[:2]:
                        for decided in moments()[:2]:
                            yield published, opens, closes, closed, cancelled, decided


@pytest.mark.parametrize("status", CallStatus.values)
def test_missions_are_found_by_the_status_that_their_page_shows(status):
    for trait in TRAITS:
        CallFactory(**{trait: True})
    for mission_format in (MissionFormat.EOM, MissionFormat.EET, MissionFormat.UNKNOWN):
        for stage in (MissionStage.EXPECTED, MissionStage.CANCELLED):
            for past in (True, False):
                MissionFactory(format=mission_format, stage=stage, past=past)
    for second in (-1, 0):
        MissionFactory(past=True, second_round_on=days_from_today(second))
    today, now = timezone.localdate(), timezone.now()

    def shown(mission: Mission) -> str:
        calls = mission.published_calls
        return calls[0].status_at(now) if calls else mission.status_without_call(today)

    expected = {mission.pk for mission in Mission.objects.for_calendar() if shown(mission) == status}
    found = rows_for(KINDS["mission"], Wish(status=status), today)
    assert {mission.pk for mission in found} == expected


def test_upcoming_missions_come_soonest_first_and_those_without_any_date_last():
    without = MissionFactory(without_day=True)
    late = MissionFactory(election_day=days_from_today(300))
    in_month = MissionFactory(in_a_month=True)
    soon = MissionFactory(election_day=days_from_today(0))
    MissionFactory(past=True)

    assert listed(past=False) == [soon, in_month, late, without]


def test_past_missions_come_latest_first():
    old = MissionFactory(election_day=days_from_today(-90))
    recent = MissionFactory(election_day=days_from_today(-1))
    MissionFactory(election_day=days_from_today(0))

    assert listed(past=True) == [recent, old]


def test_a_mission_stands_on_the_day_of_its_second_round_once_the_first_is_over():
    voting_today = MissionFactory(election_day=days_from_today(0), second_round_on=days_from_today(14))
    second_ahead = MissionFactory(election_day=days_from_today(-4), second_round_on=days_from_today(10))
    between = MissionFactory(election_day=days_from_today(5))
    second_today = MissionFactory(election_day=days_from_today(-14), second_round_on=days_from_today(0))
    later = MissionFactory(election_day=days_from_today(11), second_round_on=days_from_today(25))
    second_over = MissionFactory(election_day=days_from_today(-90), second_round_on=days_from_today(-1))
    past = MissionFactory(election_day=days_from_today(-2))

    assert listed(past=False) == [voting_today, second_today, between, second_ahead, later]
    assert listed(past=True) == [second_over, past]
    today = timezone.localdate()
    assert [row.stands_on(today) for row in (voting_today, second_ahead, past)] == [
        today, days_from_today(10), days_from_today(-2),
    ]  # fmt: skip


def test_a_mission_is_to_come_until_the_last_day_of_its_vote():
    voting = MissionFactory(election_day=days_from_today(-2), voting_ends_on=days_from_today(0))
    over = MissionFactory(election_day=days_from_today(-3), voting_ends_on=days_from_today(-1))

    assert (listed(past=False), listed(past=True)) == ([voting], [over])
    today = timezone.localdate()
    assert voting.status_without_call(today) == CallStatus.AWAITED
    assert over.status_without_call(today) == CallStatus.CLOSED


def listed(*, past: bool) -> list[Mission]:
    return load_rows(keys_for(Wish(), timezone.localdate(), past=past))
