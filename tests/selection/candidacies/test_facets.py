import datetime as dt

import pytest

from candidates.models import Candidate, Unavailability
from candidates.services import rebuild_search
from selection.candidacies import facets
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import (
    CandidateFactory,
    CountryExperienceFactory,
    ObservationExperienceFactory,
)
from tests.factories.missions import CallFactory, ParticipatingStateFactory, VacancyCallFactory

pytestmark = pytest.mark.django_db
ELECTION_DAY = dt.date(2027, 5, 30)


def names(people) -> list[str]:
    return sorted(people.values_list("first_name", flat=True))


def everybody():
    return Candidate.objects.all()


@pytest.fixture
def ann():
    return CandidateFactory(first_name="Ann")


def sent_to(person, status: str, role: str = "sto"):
    """A candidacy of somebody sent to an election of ``ELECTION_DAY``."""
    call = CallFactory(closed=True, role=role)
    call.mission.election_day = ELECTION_DAY
    call.mission.save()
    received = call.closes_at - dt.timedelta(days=1)
    return CandidacyFactory(
        candidate=person, call=call, status=status, received_at=received, closes_at=call.closes_at
    )


def test_a_region_is_known_by_one_of_its_countries(ann):
    ParticipatingStateFactory(iso2="KG", region="Central Asia")
    CountryExperienceFactory(candidate=ann, country="KG")
    rebuild_search()

    assert names(facets.in_region(everybody(), "Central Asia")) == ["Ann"]
    assert names(facets.in_region(everybody(), "South Caucasus")) == []


@pytest.mark.parametrize(
    ("first", "last", "is_free"),
    [
        (dt.date(2027, 3, 1), dt.date(2027, 3, 9), True),
        (dt.date(2027, 3, 1), dt.date(2027, 3, 10), False),
        (dt.date(2027, 3, 12), dt.date(2027, 3, 12), False),
        (dt.date(2027, 3, 20), dt.date(2027, 4, 1), False),
        (dt.date(2027, 3, 21), dt.date(2027, 4, 1), True),
    ],
)
def test_nobody_is_free_on_a_day_of_absence(ann, first, last, is_free):
    Unavailability.objects.create(
        candidate=ann, started_on=dt.date(2027, 3, 10), ended_on=dt.date(2027, 3, 20)
    )

    assert names(facets.free_between(everybody(), first, last)) == ["Ann"] * is_free


@pytest.mark.parametrize(("role", "before", "after"), [("sto", 6, 4), ("lto", 46, 9), ("core_team", 53, 15)])
def test_nobody_is_free_while_on_mission(ann, role, before, after):
    """Long-term observers and the core team are there weeks before, and leave later."""
    sent_to(ann, "deployed", role)

    days = [ELECTION_DAY + dt.timedelta(days=number) for number in (-before - 1, -before, after, after + 1)]
    assert [names(facets.free_between(everybody(), day, day)) for day in days] == [["Ann"], [], [], ["Ann"]]


@pytest.mark.parametrize(
    ("status", "is_free"), [("nominated", True), ("deployed", False), ("completed", True)]
)
def test_nobody_is_free_while_at_a_post_without_an_election(ann, status, is_free):
    """A secondment has no election day: the person is away until the return is noted."""
    call = VacancyCallFactory(closed=True)
    received = call.closes_at - dt.timedelta(days=1)
    CandidacyFactory(candidate=ann, call=call, status=status, received_at=received, closes_at=call.closes_at)

    day = ELECTION_DAY + dt.timedelta(days=200)
    assert names(facets.free_between(everybody(), day, day)) == ["Ann"] * is_free


def test_the_last_mission_for_belgium_is_told_by_cv_and_portal(ann):
    bea, cara = CandidateFactory(first_name="Bea"), CandidateFactory(first_name="Cara")
    ObservationExperienceFactory(candidate=ann, year=2019)
    ObservationExperienceFactory(candidate=bea, year=2019)
    sent_to(bea, "completed")
    ObservationExperienceFactory(candidate=cara, year=2024, for_belgium=False)
    rebuild_search()

    assert names(facets.sent(everybody(), "never", None)) == ["Cara"]
    assert names(facets.sent(everybody(), "since", 2020)) == ["Bea"]
    assert names(facets.sent(everybody(), "before", 2020)) == ["Ann"]
    assert names(facets.sent(everybody(), "since", None)) == ["Ann", "Bea"]
