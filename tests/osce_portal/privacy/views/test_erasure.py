"""Asking for erasure, thinking better of it, and the answer of the data-protection officer."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from candidates.models import Candidate
from osce_portal.audit.models import AuditEntry, Look
from osce_portal.mail.models import QueuedMail
from osce_portal.people import person_behind
from osce_portal.privacy.erasing import anonymise
from osce_portal.privacy.errors import ErasureObstructed, ErasureSettled
from osce_portal.privacy.models import DataExport, ErasureRequest
from osce_portal.privacy.services import ask_erasure, ask_export, grant_erasure, place_hold
from osce_portal.privacy.services.erasures import answer_due_on
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


def test_what_is_still_needed_is_not_erased(client, auditor, candidate):
    CandidacyFactory(candidate=candidate, received=True, call=CallFactory(open=True))
    asked = ask_erasure(candidate.user)
    client.force_login(auditor)
    page = answer(client, asked, **GRANT).content.decode()
    asked.refresh_from_db()
    candidate.refresh_from_db()
    assert "still needed" in page
    assert (asked.state, candidate.anonymised_at) == ("asked", None)


def test_a_file_that_has_gone_meanwhile_is_a_settled_request(candidate):
    person = person_behind(Candidate.objects.get(pk=candidate.pk))
    Candidate.objects.filter(pk=candidate.pk).delete()
    with pytest.raises(ErasureSettled):
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
