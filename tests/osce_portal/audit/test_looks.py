"""What a person is told of looks at the own file."""

import pytest
from django.utils import timezone

from osce_portal.audit.enums import Function, Task
from osce_portal.audit.models import Look
from osce_portal.audit.services import Act, record, record_each
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.missions import CallFactory

pytestmark = pytest.mark.django_db


def desk():
    return UserFactory(staff=True, groups=["desk_officer"])


def test_a_look_keeps_the_function_of_that_moment():
    candidacy, officer = CandidacyFactory(), desk()
    record("candidacy.seen", candidacy, actor=officer, subject=candidacy.candidate)
    officer.groups.clear()

    look = Look.objects.get()
    assert (look.function, look.task, look.call) == (
        str(Function.DESK_OFFICER.label),
        Task.CANDIDACY,
        candidacy.call,
    )
    assert look.subject_ref == candidacy.candidate.public_id


def test_what_an_auditor_looks_at_is_supervision_wherever_it_falls():
    candidacy, auditor = CandidacyFactory(), UserFactory(staff=True, groups=["auditor"])
    record("candidacy.seen", candidacy, actor=auditor, subject=candidacy.candidate, task=Task.SELECTION)
    assert Look.objects.get().task == Task.AUDIT


def test_an_act_that_is_no_look_is_not_told_as_one():
    candidacy = CandidacyFactory()
    record("candidacy.saved", candidacy, actor=desk(), subject=candidacy.candidate)
    record("selection.seen", candidacy.call, actor=desk())
    assert not Look.objects.exists()


@pytest.mark.parametrize("task", [Task.ASSESSMENT, Task.SELECTION])
@pytest.mark.parametrize("end", ["decided_at", "cancelled_at"])
def test_looks_of_assessment_and_selection_are_told_once_the_call_is_over(task, end):
    candidacy = CandidacyFactory(call=CallFactory(closed=True))
    record("candidacy.seen", candidacy, actor=desk(), subject=candidacy.candidate, task=task)
    assert not Look.objects.told().exists()

    setattr(candidacy.call, end, timezone.now())
    candidacy.call.save()

    assert Look.objects.told().get().call == candidacy.call


@pytest.mark.parametrize("task", [Task.REGISTER, Task.CANDIDACY, Task.NOMINATION, Task.MAIL])
def test_other_looks_are_told_at_once(task):
    candidacy = CandidacyFactory()
    record("candidacy.seen", candidacy, actor=desk(), subject=candidacy.candidate, task=task)
    assert Look.objects.told().exists()


@pytest.mark.parametrize("people", [1, 30])
def test_looks_at_thirty_people_cost_as_many_queries_as_at_one(people, django_assert_num_queries):
    shown, officer = CandidacyFactory.create_batch(people), desk()
    with django_assert_num_queries(5):  # clock, roles, entries, values, looks
        record_each("candidacy.seen", [Act(one, one.candidate) for one in shown], actor=officer)
    assert Look.objects.count() == people
