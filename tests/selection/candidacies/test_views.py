"""A candidate's own pages: what they show, what they refuse, and that strangers find nothing."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from missions.models import Call
from missions.services import enter_past_calls
from osce_portal.common.models import database_now
from osce_portal.mail.models import QueuedMail
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy, LateAttempt
from selection.candidacies.services import move_candidacy
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.missions import CallFactory, MissionFactory

pytestmark = pytest.mark.django_db


def url(page: str, candidacy: Candidacy) -> str:
    return reverse(f"candidacies:{page}", args=[candidacy.public_id])


@pytest.fixture
def person(client):
    candidate = CandidateFactory(registered=True, belgian=True, with_cv=True, user__language="en")
    client.force_login(candidate.user)
    return candidate


def test_the_list_shows_own_candidacies_only(client, person):
    own = CandidacyFactory(candidate=person, received=True)
    CandidacyFactory(received=True)
    page = client.get(reverse("candidacies:list"))
    assert list(page.context["candidacies"]) == [own]
    assert own.receipt_number in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_rows(client, person, rows, django_assert_num_queries):
    for _place in range(rows):
        CandidacyFactory(candidate=person, received=True)
    client.get(reverse("candidacies:list"))
    with django_assert_num_queries(4):
        client.get(reverse("candidacies:list"))


def test_an_empty_list_leads_to_the_calendar(client, person):
    page = client.get(reverse("candidacies:list"))
    assert "No candidacy yet" in page.content.decode()


@pytest.mark.parametrize("page", ["detail", "edit", "withdraw", "receipt", "certificate"])
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("status", [CandidacyStatus.DRAFT, CandidacyStatus.SUBMITTED])
def test_somebody_elses_candidacy_does_not_exist(client, person, page, method, status):
    foreign = CandidacyFactory(status=status, received=status == CandidacyStatus.SUBMITTED)
    expected = 405 if (page, method) in {("detail", "post"), ("receipt", "post")} else 404
    assert getattr(client, method)(url(page, foreign)).status_code == expected
    foreign.refresh_from_db()
    assert foreign.status == status


@pytest.mark.parametrize("page", ["detail", "edit", "withdraw", "receipt", "certificate"])
def test_whoever_is_not_signed_in_is_asked_to(client, page):
    answer = client.get(url(page, CandidacyFactory(received=True)))
    assert (answer.status_code, "login" in answer["Location"]) == (302, True)


def test_an_unknown_call_does_not_exist(client, person):
    assert client.get(reverse("candidacies:start", args=["nothing"])).status_code == 404
    hidden = CallFactory(unpublished=True)
    assert client.get(reverse("candidacies:start", args=[hidden.public_id])).status_code == 404


def test_starting_asks_first_and_then_leads_to_the_form(client, person):
    start = reverse("candidacies:start", args=[CallFactory().public_id])
    assert "Start my candidacy" in client.get(start).content.decode()
    assert not Candidacy.objects.exists()
    answer = client.post(start)
    assert answer["Location"] == url("edit", Candidacy.objects.get())
    assert client.get(start)["Location"] == answer["Location"]


def test_starting_a_call_one_has_handed_in_for_leads_to_it(client, person):
    candidacy = CandidacyFactory(candidate=person, received=True)
    start = reverse("candidacies:start", args=[candidacy.call.public_id])
    assert client.get(start)["Location"] == url("detail", candidacy)


def test_whoever_is_not_registered_is_sent_to_register(client):
    client.force_login(UserFactory())
    for method in (client.get, client.post):
        answer = method(reverse("candidacies:start", args=[CallFactory().public_id]))
        assert answer["Location"] == reverse("candidates:identity")


def test_starting_after_the_deadline_is_refused_and_noted(client, person):
    call = CallFactory(due=True)
    answer = client.post(reverse("candidacies:start", args=[call.public_id]))
    text = answer.content.decode()
    assert "The deadline has passed" in text
    assert "We have kept a note of your attempt" in text
    attempt = LateAttempt.objects.get()
    assert (attempt.candidate, attempt.call, attempt.closes_at) == (person, call, call.closes_at)
    assert not Candidacy.objects.exists()


def test_a_look_after_the_deadline_is_no_attempt(client, person):
    text = client.get(reverse("candidacies:start", args=[CallFactory(due=True).public_id])).content.decode()
    assert "The deadline has passed" in text
    assert "kept a note" not in text
    assert "You tried on" not in text
    assert not LateAttempt.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_is_late_for_a_call_that_was_never_open(client, person, method):
    officer = UserFactory(staff=True, groups=["desk_officer"])
    (call,) = enter_past_calls([MissionFactory(past=True)], actor=officer)
    answer = getattr(client, method)(reverse("candidacies:start", args=[call.public_id]))
    assert "not open for candidacies" in answer.content.decode()
    assert not LateAttempt.objects.exists()


def test_a_call_whose_day_is_not_known_says_so(client, person):
    answer = client.post(reverse("candidacies:start", args=[CallFactory(awaited=True).public_id]))
    assert "not open for candidacies" in answer.content.decode()
    assert not LateAttempt.objects.exists()


def test_a_call_whose_places_are_not_known_takes_candidacies(client, person):
    call = CallFactory(places=None)
    assert client.post(reverse("candidacies:start", args=[call.public_id])).status_code == 302
    assert Candidacy.objects.get().call == call


def test_the_detail_shows_receipt_time_reasons_and_files(client, person):
    candidacy = CandidacyFactory(candidate=person, received=True, call__closed=True)
    move_candidacy(candidacy, CandidacyStatus.INELIGIBLE, actor=None, reason="The certificate is missing.")
    Call.objects.update(decided_at=database_now())
    text = client.get(url("detail", candidacy)).content.decode()
    assert candidacy.receipt_number in text
    assert "The certificate is missing." in text
    assert f"{timezone.localtime(candidacy.received_at):%H:%M:%S %Z}" in text
    assert reverse("elearning:certificate-file", args=[candidacy.certificate.public_id]) in text


@pytest.mark.parametrize("found", [CandidacyStatus.ELIGIBLE, CandidacyStatus.INELIGIBLE])
def test_what_screening_found_is_told_with_the_decision_and_not_before(client, person, found):
    candidacy = CandidacyFactory(candidate=person, received=True, call__closed=True)
    move_candidacy(candidacy, found, actor=None, reason="Seen by an officer.")
    pages = [url("detail", candidacy), reverse("candidacies:list")]
    before = [client.get(page).content.decode() for page in pages]
    Call.objects.update(decided_at=database_now())
    after = [client.get(page).content.decode() for page in pages]
    assert not any(str(found.label) in text or "Seen by an officer." in text for text in before)
    assert all(str(CandidacyStatus.SUBMITTED.label) in text for text in before)
    assert all(str(found.label) in text for text in after)
    assert "Seen by an officer." in after[0]


def test_withdrawing_asks_first(client, person):
    candidacy = CandidacyFactory(candidate=person, received=True)
    assert "Withdraw my candidacy?" in client.get(url("withdraw", candidacy)).content.decode()
    assert Candidacy.objects.get().status == CandidacyStatus.SUBMITTED
    answer = client.post(url("withdraw", candidacy), {"reason": "family"}, follow=True)
    assert "Your candidacy is withdrawn" in answer.content.decode()
    assert Candidacy.objects.get().transitions.get().reason == "family"
    assert QueuedMail.objects.count() == 1
    client.post(url("withdraw", candidacy), {"reason": "again"})
    assert Candidacy.objects.get().transitions.count() == 1


def test_a_mission_that_has_begun_cannot_be_withdrawn_from(client, person):
    candidacy = CandidacyFactory(candidate=person, received=True, status=CandidacyStatus.DEPLOYED)
    assert client.get(url("withdraw", candidacy))["Location"] == url("detail", candidacy)


def test_the_receipt_is_a_pdf_in_the_persons_language(client, person):
    person.correspondence_language = "nl"
    person.save()
    candidacy = CandidacyFactory(candidate=person, received=True)
    answer = client.get(url("receipt", candidacy))
    reader = PdfReader(io.BytesIO(answer.content))
    assert reader.trailer["/Root"]["/Lang"] == "nl"
    text = reader.pages[0].extract_text()
    assert candidacy.receipt_number in text
    assert "Kirgizië" in text


def test_a_draft_has_no_receipt(client, person):
    assert client.get(url("receipt", CandidacyFactory(candidate=person))).status_code == 404


def test_a_draft_after_the_deadline_can_be_looked_at_without_being_late(client, person):
    candidacy = CandidacyFactory(candidate=person)
    Call.objects.update(closes_at=database_now() - dt.timedelta(hours=1))
    assert client.get(url("edit", candidacy))["Location"] == url("detail", candidacy)
    assert not LateAttempt.objects.exists()


@pytest.mark.parametrize(
    ("received", "heading"), [(True, "What you have sent"), (False, "What you had prepared")]
)
def test_only_what_was_received_is_called_sent(client, person, received, heading):
    candidacy = CandidacyFactory(candidate=person, received=received, call__closed=True)
    assert heading in client.get(url("detail", candidacy)).content.decode()
