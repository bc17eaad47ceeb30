import datetime as dt

import pytest

from candidates.affiliation import crisis_affiliation, observer_affiliation
from candidates.enums import FEDERAL_SERVICES, EmployerKind
from osce_portal.common.enums import Affiliation
from tests.factories.candidates import CandidateFactory, EmployerFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 6, 1)
BEFORE, AFTER = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)


@pytest.mark.parametrize("kind", EmployerKind)
def test_only_the_fps_fa_is_internal_for_observers_and_any_federal_service_for_crisis_missions(kind):
    candidate = EmployerFactory(kind=kind).candidate

    internal = observer_affiliation(candidate, DAY) == Affiliation.INTERNAL
    assert internal == (kind == EmployerKind.FPS_FOREIGN_AFFAIRS)
    assert (crisis_affiliation(candidate, DAY) == Affiliation.INTERNAL) == (kind in FEDERAL_SERVICES)


@pytest.mark.parametrize(
    ("started_on", "ended_on", "affiliation"),
    [
        (None, None, Affiliation.INTERNAL),
        (DAY, None, Affiliation.INTERNAL),
        (AFTER, None, Affiliation.EXTERNAL),
        (BEFORE, AFTER, Affiliation.INTERNAL),
        (BEFORE, DAY, Affiliation.INTERNAL),
        (None, BEFORE, Affiliation.EXTERNAL),
    ],
)
def test_only_a_current_employer_counts(started_on, ended_on, affiliation):
    employer = EmployerFactory(
        kind=EmployerKind.FPS_FOREIGN_AFFAIRS, started_on=started_on, ended_on=ended_on
    )

    assert observer_affiliation(employer.candidate, DAY) == affiliation


def test_one_internal_employer_among_several_is_enough():
    candidate = EmployerFactory(kind=EmployerKind.OTHER).candidate
    EmployerFactory(candidate=candidate, kind=EmployerKind.FPS_FOREIGN_AFFAIRS)

    assert observer_affiliation(candidate, DAY) == Affiliation.INTERNAL


def test_nobody_without_an_employer_is_internal():
    assert crisis_affiliation(CandidateFactory(), DAY) == Affiliation.EXTERNAL
