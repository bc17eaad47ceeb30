"""Asking for erasure, thinking better of it, and the answer of the data-protection officer."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from candidates.models import Candidate
from candidates.services.letters import confirm_letter
from candidates.services.writing import write_letters
from osce_portal.audit.models import AuditEntry, AuditValues, Look
from osce_portal.common.errors import FileGone
from osce_portal.mail.models import MailState, QueuedMail
from osce_portal.people import person_behind
from osce_portal.privacy.erasing import anonymise
from osce_portal.privacy.errors import ErasureObstructed
from osce_portal.privacy.models import DataExport, ErasureRequest
from osce_portal.privacy.services import (
    ask_erasure,
    ask_export,
    erase_person,
    grant_erasure,
    place_hold,
    record_erasure,
    refuse_erasure,
)
from osce_portal.privacy.services.erasures import answer_due_on
from osce_portal.staff_admin import row_address
from selection.assessment.errors import ConflictDeclared
from selection.assessment.services import declare_conflict
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.missions import CallFactory

pytestmark = pytest.mark.django_db
GRANT = {"answer": "grant"}


@pytest.fixture
def candidate():
    return CandidateFactory(registered=True, with_cv=True, user__language="en", correspondence_language="nl")


@pytest.fixture
def own(client, candidate):
    client.force_login(candidate.user)
    return client


@pytest.fixture
def auditor():
    return UserFactory(staff=True, groups=["auditor"], language="en")


def answer(client, asked, **data):
    return client.post(reverse("privacy-staff:answer", args=[asked.public_id]), data)


@pytest.mark.parametrize(
    ("asked", "due"),
    [("2026-11-22", "2026-12-22"), ("2026-12-31", "2027-01-31"), ("2027-01-31", "2027-02-28")],
)
def test_the_answer_is_due_within_a_month(asked, due):
    at = dt.datetime.fromisoformat(f"{asked}T12:00+00:00")
    assert answer_due_on(at).isoformat() == due


def test_the_person_asks_once_and_is_told_until_when_there_is_an_answer(own, candidate):
    for _twice in range(2):
        own.post(reverse("privacy:erasure"), {"why": "I moved abroad.", "understood": "on"})
    asked = ErasureRequest.objects.get()
    assert (asked.candidate, asked.why, asked.state) == (candidate, "I moved abroad.", "asked")
    assert QueuedMail.objects.get(template="privacy/erasure_asked").language == "nl"
    assert "Withdraw my request" in own.get(reverse("privacy:erasure")).content.decode()


def test_nothing_is_asked_before_the_limits_are_read(own):
    page = own.post(reverse("privacy:erasure"), {"why": "I moved abroad."})
    assert "I moved abroad." in page.content.decode()
    assert not ErasureRequest.objects.exists()


def test_the_person_withdraws_the_request(own, candidate):
    asked = ask_erasure(candidate.user)
    own.post(reverse("privacy:erasure-withdraw", args=[asked.public_id]))
    asked.refresh_from_db()
    assert asked.state == "withdrawn"


def test_nobody_withdraws_what_somebody_else_asked(client, candidate):
    asked = ask_erasure(candidate.user)
    client.force_login(CandidateFactory().user)
    assert client.post(reverse("privacy:erasure-withdraw", args=[asked.public_id])).status_code == 404


def test_the_person_reads_what_stands_in_the_way(own, candidate):
    candidacy = CandidacyFactory(candidate=candidate, received=True, call=CallFactory(open=True))
    with translation.override("en"):
        title = str(candidacy.call)
    assert title in own.get(reverse("privacy:erasure")).content.decode()


def test_the_officer_refuses_with_a_reason_the_person_reads(client, auditor, candidate):
    asked = ask_erasure(candidate.user)
    client.force_login(auditor)
    assert answer(client, asked, answer="refuse").status_code == 200
    answer(client, asked, answer="refuse", reason="Er loopt een herziening.")
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("refused", auditor)
    assert "Er loopt een herziening." in QueuedMail.objects.get(template="privacy/erasure_refused").body


def test_the_officer_grants_and_the_file_is_emptied(
    client, auditor, candidate, mailoutbox, django_capture_on_commit_callbacks
):
    address, asked = candidate.email, ask_erasure(candidate.user)
    client.force_login(auditor)
    with django_capture_on_commit_callbacks(execute=True):
        answer(client, asked, answer="grant")
    candidate.refresh_from_db()
    assert (candidate.first_name, candidate.email, candidate.user) == ("", "", None)
    assert mailoutbox[-1].to == [address]
    assert not QueuedMail.objects.filter(to_email=address).exists()
    assert not QueuedMail.objects.exclude(body="").filter(template="privacy/erased").exists()
    page = client.get(reverse("privacy-staff:answer", args=[asked.public_id])).content.decode()
    assert "Erased person" in page


@pytest.mark.parametrize(
    ("facts", "is_closed"), [({}, True), ({"user__staff": True}, False), ({"without_account": True}, False)]
)
def test_the_last_mail_speaks_of_the_account_that_is_closed(
    facts, is_closed, mailoutbox, django_capture_on_commit_callbacks
):
    file = CandidateFactory(correspondence_language="en", **facts)
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person_behind(file), key="erased:test", actor=None)
    assert "Your file is anonymised" in mailoutbox[-1].body
    assert ("your account is closed" in mailoutbox[-1].body) is is_closed


def test_what_is_still_needed_is_not_erased(client, auditor, candidate):
    CandidacyFactory(candidate=candidate, received=True, call=CallFactory(open=True))
    asked = ask_erasure(candidate.user)
    client.force_login(auditor)
    page = answer(client, asked, **GRANT).content.decode()
    asked.refresh_from_db()
    candidate.refresh_from_db()
    assert "still needed" in page
    assert (asked.state, candidate.anonymised_at) == ("asked", None)


def test_nothing_is_anonymised_in_a_file_that_has_gone_meanwhile(candidate):
    person = person_behind(Candidate.objects.get(pk=candidate.pk))
    Candidate.objects.filter(pk=candidate.pk).delete()
    with pytest.raises(FileGone):
        anonymise(person, actor=None)


@pytest.fixture
def asked_before_the_file():
    """The request of an account that has opened its file since."""
    account = UserFactory()
    asked = ask_erasure(account)
    return asked, CandidateFactory(registered=True, with_cv=True, user=account)


def test_a_file_opened_after_the_request_is_emptied_with_the_account(auditor, asked_before_the_file):
    asked, candidate = asked_before_the_file
    grant_erasure(asked, actor=auditor)
    candidate.refresh_from_db()
    assert (candidate.first_name, candidate.anonymised_at is None) == ("", False)


def test_a_hold_on_a_file_opened_after_the_request_stands_in_the_way(auditor, asked_before_the_file):
    asked, candidate = asked_before_the_file
    place_hold(candidate, reason="Review 2027/3.", actor=auditor)
    with pytest.raises(ErasureObstructed):
        grant_erasure(asked, actor=auditor)


def test_nobody_answers_for_a_person_close_by(auditor, candidate):
    asked = ask_erasure(candidate.user)
    declare_conflict(candidate, officer=auditor, reason="My sister.")
    with pytest.raises(ConflictDeclared):
        grant_erasure(asked, actor=auditor)


def test_the_desk_sees_requests_and_does_not_answer(client, candidate):
    asked = ask_erasure(candidate.user)
    client.force_login(UserFactory(staff=True, groups=["desk_officer"]))
    assert client.get(reverse("privacy-staff:requests")).status_code == 200
    assert client.get(reverse("privacy-staff:answer", args=[asked.public_id])).status_code == 200
    assert answer(client, asked, **GRANT).status_code == 404


def test_nobody_answers_the_own_request(client, auditor):
    asked = ask_erasure(CandidateFactory(user=auditor).user)
    client.force_login(auditor)
    assert answer(client, asked, **GRANT).status_code == 404


def test_a_look_at_a_request_is_told_to_its_person(client, candidate, auditor):
    asked = ask_erasure(candidate.user)
    client.force_login(auditor)
    client.get(reverse("privacy-staff:answer", args=[asked.public_id]))
    assert Look.objects.get(subject_ref=candidate.public_id).action == "erasurerequest.seen"


@pytest.mark.parametrize("requests", [1, 3])
def test_three_requests_cost_as_many_queries_as_one(client, auditor, requests, django_assert_max_num_queries):
    for _number in range(requests):
        ask_erasure(CandidateFactory().user)
    client.force_login(auditor)
    client.get(reverse("privacy-staff:requests"))
    with django_assert_max_num_queries(9):
        assert client.get(reverse("privacy-staff:requests")).context["paginator"].count == requests


def test_a_member_of_staff_keeps_the_account(candidate, auditor, client):
    candidate.user.is_staff = True
    candidate.user.save()
    ask_export(candidate.user)
    asked = ask_erasure(candidate.user)
    client.force_login(auditor)
    answer(client, asked, **GRANT)
    candidate.user.refresh_from_db()
    assert candidate.user.is_active
    assert not DataExport.objects.exists()
    assert AuditEntry.objects.filter(action="candidate.erased").exists()


def test_the_data_map_is_read_by_the_officer(client, auditor):
    client.force_login(auditor)
    page = client.get(reverse("privacy-staff:data-map")).content.decode()
    assert "candidates.Candidate" in page
    assert "Balance of the teams" in page


@pytest.fixture
def unclaimed():
    """Somebody without an account, who writes a letter."""
    return CandidateFactory(
        without_account=True, last_name="Qzxsen", email="qzx@example.org", correspondence_language="de"
    )


@pytest.fixture
def desk():
    return UserFactory(staff=True, groups=["desk_officer"], language="en")


def record_page(person):
    return reverse("privacy-staff:record", args=[person.public_id])


def test_a_request_by_letter_is_recorded_from_the_person_s_page_and_answered_as_any_other(
    client, desk, auditor, unclaimed
):
    client.force_login(desk)
    assert record_page(unclaimed) in client.get(row_address(unclaimed)).content.decode()
    received_on = timezone.localdate() - dt.timedelta(days=5)
    said = {"channel": "letter", "received_on": received_on.isoformat(), "why": "Bitte alles löschen."}
    client.post(record_page(unclaimed), said)

    asked = ErasureRequest.objects.get()
    assert (asked.candidate, asked.account, asked.channel, asked.recorded_by) == (
        unclaimed, None, "letter", desk,
    )  # fmt: skip
    assert timezone.localdate(asked.asked_at) == received_on
    assert asked.due_on == answer_due_on(asked.asked_at)
    mail = QueuedMail.objects.get(template="privacy/erasure_asked")
    assert mail.language == "de" and reverse("privacy:erasure") not in mail.body

    client.force_login(auditor)
    page = client.get(reverse("privacy-staff:answer", args=[asked.public_id])).content.decode()
    assert "By letter" in page and "Bitte alles löschen." in page
    answer(client, asked, answer="grant")
    unclaimed.refresh_from_db()
    assert unclaimed.anonymised_at is not None


def test_a_request_by_letter_is_seen_and_withdrawn_by_its_person_once_the_file_has_an_account(
    client, desk, unclaimed
):
    asked = record_erasure(unclaimed, channel="letter", received_on=timezone.localdate(), actor=desk)
    unclaimed.user = UserFactory(language="en")
    unclaimed.save()
    client.force_login(unclaimed.user)

    withdrawing = reverse("privacy:erasure-withdraw", args=[asked.public_id])
    assert withdrawing in client.get(reverse("privacy:erasure")).content.decode()
    client.post(withdrawing)

    asked.refresh_from_db()
    assert asked.state == "withdrawn"


def test_of_two_requests_the_one_that_waits_is_shown(own, candidate, desk):
    waiting = ask_erasure(candidate.user)
    now = timezone.now()
    ErasureRequest.objects.create(
        candidate=candidate, state="withdrawn", channel="letter", asked_at=now, due_on=now.date()
    )
    assert own.get(reverse("privacy:erasure")).context["last"] == waiting


def test_a_request_whose_account_and_file_are_gone_is_closed_without_a_mail(auditor):
    now = timezone.now()
    nobodys = ErasureRequest.objects.create(asked_at=now, due_on=now.date())
    refuse_erasure(nobodys, reason="There is nobody any more.", actor=auditor)
    assert not ErasureRequest.objects.open().exists()
    assert not QueuedMail.objects.exists()


def test_a_letter_received_tomorrow_is_refused_and_what_was_typed_stays(client, desk, unclaimed):
    client.force_login(desk)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    said = {"channel": "letter", "received_on": tomorrow.isoformat(), "why": "Typed in."}
    page = client.post(record_page(unclaimed), said).content.decode()
    assert "This day has not come yet." in page and "Typed in." in page
    assert not ErasureRequest.objects.exists()


def test_asked_on_the_portal_and_by_letter_it_is_one_request(client, desk, candidate):
    asked = ask_erasure(candidate.user)
    recorded = record_erasure(candidate, channel="letter", received_on=timezone.localdate(), actor=desk)
    assert recorded == asked
    client.force_login(desk)
    page = client.get(record_page(candidate)).content.decode()
    assert asked.public_id in page and 'name="received_on"' not in page


def test_nobody_records_a_request_for_the_own_file_or_that_of_somebody_close(client, desk, unclaimed):
    declare_conflict(unclaimed, officer=desk, reason="Cousins.")
    client.force_login(desk)
    assert client.get(record_page(unclaimed)).status_code == 404
    with pytest.raises(ConflictDeclared):
        record_erasure(unclaimed, channel="letter", received_on=timezone.localdate(), actor=desk)


def test_who_decides_takes_the_texts_out_that_name_the_person(client, desk, auditor, unclaimed):
    texts = [
        {"fr": {"subject": "Merci", "body": "Mme QZXSEN nous quitte."}},
        {"fr": {"subject": "Contact", "body": "Écrivez à qzx@example.org."}},
        {"fr": {"subject": "Un mot", "body": "Qzxsens est un village."}},
    ]
    CandidateFactory(without_account=True)
    empty, keep, other = (
        confirm_letter(Candidate.objects.all(), text, actor=desk, key=f"letter{number}")
        for number, text in enumerate(texts)
    )
    for campaign in (empty, keep, other):
        write_letters(campaign)
    asked = record_erasure(unclaimed, channel="letter", received_on=timezone.localdate(), actor=desk)
    client.force_login(auditor)
    offered = client.get(reverse("privacy-staff:answer", args=[asked.public_id])).context["form"]
    assert {key for key, _words in offered.fields["emptying"].choices} == {empty.public_id, keep.public_id}

    page = answer(client, asked, answer="grant", emptying=[empty.public_id]).content.decode()
    assert "have not left yet" in page
    QueuedMail.objects.update(state=MailState.SENT)
    answer(client, asked, answer="grant", emptying=[empty.public_id])

    asked.refresh_from_db(), empty.refresh_from_db(), keep.refresh_from_db()
    assert asked.state == "done"
    assert empty.texts == {"fr": {"subject": "–", "body": "–"}}
    assert keep.texts == texts[1]
    assert not QueuedMail.objects.filter(body__icontains="Mme QZXSEN").exists()
    assert not AuditValues.objects.filter(values__texts__fr__subject="Merci").exists()
    assert AuditValues.objects.filter(values__texts__fr__subject="Contact").exists()
