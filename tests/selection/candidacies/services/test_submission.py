"""Handing in: the checklist, the deadline, the receipt."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError

from candidates.models import Candidate
from elearning.models import Certificate
from missions.models import Call
from osce_portal.common.models import database_now
from osce_portal.mail.models import QueuedMail
from selection.candidacies.dossier import fingerprint
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.errors import CallClosed, CallNotOpen, IllegalTransition, IncompleteCandidacy
from selection.candidacies.models import Candidacy
from selection.candidacies.services import submit_candidacy, withdraw_candidacy
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.missions import CallFactory, MissionFactory

pytestmark = pytest.mark.django_db


def submit(candidacy: Candidacy) -> Candidacy:
    return submit_candidacy(candidacy, actor=candidacy.candidate.user)


def move_deadline(call: Call, by: dt.timedelta) -> None:
    """Let the call close ``by`` from now, by the database's clock."""
    Call.objects.filter(pk=call.pk).update(closes_at=database_now() + by)


def test_submit_candidacy_gives_a_receipt_and_freezes_the_dossier():
    candidacy = submit(CandidacyFactory(ready=True))

    assert candidacy.status == CandidacyStatus.SUBMITTED
    assert candidacy.received_at <= database_now()
    assert candidacy.closes_at == candidacy.call.closes_at
    assert re.fullmatch(r"STO-KG-\d{4}-[2-9A-HJKMNP-Z]{6}", candidacy.receipt_number)
    dossier = candidacy.dossiers.get()
    assert dossier.sha256 == fingerprint(dossier.data)
    assert dossier.data["candidacy"]["receipt_number"] == candidacy.receipt_number
    assert dossier.data["observations"][0]["country"] == "MD"


def test_submit_candidacy_thanks_the_candidate_in_the_own_language():
    candidacy = CandidacyFactory(ready=True, candidate__correspondence_language="nl")
    submit(candidacy)

    mail = QueuedMail.objects.get(key=f"received:{candidacy.public_id}")
    assert (mail.language, mail.to_email) == ("nl", candidacy.candidate.email)
    assert Candidacy.objects.get().receipt_number in mail.body
    assert "Kirgizië" in mail.subject


def test_submit_candidacy_twice_gives_the_same_receipt_and_one_mail():
    candidacy = CandidacyFactory(ready=True)
    first, second = submit(candidacy), submit(candidacy)

    assert first.receipt_number == second.receipt_number
    assert first.received_at == second.received_at
    assert QueuedMail.objects.count() == 1
    assert candidacy.transitions.count() == 1


@pytest.mark.parametrize("late_by", [dt.timedelta(0), dt.timedelta(seconds=1), dt.timedelta(days=40)])
def test_submit_candidacy_refuses_from_the_deadline_on(late_by):
    candidacy = CandidacyFactory(ready=True)
    move_deadline(candidacy.call, -late_by)
    with pytest.raises(CallClosed):
        submit(candidacy)
    assert not QueuedMail.objects.exists()


def test_submit_candidacy_takes_what_comes_just_before_the_deadline():
    candidacy = CandidacyFactory(ready=True)
    move_deadline(candidacy.call, dt.timedelta(seconds=5))
    assert submit(candidacy).received_at < Call.objects.get().closes_at


def test_the_database_itself_refuses_what_came_too_late():
    candidacy = CandidacyFactory(received=True)
    with pytest.raises(IntegrityError, match="candidacy_received_in_time"):
        Candidacy.objects.update(received_at=candidacy.closes_at)


def test_the_database_itself_refuses_a_status_past_reception_without_its_time():
    CandidacyFactory()
    with pytest.raises(IntegrityError, match="candidacy_received_before_it_moves_on"):
        Candidacy.objects.update(status=CandidacyStatus.ELIGIBLE)


@pytest.mark.parametrize(
    "values",
    [{"cancelled_at": database_now}, {"published_at": None}, {"opens_at": None}],
    ids=["cancelled", "unpublished", "not opened"],
)
def test_a_call_that_is_not_open_refuses_without_anybody_being_late(values):
    candidacy = CandidacyFactory(ready=True)
    Call.objects.update(**{name: value() if callable(value) else value for name, value in values.items()})
    with pytest.raises(CallNotOpen):
        submit(candidacy)


def test_a_call_closed_by_staff_refuses():
    candidacy = CandidacyFactory(ready=True)
    Call.objects.update(closed_at=database_now())
    with pytest.raises(CallClosed):
        submit(candidacy)


@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("registration", lambda: Candidate.objects.update(registered_at=None)),
        ("nationality", lambda: Candidate.objects.update(nationalities=["FR", "NL"])),
        ("cv", lambda: Candidate.objects.get().employers.all().delete()),
        ("cv", lambda: Candidate.objects.get().languages.all().delete()),
        ("certificate", lambda: Candidacy.objects.update(certificate=None)),
        ("certificate", lambda: Certificate.objects.update(status="refused")),
        ("certificate", lambda: Certificate.objects.update(status="asked_again")),
        ("certificate", lambda: Certificate.objects.update(candidate=CandidateFactory())),
        ("certificate", lambda: Certificate.objects.update(mission=MissionFactory())),
        ("available", lambda: Candidacy.objects.update(available=False)),
        ("motivation", lambda: Candidacy.objects.update(motivation="  \n")),
        ("code_of_conduct", lambda: Candidacy.objects.update(code_of_conduct=False)),
    ],
)
def test_submit_candidacy_names_what_is_missing(code, spoil):
    candidacy = CandidacyFactory(ready=True)
    spoil()
    with pytest.raises(IncompleteCandidacy) as refusal:
        submit(candidacy)
    assert [requirement.code for requirement in refusal.value.missing] == [code]


def test_submit_candidacy_names_all_that_is_missing_at_once():
    with pytest.raises(IncompleteCandidacy) as refusal:
        submit(CandidacyFactory())
    codes = [requirement.code for requirement in refusal.value.missing]
    assert codes == ["certificate", "available", "motivation", "code_of_conduct"]
    assert str(refusal.value).count(",") >= 3


def test_a_second_nationality_beside_the_belgian_one_does_no_harm():
    candidacy = CandidacyFactory(ready=True, candidate__nationalities=["FR", "BE"])
    assert submit(candidacy).status == CandidacyStatus.SUBMITTED


def test_a_withdrawn_candidacy_cannot_be_submitted():
    candidacy = CandidacyFactory(ready=True)
    withdraw_candidacy(candidacy, actor=None)
    with pytest.raises(IllegalTransition):
        submit(candidacy)


def test_receipt_numbers_do_not_count_candidacies():
    call = CallFactory()
    numbers = [submit(CandidacyFactory(ready=True, call=call)).receipt_number for _place in range(3)]
    assert len(set(numbers)) == 3
    assert len({number[-6:-2] for number in numbers}) == 3


def test_the_dossier_stands_whatever_happens_to_the_cv_afterwards():
    candidacy = submit(CandidacyFactory(ready=True))
    before = candidacy.dossiers.get().data
    candidacy.candidate.observations.all().delete()
    assert candidacy.dossiers.get().data == before


def test_the_dossier_has_no_way_to_reach_the_person():
    candidacy = submit(CandidacyFactory(ready=True))
    assert candidacy.candidate.email not in str(candidacy.dossiers.get().data)
