import datetime as dt

import pytest
from django.utils import timezone

from candidates import services
from candidates.facets import cv
from candidates.facets.facet import facets_for
from candidates.facts import stating
from candidates.models import Candidate
from tests.factories.accounts import UserFactory
from tests.factories.candidates import (
    CandidateFactory,
    CountryExperienceFactory,
    EmployerFactory,
    EmploymentFactory,
    ObservationExperienceFactory,
)

pytestmark = pytest.mark.django_db


def names(people) -> list[str]:
    return sorted(people.values_list("first_name", flat=True))


@pytest.fixture
def ann():
    return CandidateFactory(first_name="Ann")


@pytest.fixture
def bea():
    return CandidateFactory(first_name="Bea")


def everybody():
    return Candidate.objects.all()


def having_observed(role: str, at_least: int):
    observed = next(facet for facet in facets_for(UserFactory(staff=True)) if facet.name == "observed")
    return observed.narrow(everybody(), {"observed_as": role, "observed": at_least})


def test_a_country_is_known_by_stay_work_or_mission(ann, bea):
    cara = CandidateFactory(first_name="Cara")
    CountryExperienceFactory(candidate=ann, country="GE")
    EmploymentFactory(candidate=bea, country="GE")
    ObservationExperienceFactory(candidate=cara, country="GE")
    ObservationExperienceFactory(candidate=cara, country="GE")
    EmploymentFactory(country="BE")
    services.rebuild_search()

    assert names(everybody().filter(stating(cv.with_experience_of(["GE"])))) == ["Ann", "Bea", "Cara"]
    assert names(everybody().filter(stating(cv.with_experience_of([])))) == []


def test_elections_observed_are_counted_by_role(ann, bea):
    for role in ("sto", "sto", "lto"):
        ObservationExperienceFactory(candidate=ann, role=role)
    ObservationExperienceFactory(candidate=bea, role="lto")
    services.rebuild_search()

    assert names(having_observed("sto", 2)) == ["Ann"]
    assert names(having_observed("lto", 1)) == ["Ann", "Bea"]
    assert names(having_observed("lto", 2)) == []
    assert names(having_observed("", 3)) == ["Ann"]


def test_who_is_internal_is_told_by_the_employer_of_today(ann, bea):
    today = timezone.localdate()
    EmployerFactory(candidate=ann, kind="fps_fa", started_on=None, ended_on=today)
    EmployerFactory(candidate=bea, kind="customs", started_on=today)
    left = CandidateFactory(first_name="Left")
    EmployerFactory(candidate=left, kind="fps_fa", ended_on=today - dt.timedelta(days=1))
    services.rebuild_search()

    assert names(cv.with_affiliation(everybody(), "ministry")) == ["Ann"]
    assert names(cv.with_affiliation(everybody(), "federal")) == ["Ann", "Bea"]
    assert names(cv.with_affiliation(everybody(), "external")) == ["Left"]
