"""The certificate of a candidacy: sent and attached in one act, or not at all."""

import pytest
from django.utils import timezone

from elearning.models import Certificate
from osce_portal.audit.models import AuditEntry
from selection.candidacies.errors import CertificateNotFitting, NotADraft
from selection.candidacies.services import attach_certificate, send_certificate
from tests.factories.candidacies import CandidacyFactory
from tests.factories.elearning import CertificateFactory
from tests.factories.files import StoredFileFactory

pytestmark = pytest.mark.django_db


def send(candidacy, file):
    return send_certificate(candidacy, file=file, completed_on=timezone.localdate(), actor=None)


def test_a_file_becomes_the_certificate_of_a_draft():
    file = StoredFileFactory()
    assert send(CandidacyFactory(), file).certificate.file == file


def test_what_comes_after_the_candidacy_was_handed_in_leaves_nothing_behind_and_replaces_nothing():
    candidacy = CandidacyFactory(received=True)
    with pytest.raises(NotADraft):
        send(candidacy, StoredFileFactory())
    certificate = Certificate.objects.get()
    assert (certificate, certificate.status) == (candidacy.certificate, "received")
    assert not AuditEntry.objects.filter(action="certificate.added").exists()


def test_a_certificate_serves_again_after_another_took_its_place():
    draft, first, second = CandidacyFactory(), StoredFileFactory(), StoredFileFactory()
    sent = [send(draft, file).certificate for file in (first, second, first)]
    assert sent[0] == sent[2] != sent[1]
    draft.refresh_from_db()
    assert (draft.certificate, draft.certificate.status) == (sent[0], "received")


def test_a_certificate_of_another_mission_or_person_cannot_be_attached():
    candidacy = CandidacyFactory()
    others = [
        CertificateFactory(candidate=candidacy.candidate),
        CertificateFactory(mission=candidacy.call.mission),
    ]
    for other in others:
        with pytest.raises(CertificateNotFitting):
            attach_certificate(candidacy, other, actor=None)


def test_after_the_deadline_a_certificate_is_taken_only_if_it_was_asked_again():
    candidacy = CandidacyFactory(received=True, call__closed=True)
    newer = CertificateFactory(candidate=candidacy.candidate, mission=candidacy.call.mission)
    with pytest.raises(NotADraft):
        attach_certificate(candidacy, newer, actor=None)
    candidacy.certificate.status = "asked_again"
    candidacy.certificate.save()
    assert attach_certificate(candidacy, newer, actor=None).certificate == newer
