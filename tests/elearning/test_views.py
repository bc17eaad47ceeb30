"""The certificate's file: for its person, and for staff, whose look is recorded."""

import pytest
from django.urls import reverse

from osce_portal.audit.models import AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.elearning import CertificateFactory

pytestmark = pytest.mark.django_db


def fetch(client, certificate, user):
    client.force_login(user)
    return client.get(reverse("elearning:certificate-file", args=[certificate.public_id]))


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_the_person_gets_the_own_file_as_a_download(client):
    certificate = CertificateFactory(file__bytes=b"%PDF-1.4 mine")
    answer = fetch(client, certificate, certificate.candidate.user)
    assert body(answer) == b"%PDF-1.4 mine"
    assert answer["Content-Disposition"] == 'attachment; filename="certificate.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"
    assert not AuditEntry.objects.filter(action="certificate.seen").exists()


@pytest.mark.parametrize("group", ["desk_officer", "decider", "auditor"])
def test_staff_get_it_and_their_look_is_recorded(client, group):
    certificate = CertificateFactory()
    answer = fetch(client, certificate, UserFactory(staff=True, groups=[group]))
    body(answer)
    assert answer.status_code == 200
    entry = AuditEntry.objects.get(action="certificate.seen")
    assert entry.subject_ref == certificate.candidate.public_id


@pytest.mark.parametrize(
    "stranger",
    [
        lambda: CandidateFactory().user,
        lambda: UserFactory(staff=True, groups=["budget_officer"]),
        lambda: UserFactory(staff=True),
        lambda: UserFactory(groups=["desk_officer"]),
    ],
    ids=["candidate", "budget officer", "staff without role", "role without staff"],
)
def test_for_everybody_else_it_does_not_exist(client, stranger):
    assert fetch(client, CertificateFactory(), stranger()).status_code == 404


def test_whoever_is_not_signed_in_is_asked_to(client):
    answer = client.get(reverse("elearning:certificate-file", args=[CertificateFactory().public_id]))
    assert answer.status_code == 302


@pytest.mark.parametrize("name", ['a".pdf', "é😀.pdf"])
def test_no_name_breaks_the_header(client, name):
    certificate = CertificateFactory(file__name=name)
    answer = fetch(client, certificate, certificate.candidate.user)
    body(answer)
    assert "\n" not in answer["Content-Disposition"]
