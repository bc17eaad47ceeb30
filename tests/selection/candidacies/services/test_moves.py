"""One writer of the status: the table tests itself."""

import pytest

from osce_portal.audit.models import AuditEntry
from selection.candidacies.enums import NEVER_RECEIVED, TRANSITIONS, CandidacyStatus
from selection.candidacies.errors import IllegalTransition
from selection.candidacies.models import Candidacy, Transition
from selection.candidacies.services import move_candidacies, move_candidacy
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory

pytestmark = pytest.mark.django_db
EVERY_STEP = [(source, target) for source in CandidacyStatus for target in CandidacyStatus]


def candidacy_in(status: CandidacyStatus) -> Candidacy:
    return CandidacyFactory(status=status, received=status not in NEVER_RECEIVED)


@pytest.mark.parametrize(("source", "target"), EVERY_STEP)
def test_move_candidacy_obeys_the_table(source, target):
    candidacy = candidacy_in(source)
    facts = {}
    if source in NEVER_RECEIVED:
        closes_at = candidacy.call.closes_at
        facts = {"received_at": candidacy.started_at, "closes_at": closes_at}

    if target in TRANSITIONS[source]:
        move_candidacy(candidacy, target, actor=None, **facts)
        assert Candidacy.objects.get().status == target
    else:
        with pytest.raises(IllegalTransition):
            move_candidacy(candidacy, target, actor=None, **facts)
        assert Candidacy.objects.get().status == source


def test_a_move_leaves_a_transition_and_an_audit_entry():
    officer = UserFactory(staff=True)
    candidacy = candidacy_in(CandidacyStatus.SUBMITTED)

    move_candidacy(candidacy, CandidacyStatus.INELIGIBLE, actor=officer, reason="No certificate.")

    step = candidacy.transitions.get()
    assert (step.source, step.target, step.reason) == ("submitted", "ineligible", "No certificate.")
    assert step.actor == officer
    entry = AuditEntry.objects.get(action="candidacy.ineligible")
    assert entry.subject_ref == candidacy.candidate.public_id
    assert entry.value_rows.get().values["reason"] == "No certificate."


def test_a_refused_move_leaves_nothing():
    candidacy = candidacy_in(CandidacyStatus.DRAFT)
    with pytest.raises(IllegalTransition):
        move_candidacy(candidacy, CandidacyStatus.ELIGIBLE, actor=None)
    assert not candidacy.transitions.exists()
    assert not AuditEntry.objects.exists()


def test_a_move_counts_the_version_up():
    candidacy = candidacy_in(CandidacyStatus.SUBMITTED)
    assert move_candidacy(candidacy, CandidacyStatus.ELIGIBLE, actor=None).version == 1


def test_several_move_together_each_with_a_step_and_an_entry_of_its_own(django_assert_num_queries):
    officer = UserFactory(staff=True)
    moving = [candidacy_in(CandidacyStatus.ELIGIBLE) for _ in range(3)]
    moving.append(candidacy_in(CandidacyStatus.RESERVE))

    with django_assert_num_queries(
        9
    ):  # lock, update, steps, entries, values, twice the clock, and a savepoint's two
        moved = move_candidacies(moving, CandidacyStatus.SELECTED, actor=officer, reason="Chosen.")

    rows = Candidacy.objects.order_by("pk")
    assert moved == 4
    assert {(one.status, one.version) for one in rows} == {(CandidacyStatus.SELECTED, 1)}
    steps = Transition.objects.order_by("candidacy_id")
    assert [(step.candidacy_id, step.actor, step.reason) for step in steps] == [
        (one.pk, officer, "Chosen.") for one in moving
    ]
    assert [step.source for step in steps] == ["eligible"] * 3 + ["reserve"]
    entries = AuditEntry.objects.filter(action="candidacy.selected").order_by("id")
    assert [entry.subject_ref for entry in entries] == [one.candidate.public_id for one in moving]


def test_where_one_may_not_move_none_does():
    eligible, received = candidacy_in(CandidacyStatus.ELIGIBLE), candidacy_in(CandidacyStatus.SUBMITTED)

    with pytest.raises(IllegalTransition):
        move_candidacies([eligible, received], CandidacyStatus.SELECTED, actor=None)

    assert {one.status for one in Candidacy.objects.all()} == {"eligible", "submitted"}
    assert not Transition.objects.exists()


def test_what_was_erased_meanwhile_cannot_move():
    candidacy = candidacy_in(CandidacyStatus.DRAFT)
    Candidacy.objects.all().delete()

    with pytest.raises(Candidacy.DoesNotExist):
        move_candidacy(candidacy, CandidacyStatus.LAPSED, actor=None)
    assert move_candidacies([], CandidacyStatus.LAPSED, actor=None) == 0
