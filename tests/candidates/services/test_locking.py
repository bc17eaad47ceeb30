"""A file that was erased, or merged away, in the same instant takes nothing more."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from candidates import services
from candidates.enums import DocumentKind
from candidates.models import AlikePair, Candidate, EuropassImport, Skill
from elearning.models import Certificate
from elearning.services import ask_certificate_again
from osce_portal.audit.models import AuditEntry
from osce_portal.common.errors import FileGone
from osce_portal.mail.models import QueuedMail
from osce_portal.privacy.models import LegalHold
from osce_portal.privacy.services import place_hold
from selection.assessment.services import declare_conflict, mark_motivation
from selection.candidacies.errors import CallClosed
from selection.candidacies.models import Candidacy
from selection.candidacies.services import (
    attach_certificate,
    log_late_attempt,
    save_draft,
    screen_candidacy,
    send_certificate,
    start_candidacy,
    submit_candidacy,
    withdraw_candidacy,
)
from selection.delegation.services import cannot_go, override_candidacy, propose_succession
from selection.nominations.travel import save_details
from tests import samples
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import (
    CandidateFactory,
    DocumentFactory,
    LanguageSkillFactory,
    PoolMembershipFactory,
)
from tests.factories.files import StoredFileFactory
from tests.factories.missions import CallFactory

pytestmark = pytest.mark.django_db
LISTED = {
    "selor_reference": "AFG27001", "listed_on": dt.date(2027, 3, 1), "valid_until": dt.date(2029, 3, 1),
}  # fmt: skip
PAPER = {"kind": DocumentKind.OTHER, "title": "A paper"}

WRITES = {
    "add a line": lambda file, user: services.add_entry(file, Skill, actor=user, name="Driving"),
    "change a line": lambda file, user: services.update_entry(
        file.languages.get(), actor=user, language="de"
    ),
    "delete a line": lambda file, user: services.delete_entry(file.languages.get(), actor=user),
    "add a paper": lambda file, user: services.add_document(
        file, **PAPER, file=StoredFileFactory(), actor=user
    ),
    "replace a paper": lambda file, user: services.replace_document(
        file.documents.get(), title="Newer", file=StoredFileFactory(), actor=user
    ),
    "delete a paper": lambda file, user: services.delete_document(file.documents.get(), actor=user),
    "keep a Europass CV": lambda file, user: services.keep_europass(
        file, name="cv.xml", content=b"<CV/>", actor=user
    ),
    "change the identity": lambda file, user: services.update_identity(file, actor=user, city="Namur"),
    "confirm": lambda file, user: services.confirm_file(file, actor=user),
    "discard a Europass CV": lambda file, user: services.discard_europass(file, actor=user),
    "take nothing over": lambda file, user: services.take_over(file, [], {}, actor=user),
    "put on the list of the pool": lambda file, user: services.add_membership(
        file, actor=UserFactory(staff=True), **LISTED
    ),
    "change a place in the pool": lambda file, user: services.update_membership(
        file.pool_memberships.get(), actor=UserFactory(staff=True), trained_on=LISTED["listed_on"]
    ),
    "send the link": lambda file, user: services.send_claim_link(file, actor=UserFactory(staff=True)),
    "tell apart": lambda file, user: services.tell_apart(
        AlikePair.objects.get(), actor=UserFactory(staff=True), because="Twins."
    ),
    "start a candidacy": lambda file, user: start_candidacy(file, CallFactory(open=True), actor=user),
    "save a draft": lambda file, user: save_draft(
        file.candidacies.get(),
        motivation="I was born there.",
        available=True,
        code_of_conduct=True,
        actor=user,
    ),
    "send a certificate": lambda file, user: send_certificate(
        file.candidacies.get(), file=StoredFileFactory(), completed_on=timezone.localdate(), actor=user
    ),
    "attach a certificate": lambda file, user: attach_certificate(
        file.candidacies.get(), file.certificates.get(), actor=user
    ),
    "hand a candidacy in": lambda file, user: submit_candidacy(file.candidacies.get(), actor=user),
    "withdraw a candidacy": lambda file, user: withdraw_candidacy(file.candidacies.get(), actor=user),
    "ask for a certificate again": lambda file, user: ask_certificate_again(
        file.certificates.get(), reason="It cannot be read.", actor=UserFactory(staff=True)
    ),
    "screen": lambda file, user: screen_candidacy(file.candidacies.get(), eligible=True, actor=None),
    "note a late attempt": lambda file, user: log_late_attempt(
        file, CallClosed(file.candidacies.get().call, at=timezone.now()), actor=user
    ),
    "mark a motivation": lambda file, user: mark_motivation(
        file.candidacies.get(), level=None, comment="Good.", actor=UserFactory(staff=True)
    ),
    "declare a conflict": lambda file, user: declare_conflict(
        file, officer=UserFactory(staff=True), reason="We are cousins."
    ),
    "lock in": lambda file, user: override_candidacy(
        file.candidacies.get(), lock="in", reason="Speaks the language.", actor=UserFactory(staff=True)
    ),
    "note that somebody cannot go": lambda file, user: cannot_go(
        file.candidacies.get(), note="Told us by telephone.", actor=UserFactory(staff=True)
    ),
    "propose for a free place": lambda file, user: propose_succession(
        file.candidacies.get(), actor=UserFactory(staff=True)
    ),
    "keep travel details": lambda file, user: save_details(
        file.candidacies.get(), actor=user, emergency_name="Anna"
    ),
    "place a hold": lambda file, user: place_hold(file, reason="Review.", actor=UserFactory(staff=True)),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_nothing_is_written_into_a_file_that_was_erased_meanwhile(write):
    candidate = CandidateFactory(registered=True)
    LanguageSkillFactory(candidate=candidate)
    DocumentFactory(candidate=candidate)
    PoolMembershipFactory(candidate=candidate)
    CandidacyFactory(candidate=candidate, ready=True)
    other = CandidateFactory()
    AlikePair.objects.create(first=candidate, second=other, likenesses="name", noted_at=timezone.now())
    Candidate.objects.filter(pk=candidate.pk).update(anonymised_at=timezone.now())

    with pytest.raises(FileGone):
        write(candidate, candidate.user)

    assert (candidate.languages.count(), candidate.documents.count()) == (1, 1)
    assert (Certificate.objects.count(), Candidacy.objects.get().status) == (1, "draft")
    written = (Skill, EuropassImport, LegalHold, QueuedMail, AuditEntry)
    assert not any(model.objects.exists() for model in written)


def test_to_a_page_the_file_is_not_there(client):
    candidate = CandidateFactory(registered=True)
    Candidate.objects.filter(pk=candidate.pk).update(anonymised_at=timezone.now())
    client.force_login(candidate.user)

    assert client.post(reverse("candidates:confirm")).status_code == 404


@pytest.mark.parametrize("page", ["edit", "certificate", "withdraw"])
def test_to_the_pages_of_a_candidacy_the_file_is_not_there(client, page):
    stage = {"ready": True} if page == "edit" else {"received": True}
    candidacy = CandidacyFactory(**stage)
    Certificate.objects.update(status="asked_again")
    Candidate.objects.update(anonymised_at=timezone.now())
    client.force_login(candidacy.candidate.user)
    typed = {
        "certificate_file": SimpleUploadedFile("certificate.pdf", samples.pdf()),
        "completed_on": timezone.localdate().isoformat(),
    }

    answer = client.post(reverse(f"candidacies:{page}", args=[candidacy.public_id]), typed)

    assert answer.status_code == 404
