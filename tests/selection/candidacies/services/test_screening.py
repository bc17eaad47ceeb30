"""Screening: a person decides, after the deadline, with a reason."""

import pytest
from django.utils import timezone

from missions.services import place_milestones
from osce_portal.common.errors import OwnFile
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.errors import (
    CallStillOpen,
    IllegalTransition,
    OwnCall,
    ReasonMissing,
    ScreeningDecided,
)
from selection.candidacies.models import Candidacy
from selection.candidacies.services import screen_candidacy
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return UserFactory(staff=True, groups=["desk_officer"])


@pytest.mark.parametrize(
    ("eligible", "status"), [(True, CandidacyStatus.ELIGIBLE), (False, CandidacyStatus.INELIGIBLE)]
)
def test_a_screening_has_a_person_a_date_and_a_reason(officer, eligible, status):
    candidacy = CandidacyFactory(received=True, call__closed=True)
    screening = screen_candidacy(candidacy, eligible=eligible, reason="Read twice.", actor=officer)
    assert (screening.screened_by, screening.reason) == (officer, "Read twice.")
    assert Candidacy.objects.get().status == status


def test_not_eligible_needs_a_reason(officer):
    with pytest.raises(ReasonMissing):
        screen_candidacy(
            CandidacyFactory(received=True, call__closed=True), eligible=False, reason=" ", actor=officer
        )


def test_nobody_screens_while_the_call_is_open(officer):
    with pytest.raises(CallStillOpen):
        screen_candidacy(CandidacyFactory(received=True), eligible=True, actor=officer)


def test_nobody_screens_the_own_candidacy(officer):
    own = CandidacyFactory(received=True, call__closed=True, candidate__user=officer)
    with pytest.raises(OwnFile):
        screen_candidacy(own, eligible=True, actor=officer)


def test_nobody_screens_a_rival_for_the_own_call(officer):
    own = CandidacyFactory(received=True, call__closed=True, candidate__user=officer)
    rival = CandidacyFactory(received=True, call=own.call)
    with pytest.raises(OwnCall):
        screen_candidacy(rival, eligible=False, reason="No.", actor=officer)
    assert not rival.screenings.exists()


def test_a_decided_candidacy_is_not_screened_again(officer):
    candidacy = CandidacyFactory(received=True, call__closed=True, status=CandidacyStatus.SELECTED)
    with pytest.raises(IllegalTransition):
        screen_candidacy(candidacy, eligible=False, reason="No.", actor=officer)
    assert not candidacy.screenings.exists()


def test_nobody_is_screened_once_the_selection_is_approved(officer):
    candidacy = CandidacyFactory(
        received=True,
        call__closed=True,
        call__decided_at=timezone.now(),
        status=CandidacyStatus.INELIGIBLE,
    )
    with pytest.raises(ScreeningDecided):
        screen_candidacy(candidacy, eligible=True, actor=officer)
    assert Candidacy.objects.get().status == CandidacyStatus.INELIGIBLE


def test_the_last_one_screened_ticks_the_step_off_the_chain_of_dates(officer):
    first = CandidacyFactory(received=True, call__closed=True)
    second = CandidacyFactory(received=True, call=first.call)
    CandidacyFactory(received=True, call__closed=True)  # of another call
    place_milestones(first.call)
    step = first.call.milestones.get(kind="screening")

    screen_candidacy(first, eligible=True, actor=officer)
    step.refresh_from_db()
    assert step.done_at is None
    screen_candidacy(second, eligible=False, reason="No.", actor=officer)
    step.refresh_from_db()
    assert (step.by_act, step.done_by) == (True, officer)
