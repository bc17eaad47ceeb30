"""The one page of a draft, tried as a new user would try it."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from elearning.models import Certificate
from elearning.services import ask_certificate_again
from missions.models import Call
from osce_portal.common.models import database_now
from osce_portal.files.models import StoredFile
from osce_portal.mail.models import QueuedMail
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy, LateAttempt
from selection.candidacies.services import lapse_drafts, withdraw_candidacy
from tests import samples
from tests.factories.assessment import officer
from tests.factories.candidacies import MOTIVATION, CandidacyFactory
from tests.factories.elearning import CertificateFactory
from tests.races import Wire, at_once

pytestmark = pytest.mark.django_db
PDF = samples.pdf()
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(400)


@pytest.fixture
def draft(client):
    candidacy = CandidacyFactory(candidate__user__language="en")
    client.force_login(candidacy.candidate.user)
    return candidacy


def answers(**changed) -> dict:
    full = {
        "completed_on": timezone.localdate().isoformat(),
        "certificate_file": SimpleUploadedFile("certificate.pdf", PDF),
        "available": "on",
        "motivation": MOTIVATION,
        "code_of_conduct": "on",
    }
    return {name: value for name, value in (full | changed).items() if value is not None}


def post(client, candidacy, **data):
    return client.post(reverse("candidacies:edit", args=[candidacy.public_id]), data, follow=True)


def test_one_page_and_one_button_hand_a_candidacy_in(client, draft):
    page = post(client, draft, submit="1", **answers())
    draft.refresh_from_db()
    assert draft.status == CandidacyStatus.SUBMITTED
    text = page.content.decode()
    assert draft.receipt_number in text
    assert "We have received your candidacy" in text
    assert f"{timezone.localtime(draft.received_at):%H:%M:%S}" in text
    assert "The last day is" in text


def test_a_second_mission_needs_four_answers_and_a_file(client, draft):
    """Certificate with its day, availability, code of conduct: the motivation stands there already."""
    fields = client.get(reverse("candidacies:edit", args=[draft.public_id])).context["form"]
    asked = [field.name for field in fields if not field.is_hidden]
    assert asked == ["certificate_file", "completed_on", "available", "motivation", "code_of_conduct"]


def test_saving_hands_nothing_in(client, draft):
    page = post(client, draft, save="1", motivation="Half a sentence")
    draft.refresh_from_db()
    assert (draft.status, draft.motivation) == (CandidacyStatus.DRAFT, "Half a sentence")
    assert "It is not handed in yet" in page.content.decode()


def test_without_a_file_the_page_names_what_is_missing(client, draft):
    page = post(client, draft, submit="1", **answers(certificate_file=None, completed_on=None))
    assert [item.code for item in page.context["missing"]] == ["certificate"]
    draft.refresh_from_db()
    assert (draft.status, draft.motivation) == (CandidacyStatus.DRAFT, MOTIVATION)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("x.pdf", b"", "0 bytes"),
        ("x.pdf", b"<html></html>", "PDF file or a picture"),
        ("x.exe", PDF, "PDF file or a picture"),
        ("x.pdf", PDF[:150], "damaged"),
        ("IMG_0001.HEIC", HEIC, "HEIC format"),
        ("IMG_0001.jpg", HEIC, "HEIC format"),
    ],
)
def test_a_file_that_will_not_do_is_explained_and_nothing_typed_is_lost(client, draft, name, data, message):
    sent = answers(certificate_file=SimpleUploadedFile(name, data))
    page = post(client, draft, submit="1", **sent)
    assert message in str(page.context["form"].errors["certificate_file"])
    assert MOTIVATION in page.content.decode()
    assert not StoredFile.objects.exists()
    draft.refresh_from_db()
    assert (draft.status, draft.motivation, draft.available) == (CandidacyStatus.DRAFT, MOTIVATION, True)


def test_a_file_that_is_too_large_is_explained(client, draft, settings):
    settings.UPLOAD_MAX_BYTES = 100
    page = post(client, draft, submit="1", **answers())
    assert "too large" in str(page.context["form"].errors["certificate_file"])


def test_a_mistake_in_another_field_does_not_lose_the_file(client, draft, private_files: Path):
    page = post(client, draft, submit="1", **answers(motivation="x" * 3001))
    assert "motivation" in page.context["form"].errors
    assert "certificate.pdf" in page.content.decode()

    post(client, draft, submit="1", **answers(certificate_file=None))
    draft.refresh_from_db()
    assert draft.status == CandidacyStatus.SUBMITTED
    assert Certificate.objects.count() == StoredFile.objects.count() == 1


def test_the_page_speaks_of_an_earlier_text_only_where_one_stands(client, draft):
    def help_text(candidacy):
        page = client.get(reverse("candidacies:edit", args=[candidacy.public_id]))
        return str(page.context["form"].fields["motivation"].help_text)

    assert help_text(draft) == "3,000 characters at most."
    post(client, draft, save="1", motivation=MOTIVATION)
    assert "last time" not in help_text(draft)
    assert "last time" in help_text(CandidacyFactory(candidate=draft.candidate, motivation=MOTIVATION))


def test_a_day_that_is_missing_does_not_lose_the_file(client, draft):
    page = post(client, draft, submit="1", **answers(completed_on=None))
    assert "on which day" in str(page.context["form"].errors["completed_on"])
    post(client, draft, submit="1", **answers(certificate_file=None))
    assert Candidacy.objects.get().status == CandidacyStatus.SUBMITTED


def test_a_day_in_the_future_is_refused(client, draft):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    page = post(client, draft, submit="1", **answers(completed_on=tomorrow.isoformat()))
    assert "future" in str(page.context["form"].errors["completed_on"])


def test_line_breaks_count_as_one_character(client, draft):
    text = "\r\n".join(["x"] * 1500)
    post(client, draft, submit="1", **answers(motivation=text))
    assert len(Candidacy.objects.get().motivation) == 2999


def test_the_same_file_for_another_mission_is_explained_and_taken_with_a_reason(client, draft):
    post(client, draft, submit="1", **answers())
    other = CandidacyFactory(candidate=draft.candidate)
    page = post(client, other, submit="1", **answers())
    assert "sent before" in str(page.context["form"].errors["reuse_reason"])
    assert not page.context["form"]["reuse_reason"].is_hidden

    again = answers(certificate_file=None, reuse_reason="The course was the same week.")
    post(client, other, submit="1", **again)
    other.refresh_from_db()
    assert (other.status, other.certificate.is_reused) == (CandidacyStatus.SUBMITTED, True)


def test_past_the_deadline_the_page_is_clear_the_attempt_noted_the_text_kept(client, draft):
    Call.objects.update(closes_at=database_now())
    page = post(client, draft, submit="1", **answers())
    assert "The deadline has passed" in page.content.decode()
    assert LateAttempt.objects.get().candidate == draft.candidate
    draft.refresh_from_db()
    assert (draft.status, draft.motivation) == (CandidacyStatus.DRAFT, MOTIVATION)


def test_too_late_the_text_is_kept_also_when_something_else_is_wrong(client, draft):
    Call.objects.update(closes_at=database_now())
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    post(client, draft, submit="1", **answers(completed_on=tomorrow.isoformat()))
    draft.refresh_from_db()
    assert draft.motivation == MOTIVATION


def test_the_page_says_when_the_draft_was_last_saved(client, draft):
    address = reverse("candidacies:edit", args=[draft.public_id])
    assert "Last saved" not in client.get(address).content.decode()
    page = post(client, draft, save="1", **answers()).content.decode()
    draft.refresh_from_db()
    assert f"{timezone.localtime(draft.saved_at):%H:%M:%S}" in page


def test_on_the_last_day_the_page_tells_the_servers_hour_and_what_is_left(client, draft):
    address = reverse("candidacies:edit", args=[draft.public_id])
    assert "were left" not in client.get(address).content.decode()
    Call.objects.update(closes_at=database_now() + dt.timedelta(hours=2, minutes=14, seconds=30))
    assert "2\xa0hours, 14\xa0minutes were left" in client.get(address).content.decode()


def test_a_page_left_open_over_the_night_is_late_too_and_its_text_kept(client, draft):
    Call.objects.update(closes_at=database_now())
    assert lapse_drafts() == 1
    page = post(client, draft, submit="1", **answers())
    assert "The deadline has passed" in page.content.decode()
    assert LateAttempt.objects.get().candidate == draft.candidate
    draft.refresh_from_db()
    assert (draft.status, draft.motivation) == (CandidacyStatus.LAPSED, MOTIVATION)


def test_a_lapsed_draft_is_handed_in_from_the_same_page_where_the_call_was_reopened(client, draft):
    deadline = draft.call.closes_at
    Call.objects.update(closes_at=database_now())
    lapse_drafts()
    Call.objects.update(closes_at=deadline)
    post(client, draft, submit="1", **answers())
    draft.refresh_from_db()
    assert draft.status == CandidacyStatus.SUBMITTED


def test_a_second_submission_shows_the_same_receipt(client, draft):
    post(client, draft, submit="1", **answers())
    number = Candidacy.objects.get().receipt_number
    page = post(client, draft, submit="1", **answers(motivation="Something else"))
    assert number in page.content.decode()
    assert Candidacy.objects.get().motivation == MOTIVATION
    assert QueuedMail.objects.count() == 1
    assert not LateAttempt.objects.exists()


def test_another_certificate_is_sent_only_if_it_was_asked(client):
    candidacy = CandidacyFactory(received=True, call__closed=True, candidate__user__language="en")
    client.force_login(candidacy.candidate.user)
    address = reverse("candidacies:certificate", args=[candidacy.public_id])
    assert client.get(address).status_code == 302
    Certificate.objects.update(status="asked_again", reason="The date cannot be read.")
    assert "The date cannot be read." in client.get(address).content.decode()
    assert "Please choose the file" in client.post(address, {"completed_on": "2026-01-01"}).content.decode()

    client.post(address, answers())
    candidacy.refresh_from_db()
    assert candidacy.certificate.status == "received"
    assert Certificate.objects.filter(status="replaced").count() == 1
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("withdrawn", [False, True])
def test_the_mail_that_asks_again_leads_to_where_the_file_is_sent(client, withdrawn):
    candidacy = CandidacyFactory(received=True, call__closed=True)
    if withdrawn:
        Candidacy.objects.update(status=CandidacyStatus.WITHDRAWN)
    ask_certificate_again(candidacy.certificate, reason="The date cannot be read.", actor=officer())

    body = QueuedMail.objects.get(body__contains="The date cannot be read.").body

    page = reverse("candidacies:certificate", args=[candidacy.public_id])
    leads_to = reverse("candidacies:list") if withdrawn else page
    assert body.count("/my-candidacies/") == 1
    assert f"{leads_to}\n" in body
    client.force_login(candidacy.candidate.user)
    assert client.get(leads_to).status_code == 200


def test_an_old_page_sent_after_the_withdrawal_says_that_it_is_withdrawn(client, draft):
    withdraw_candidacy(draft, actor=draft.candidate.user)

    page = client.post(reverse("candidacies:edit", args=[draft.public_id]), answers(submit="1"), follow=True)

    assert [str(message) for message in page.context["messages"]] == ["Your candidacy is withdrawn."]
    draft.refresh_from_db()
    assert draft.status == CandidacyStatus.WITHDRAWN


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_while_the_candidacy_is_handed_in_gets_the_same_answer(client, draft):
    """It comes after the answers were saved, just before the submission begins."""
    reading_what_was_saved = re.compile(
        r'SELECT .* FROM "candidacies_candidacy" .*"user_id" = .* AND "candidacies_candidacy"\."id" = '
    )
    withdrawal = Wire(
        reading_what_was_saved, lambda: at_once(lambda: withdraw_candidacy(draft, actor=None)), with_lock=True
    )

    with connection.execute_wrapper(withdrawal):
        page = post(client, draft, submit="1", **answers())

    assert [str(message) for message in page.context["messages"]] == ["Your candidacy is withdrawn."]
    kept = Candidacy.objects.get()
    assert (kept.status, kept.receipt_number, kept.motivation) == (CandidacyStatus.WITHDRAWN, "", MOTIVATION)


def test_a_foreign_waiting_file_is_not_taken(client, draft):
    foreign = CertificateFactory().file
    session = client.session
    session[f"pending-upload:{draft.public_id}"] = foreign.public_id
    session.save()
    page = post(client, draft, submit="1", **answers(certificate_file=None))
    assert [item.code for item in page.context["missing"]] == ["certificate"]
