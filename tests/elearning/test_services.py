"""Certificates: for one person and one mission, checked by a person."""

import datetime as dt

import pytest
from django.utils import timezone

from elearning.enums import CHECKS, CertificateStatus
from elearning.errors import (
    CertificateNotAccepted,
    CertificateSeenBefore,
    CompletedInFuture,
    IllegalCertificateMove,
    ReasonMissing,
)
from elearning.models import Certificate
from elearning.services import (
    accept_certificate,
    add_certificate,
    ask_certificate_again,
    refuse_certificate,
    release_certificate,
)
from osce_portal.audit.models import AuditEntry
from osce_portal.common.errors import OwnFile
from osce_portal.mail.models import QueuedMail
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.elearning import CertificateFactory
from tests.factories.files import StoredFileFactory
from tests.factories.missions import MissionFactory

pytestmark = pytest.mark.django_db
S = CertificateStatus


@pytest.fixture
def officer():
    return UserFactory(staff=True, groups=["desk_officer"])


def add(candidate, mission, file, **options):
    day = options.pop("completed_on", timezone.localdate())
    return add_certificate(candidate, mission, file=file, completed_on=day, actor=candidate.user, **options)


def same_bytes(certificate):
    with certificate.file.content.open() as file:
        return StoredFileFactory(bytes=file.read())


def test_the_course_cannot_have_been_completed_tomorrow():
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(CompletedInFuture):
        add(CandidateFactory(), MissionFactory(), StoredFileFactory(), completed_on=tomorrow)


def test_the_same_file_for_another_mission_is_refused_and_taken_with_a_reason():
    first = CertificateFactory()
    copy, mission = same_bytes(first), MissionFactory()
    with pytest.raises(CertificateSeenBefore):
        add(first.candidate, mission, copy)
    second = add(first.candidate, mission, copy, reuse_reason="The course was the same week.")
    assert (second.is_reused, second.reuse_reason) == (True, "The course was the same week.")


def test_the_same_file_from_another_person_is_refused_also_when_it_was_freed():
    first = CertificateFactory()
    release_certificate(first, actor=None)
    with pytest.raises(CertificateSeenBefore):
        add(CandidateFactory(), first.mission, same_bytes(first))


def test_a_released_certificate_may_serve_another_mission():
    first = CertificateFactory()
    release_certificate(first, actor=None)
    assert not add(first.candidate, MissionFactory(), same_bytes(first)).is_reused


@pytest.mark.parametrize(("reason", "is_reused"), [("", False), ("It is another person's.", True)])
def test_a_file_sent_for_the_wrong_mission_is_free_once_another_took_its_place(reason, is_reused):
    first = CertificateFactory(status=S.REPLACED, reason=reason)
    why = {"reuse_reason": "By mistake."}
    assert add(first.candidate, MissionFactory(), same_bytes(first), **why).is_reused is is_reused


@pytest.mark.parametrize("stage", ["cancelled", "downgraded"])
def test_the_certificate_of_a_mission_that_came_to_nothing_is_free(stage):
    first = CertificateFactory(mission__stage=stage)
    assert not add(first.candidate, MissionFactory(), same_bytes(first)).is_reused


def test_sending_the_same_file_again_gives_the_same_certificate():
    first = CertificateFactory()
    again = add(first.candidate, first.mission, same_bytes(first))
    assert (again, again.completed_on) == (first, timezone.localdate())


def test_a_file_that_did_not_do_cannot_be_sent_again_for_the_same_mission():
    first = CertificateFactory(refused=True)
    with pytest.raises(CertificateNotAccepted):
        add(first.candidate, first.mission, same_bytes(first))


@pytest.mark.parametrize("turned_down", ["refused", "asked_again"])
def test_a_file_that_did_not_do_is_not_taken_again_after_another_one(turned_down):
    first = CertificateFactory(**{turned_down: True})
    add(first.candidate, first.mission, StoredFileFactory())
    with pytest.raises(CertificateNotAccepted):
        add(first.candidate, first.mission, same_bytes(first))


def test_a_file_that_was_only_replaced_takes_its_place_again():
    first = CertificateFactory()
    second = add(first.candidate, first.mission, StoredFileFactory())
    again = add(first.candidate, first.mission, same_bytes(first))
    second.refresh_from_db()
    assert again == first
    assert (again.status, second.status) == (S.RECEIVED, S.REPLACED)
    assert again.uploaded_at > second.uploaded_at


def test_a_newer_certificate_takes_the_place_of_the_earlier_one():
    first = CertificateFactory(asked_again=True)
    add(first.candidate, first.mission, StoredFileFactory())
    first.refresh_from_db()
    assert first.status == S.REPLACED
    entry = AuditEntry.objects.get(action="certificate.replaced")
    assert (entry.object_ref, entry.subject_ref) == (first.public_id, first.candidate.public_id)
    assert entry.value_rows.get().values["status"] == ["asked_again", "replaced"]


def test_an_accepted_certificate_keeps_its_place():
    first = CertificateFactory(accepted=True)
    add(first.candidate, first.mission, StoredFileFactory())
    first.refresh_from_db()
    assert first.status == S.ACCEPTED
    assert not AuditEntry.objects.filter(action="certificate.replaced").exists()


def ask_again(certificate, actor):
    return ask_certificate_again(certificate, reason="Blurred.", actor=actor)


def refuse(certificate, actor):
    return refuse_certificate(certificate, reason="Blurred.", actor=actor)


ACTS = {S.ACCEPTED: accept_certificate, S.ASKED_AGAIN: ask_again, S.REFUSED: refuse}


@pytest.mark.parametrize("target", ACTS)
@pytest.mark.parametrize("source", S)
def test_checking_obeys_the_table(officer, source, target):
    certificate = CertificateFactory(status=source)
    if target in CHECKS[source]:
        ACTS[target](certificate, actor=officer)
        assert Certificate.objects.get().status == target
        assert AuditEntry.objects.filter(action=f"certificate.{target}").count() == 1
    else:
        with pytest.raises(IllegalCertificateMove):
            ACTS[target](certificate, actor=officer)


@pytest.mark.parametrize("act", [ask_certificate_again, refuse_certificate])
def test_asking_again_and_refusing_need_a_reason_and_tell_the_candidate(officer, act):
    certificate = CertificateFactory(candidate__correspondence_language="nl")
    with pytest.raises(ReasonMissing):
        act(certificate, reason=" ", actor=officer)
    act(certificate, reason="The date cannot be read.", actor=officer)
    mail = QueuedMail.objects.get()
    assert (mail.language, "The date cannot be read." in mail.body) == ("nl", True)


def test_accepting_sends_no_mail(officer):
    accept_certificate(CertificateFactory(), actor=officer)
    assert not QueuedMail.objects.exists()


def test_nobody_checks_the_own_certificate(officer):
    with pytest.raises(OwnFile):
        accept_certificate(CertificateFactory(candidate__user=officer), actor=officer)
