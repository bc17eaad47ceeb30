"""One writer of the status: the table tests itself."""

import pytest

from osce_portal.audit.models import AuditEntry
from selection.candidacies.enums import NEVER_RECEIVED, TRANSITIONS, CandidacyStatus
from selection.candidacies.errors import IllegalTransition
from selection.candidacies.models import Candidacy
from selection.candidacies.services import move_candidacy
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
