"""Points of a whole call: computed from frozen dossiers, kept with their working, the same on any day."""

import pytest
import time_machine

from osce_portal.audit.models import AuditEntry
from selection.assessment.errors import NoDossier, PointsDecided
from selection.assessment.models import Assessment, CallRubric, Level
from selection.assessment.rubrics import choose_rubric, choose_rubrics_of_published_calls
from selection.assessment.services import (
    assess_call,
    assess_candidacy,
    assess_closed_calls,
    mark_motivation,
)
from selection.candidacies.enums import CandidacyStatus
from tests.factories.assessment import closed_call, decide, officer, received
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import EmploymentFactory, ObservationExperienceFactory

pytestmark = pytest.mark.django_db
FIRST_TIME, AGAIN = 18, 18  # queries, savepoints and the log among them


def level(code):
    return Level.objects.select_related("criterion").get(criterion__code="motivation", code=code)


def test_assess_call_computes_what_stands_and_only_that():
    call = closed_call()
    standing = received(call)
    received(call, status=CandidacyStatus.WITHDRAWN)
    CandidacyFactory(call=call, status=CandidacyStatus.LAPSED)
    received(closed_call())

    assert assess_call(call, actor=officer()) == 1
    assessment = Assessment.objects.get()
    assert assessment.candidacy == standing
    # 16 one mission, 10 an observer course, 6 English C1, 10 eleven years of law; no stay in the region
    assert (assessment.total_tenths, assessment.experience_tenths) == (420, 160)
    assert not assessment.is_complete
    entry = AuditEntry.objects.get(action="candidacy.assessed")
    assert (entry.object_ref, entry.subject_ref) == (standing.public_id, standing.candidate.public_id)


def test_points_come_from_the_dossier_and_not_from_what_was_changed_since():
    call = closed_call()
    candidacy = received(call)
    for _ in range(3):
        ObservationExperienceFactory(candidate=candidacy.candidate)
        EmploymentFactory(candidate=candidacy.candidate, crisis_environment=True)

    assert assess_candidacy(candidacy, actor=None).total_tenths == 420


def test_points_are_the_same_ten_years_later():
    call = closed_call()
    candidacy = received(call)
    assess_call(call, actor=None)
    before = Assessment.objects.get(candidacy=candidacy)

    with time_machine.travel("2040-01-01"):
        assess_call(call, actor=None)

    after = Assessment.objects.get(candidacy=candidacy)
    assert (after.total_tenths, after.working) == (before.total_tenths, before.working)


def test_computing_again_keeps_the_mark_a_person_gave():
    call = closed_call()
    candidacy = received(call)
    mark_motivation(candidacy, level=level("mission_specific"), comment="clear", actor=officer())

    assess_call(call, actor=None)

    assessment = Assessment.objects.get()
    assert (assessment.total_tenths, assessment.comment, assessment.is_complete) == (480, "clear", True)


@pytest.mark.parametrize("candidacies", [1, 3])
def test_the_number_of_queries_does_not_depend_on_the_number_of_candidacies(
    candidacies, django_assert_num_queries
):
    call = closed_call()
    for _ in range(candidacies):
        received(call)
    choose_rubric(call)

    with django_assert_num_queries(FIRST_TIME):
        assert assess_call(call, actor=None) == candidacies
    with django_assert_num_queries(AGAIN):
        assert assess_call(call, actor=None) == candidacies


def test_a_candidacy_without_a_dossier_has_no_points():
    candidacy = CandidacyFactory(received=True, call=closed_call())

    with pytest.raises(NoDossier):
        assess_candidacy(candidacy, actor=None)
    assert not Assessment.objects.exists()


def test_a_call_keeps_the_grid_it_was_given_and_freezes_it():
    call = closed_call()
    rubric = choose_rubric(call)
    rubric.refresh_from_db()

    assert rubric.frozen_at is not None
    assert rubric.code == "sto"
    rubric.pk, rubric.version, rubric.public_id = None, 2, "another"
    rubric.save()
    assert choose_rubric(call).version == 1
    assert choose_rubric(closed_call()).version == 2


def test_the_night_chooses_grids_for_published_calls_and_computes_points_of_closed_ones():
    call = closed_call()
    received(call)
    unpublished = closed_call(unpublished=True)

    assert choose_rubrics_of_published_calls() == 1
    assert not CallRubric.objects.filter(call=unpublished).exists()
    assert assess_closed_calls() == 1
    assert (choose_rubrics_of_published_calls(), assess_closed_calls()) == (0, 0)


def test_nothing_is_computed_once_the_selection_is_approved():
    call = closed_call()
    candidacy = received(call)
    decide(call)

    with pytest.raises(PointsDecided):
        assess_call(call, actor=officer())
    with pytest.raises(PointsDecided):
        assess_candidacy(candidacy, actor=officer())
    assert assess_closed_calls() == 0
    assert not Assessment.objects.exists()
