import pytest

from osce_portal.audit.models import AuditEntry
from selection.assessment.errors import ConflictDeclared
from selection.assessment.models import ConflictOfInterest
from selection.candidacies.enums import CandidacyStatus
from selection.delegation import errors
from selection.delegation.enums import LockKind
from selection.delegation.models import Override
from selection.delegation.services import lift_override, override_candidacy, propose_delegation, swap
from tests.factories.delegation import compared, officer, selection_call

pytestmark = pytest.mark.django_db


def test_who_is_locked_in_takes_a_place_and_who_is_locked_out_does_not():
    call = selection_call(places=1)
    best, middle, last = (compared(call, points) for points in (800, 700, 600))
    override_candidacy(best, lock=LockKind.OUT, reason="On another mission.", actor=officer())
    override_candidacy(last, lock=LockKind.IN, reason="Speaks Kyrgyz.", actor=officer())

    run = propose_delegation(call, actor=officer())

    assert run.result["team"] == [last.public_id]
    assert run.result["reserve"] == [middle.public_id]


def test_a_lifted_decision_no_longer_counts_and_stays_in_the_history():
    call = selection_call(places=1)
    best = compared(call, 800)
    compared(call, 700)
    override = override_candidacy(best, lock=LockKind.OUT, reason="On another mission.", actor=officer())
    lift_override(override, actor=officer())

    run = propose_delegation(call, actor=officer())

    assert run.result["team"] == [best.public_id]
    assert Override.objects.filter(candidacy=best, lifted_at__isnull=False).count() == 1
    with pytest.raises(errors.OverrideLifted):
        lift_override(override, actor=officer())


def test_a_decision_needs_a_reason_and_stands_alone():
    candidacy = compared(selection_call(), 600)
    with pytest.raises(errors.ReasonNeeded):
        override_candidacy(candidacy, lock=LockKind.IN, reason="  ", actor=officer())
    override_candidacy(candidacy, lock=LockKind.IN, reason="Speaks Kyrgyz.", actor=officer())
    with pytest.raises(errors.OverrideInForce):
        override_candidacy(candidacy, lock=LockKind.OUT, reason="Rather not.", actor=officer())


@pytest.mark.parametrize("status", [CandidacyStatus.WITHDRAWN, CandidacyStatus.NOMINATED])
def test_only_who_takes_part_in_the_selection_can_be_decided_on(status):
    candidacy = compared(selection_call(), 600, status=status)
    with pytest.raises(errors.NotComparable):
        override_candidacy(candidacy, lock=LockKind.IN, reason="Speaks Kyrgyz.", actor=officer())


@pytest.mark.parametrize("lock", [LockKind.IN, LockKind.OUT])
def test_who_has_no_points_yet_is_not_decided_on_for_no_run_would_see_it(lock):
    candidacy = compared(selection_call(), 600)
    candidacy.assessments.all().delete()

    with pytest.raises(errors.NotComparable):
        override_candidacy(candidacy, lock=lock, reason="Speaks Kyrgyz.", actor=officer())


def test_a_declared_conflict_of_interest_keeps_the_officer_away():
    candidacy, actor = compared(selection_call(), 600), officer()
    ConflictOfInterest.objects.create(officer=actor, candidate=candidacy.candidate, reason="A cousin.")

    with pytest.raises(ConflictDeclared):
        override_candidacy(candidacy, lock=LockKind.IN, reason="Speaks Kyrgyz.", actor=actor)


def test_an_exchange_locks_one_out_one_in_and_computes_again():
    call = selection_call(places=1)
    best, other = compared(call, 800), compared(call, 700)
    propose_delegation(call, actor=officer())

    run = swap(best, other, reason="Speaks Kyrgyz.", actor=officer())

    assert run.result["team"] == [other.public_id]
    assert AuditEntry.objects.filter(action="selection.overridden").count() == 2


def test_an_exchange_replaces_earlier_decisions_on_the_two():
    call = selection_call(places=1)
    best, other = compared(call, 800), compared(call, 700)
    propose_delegation(call, actor=officer())
    swap(best, other, reason="Speaks Kyrgyz.", actor=officer())

    run = swap(other, best, reason="No longer available.", actor=officer())

    assert run.result["team"] == [best.public_id]


def test_an_exchange_takes_one_out_of_the_team_and_brings_in_somebody_who_is_not_in_it():
    call = selection_call(places=2)
    best, second, other = compared(call, 800), compared(call, 700), compared(call, 600)
    with pytest.raises(errors.NotAnExchange):
        swap(best, other, reason="No team is computed yet.", actor=officer())
    propose_delegation(call, actor=officer())

    for out, into in ((best, second), (other, best)):
        with pytest.raises(errors.NotAnExchange):
            swap(out, into, reason="Speaks Kyrgyz.", actor=officer())
    assert not Override.objects.exists()


def test_an_exchange_needs_two_people_of_one_call():
    candidacy, stranger = compared(selection_call(), 600), compared(selection_call(), 600)
    for into in (candidacy, stranger):
        with pytest.raises(errors.SamePerson):
            swap(candidacy, into, reason="Why not.", actor=officer())
