"""Candidacies that came otherwise: their own time of receipt counts, and the receipt goes out."""

import datetime as dt

import pytest

from candidates.services import add_candidate
from missions.services import enter_past_calls
from osce_portal.common.errors import OwnFile
from osce_portal.common.models import database_now
from osce_portal.mail.models import QueuedMail
from selection.candidacies.enums import CandidacyStatus, Channel
from selection.candidacies.errors import (
    AlreadyReceived,
    CallClosed,
    CallDecided,
    CallNotOpen,
    OwnCall,
    ReceivedBeforeOpening,
    ReceivedInFuture,
)
from selection.candidacies.models import Candidacy
from selection.candidacies.services import (
    log_late_attempt,
    record_candidacy,
    withdraw_candidacy,
)
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.files import StoredFileFactory
from tests.factories.missions import CallFactory, MissionFactory

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def officer():
    return UserFactory(staff=True, groups=["desk_officer"])


def record(candidate, call, received_at, actor, channel=Channel.EMAIL):
    proof = StoredFileFactory(uploaded_by=actor)
    return record_candidacy(
        candidate, call, channel=channel, received_at=received_at, proof=proof, actor=actor
    )


def test_a_mail_of_ten_minutes_before_the_deadline_typed_in_later_keeps_its_time(officer):
    call = CallFactory(closed=True)
    at = call.closes_at - 10 * MINUTE
    candidacy = record(CandidateFactory(without_account=True), call, at, officer)

    candidacy.refresh_from_db()
    assert (candidacy.status, candidacy.received_at) == (CandidacyStatus.SUBMITTED, at)
    assert (candidacy.recorded_by, candidacy.channel) == (officer, Channel.EMAIL)
    assert candidacy.recorded_at > call.closes_at
    assert candidacy.dossiers.exists()


def test_the_receipt_goes_out_all_the_same(officer):
    person = add_candidate(
        first_name="Lien", last_name="Maes", email="lien@example.org", correspondence_language="nl",
        actor=officer,
    )  # fmt: skip
    candidacy = record(person, CallFactory(), database_now() - MINUTE, officer, Channel.PAPER)
    mail = QueuedMail.objects.get()
    assert (mail.to_email, mail.language) == ("lien@example.org", "nl")
    assert candidacy.receipt_number in mail.body


@pytest.mark.parametrize("late_by", [dt.timedelta(0), MINUTE])
def test_what_was_received_too_late_is_refused_and_can_be_logged(officer, late_by):
    call, person = CallFactory(closed=True), CandidateFactory()
    with pytest.raises(CallClosed) as refusal:
        record(person, call, call.closes_at + late_by, officer)
    attempt = log_late_attempt(person, refusal.value, actor=officer, channel=Channel.EMAIL)
    assert (attempt.at, attempt.closes_at) == (call.closes_at + late_by, call.closes_at)
    assert not Candidacy.objects.exists()


def test_a_time_of_receipt_in_the_future_is_refused(officer):
    with pytest.raises(ReceivedInFuture):
        record(CandidateFactory(), CallFactory(), database_now() + MINUTE, officer)


def test_a_call_without_deadline_takes_nothing(officer):
    with pytest.raises(CallNotOpen):
        record(CandidateFactory(), CallFactory(awaited=True), database_now() - MINUTE, officer)


def test_what_came_before_the_call_was_opened_is_no_candidacy_for_it(officer):
    call = CallFactory(closed=True)
    with pytest.raises(ReceivedBeforeOpening):
        record(CandidateFactory(), call, call.published_at - MINUTE, officer)
    assert record(CandidateFactory(), call, call.published_at, officer).received_at == call.published_at


def test_a_call_entered_after_its_deadline_takes_nothing(officer):
    (call,) = enter_past_calls([MissionFactory(past=True)], actor=officer)
    with pytest.raises(CallNotOpen):
        record(CandidateFactory(), call, call.closes_at - MINUTE, officer)


def test_nothing_enters_a_call_whose_selection_is_approved_and_the_attempt_can_be_kept(officer):
    call, person = CallFactory(closed=True, decided_at=database_now()), CandidateFactory()
    at = call.closes_at - MINUTE
    with pytest.raises(CallDecided) as refusal:
        record(person, call, at, officer)
    attempt = log_late_attempt(person, refusal.value, actor=officer, channel=Channel.EMAIL)
    assert (attempt.candidate, attempt.at) == (person, at)
    assert not Candidacy.objects.exists()


def test_a_second_candidacy_for_the_same_call_is_refused(officer):
    first = CandidacyFactory(received=True)
    with pytest.raises(AlreadyReceived):
        record(first.candidate, first.call, database_now() - MINUTE, officer)


@pytest.mark.parametrize("status", [CandidacyStatus.DRAFT, CandidacyStatus.LAPSED])
def test_a_draft_in_the_portal_becomes_the_candidacy_recorded(officer, status):
    draft = CandidacyFactory(ready=True, status=status)
    recorded = record(draft.candidate, draft.call, database_now() - MINUTE, officer)
    assert (recorded.pk, recorded.motivation) == (draft.pk, draft.motivation)


def test_after_a_withdrawal_a_new_one_may_be_recorded(officer):
    first = withdraw_candidacy(CandidacyFactory(received=True), actor=None)
    assert record(first.candidate, first.call, database_now() - MINUTE, officer).pk != first.pk


def test_nobody_records_a_rival_for_the_own_call(officer):
    own = CandidacyFactory(received=True, candidate__user=officer)
    with pytest.raises(OwnCall):
        record(CandidateFactory(), own.call, database_now() - MINUTE, officer)


def test_nobody_records_the_own_candidacy(officer):
    with pytest.raises(OwnFile):
        record(CandidateFactory(user=officer), CallFactory(), database_now() - MINUTE, officer)
