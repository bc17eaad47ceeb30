"""One certificate for two calls of a mission, STO and LTO: what one candidacy does leaves the other whole."""

import pytest
from django.utils import timezone

from elearning.models import Certificate
from osce_portal.audit.models import AuditEntry
from osce_portal.common.enums import Role
from selection.candidacies.services import send_certificate, withdraw_candidacy
from tests.factories.candidacies import CandidacyFactory
from tests.factories.files import StoredFileFactory
from tests.factories.missions import CallFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in():
    return CandidacyFactory(received=True)


def sister_of(candidacy, **fields):
    """A draft for the mission's other call, with the same certificate."""
    call = CallFactory(mission=candidacy.call.mission, role=Role.LTO)
    facts = {"certificate": candidacy.certificate} | fields
    return CandidacyFactory(candidate=candidacy.candidate, call=call, **facts)


def send(candidacy, file=None):
    day = timezone.localdate()
    return send_certificate(candidacy, file=file or StoredFileFactory(), completed_on=day, actor=None)


def test_withdrawing_the_draft_leaves_the_certificate_of_the_other_bound(handed_in):
    withdraw_candidacy(sister_of(handed_in), actor=None)
    assert Certificate.objects.get().released_at is None
    assert not AuditEntry.objects.filter(action="certificate.released").exists()


def test_withdrawing_the_last_one_frees_it(handed_in):
    draft = sister_of(handed_in)
    withdraw_candidacy(handed_in, actor=None)
    assert Certificate.objects.get().released_at is None
    withdraw_candidacy(draft, actor=None)
    assert Certificate.objects.get().released_at is not None


@pytest.mark.parametrize("ended", ["lapsed", "mission_changed"])
def test_what_has_ended_holds_no_certificate(handed_in, ended):
    sister_of(handed_in, status=ended)
    withdraw_candidacy(handed_in, actor=None)
    assert Certificate.objects.get().released_at is not None


def test_a_file_sent_for_the_draft_does_not_replace_what_was_handed_in(handed_in):
    draft = send(sister_of(handed_in, certificate=None))
    certificate = Certificate.objects.get()
    assert draft.certificate == handed_in.certificate == certificate
    assert certificate.status == "received"


def test_an_accepted_certificate_serves_the_draft_whatever_is_sent():
    draft = CandidacyFactory(with_certificate=True, certificate__accepted=True)
    sister = send(sister_of(draft, certificate=None))
    assert sister.certificate == draft.certificate == Certificate.objects.get()


def test_where_nothing_was_handed_in_both_drafts_hold_the_newer_certificate():
    first = CandidacyFactory(with_certificate=True)
    second = send(sister_of(first))
    first.refresh_from_db()
    assert first.certificate == second.certificate
    assert Certificate.objects.filter(status="replaced").count() == 1


def test_a_certificate_asked_again_is_answered_for_both(handed_in):
    draft = sister_of(handed_in)
    Certificate.objects.update(status="asked_again", reason="Blurred.")
    newer = send(draft).certificate
    handed_in.refresh_from_db()
    assert (handed_in.certificate, newer.status) == (newer, "received")


def test_another_persons_draft_is_left_alone(handed_in):
    other = CandidacyFactory(call=handed_in.call, with_certificate=True)
    send(sister_of(handed_in, certificate=None))
    other.refresh_from_db()
    assert other.certificate.status == "received"
