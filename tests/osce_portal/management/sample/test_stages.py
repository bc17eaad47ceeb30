import io
from collections import Counter
from types import SimpleNamespace

import pypdf
import pytest
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.db.models import F
from django.test import override_settings
from django.utils import timezone, translation

from candidates.models import Candidate, ObservationExperience
from elearning.enums import CertificateStatus
from elearning.models import Certificate
from missions.enums import CallStatus, MissionFormat
from missions.models import Call, CrisisMission, Mission, SelorRound, Vacancy
from osce_portal.accounts.models import User
from osce_portal.audit.models import AuditEntry
from osce_portal.common.models import database_now
from osce_portal.files.models import StoredFile
from osce_portal.mail.models import QueuedMail
from osce_portal.management.sample.calls import DECIDED, OPEN, STAGES, TO_SCREEN, TO_SELECT
from osce_portal.management.sample.logins import CANDIDATES, PASSWORD, STAFF
from osce_portal.management.sample.stages import load_sample
from selection.assessment.models import Assessment, CallRubric
from selection.candidacies.checklist import missing_requirements
from selection.candidacies.dossier import fingerprint
from selection.candidacies.enums import NEVER_RECEIVED, CandidacyStatus, Channel
from selection.candidacies.models import Candidacy, Dossier, LateAttempt
from selection.delegation.enums import RunStatus
from selection.delegation.models import Approval, SelectionRun
from tests.factories.missions import MissionFactory

pytestmark = pytest.mark.django_db

COUNT = 40


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker, tmp_path_factory):
    """A real mission for each stage and what the command loads, once; tests take back what they change."""
    files = settings.STORAGES["default"] | {
        "OPTIONS": {"location": tmp_path_factory.mktemp("files"), "base_url": None}
    }
    stored = override_settings(STORAGES=settings.STORAGES | {"default": files})
    with stored, translation.override(None), django_db_blocker.unblock(), transaction.atomic():
        made = {"format": MissionFormat.EOM}
        missions = [MissionFactory(state__iso2=code, **made) for code in ("MD", "GE", "RS", "AM")]
        now = database_now()
        load(now, seed=1)
        yield SimpleNamespace(missions=missions, now=now)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def private_files(sample) -> None:
    """The files stay where they are for all these tests."""


def load(now, *, seed: int) -> None:
    load_sample(count=COUNT, seed=seed, now=now)


def call_of(stage) -> Call:
    day = stage.last_day_from_today
    of_elections = Call.objects.filter(is_sample=True).through_portal()
    calls = sorted(of_elections, key=lambda call: call.closes_at, reverse=True)
    return calls[sorted((one.last_day_from_today for one in STAGES), reverse=True).index(day)]


def statuses(stage) -> Counter:
    return Counter(call_of(stage).candidacies.values_list("status", flat=True))


def test_every_call_stands_at_its_own_stage():
    now = database_now()

    assert call_of(OPEN).status_at(now) == CallStatus.OPEN
    assert set(statuses(OPEN)) == {
        CandidacyStatus.DRAFT,
        CandidacyStatus.SUBMITTED,
        CandidacyStatus.WITHDRAWN,
    }
    assert call_of(TO_SCREEN).status_at(now) == CallStatus.CLOSED
    assert set(statuses(TO_SCREEN)) == {CandidacyStatus.SUBMITTED, CandidacyStatus.LAPSED}
    assert LateAttempt.objects.filter(call=call_of(TO_SCREEN)).exists()
    assert statuses(TO_SELECT)[CandidacyStatus.ELIGIBLE] > statuses(TO_SELECT)[CandidacyStatus.INELIGIBLE]
    assert CandidacyStatus.SUBMITTED not in statuses(TO_SELECT)
    ready = call_of(TO_SELECT)
    assert None not in (ready.places, ready.budget_cents, ready.unit_cost_cents)
    assert ready.quota_targets.exists()
    assert call_of(DECIDED).status_at(now) == CallStatus.DECIDED
    assert SelectionRun.objects.get().status == RunStatus.APPROVED


def test_sample_missions_are_rows_of_their_own(sample):
    made = Mission.objects.filter(is_sample=True)
    assert made.count() == len(STAGES)
    assert all(mission.reference.startswith("SAMPLE-") for mission in made)
    assert not Call.objects.filter(mission__in=sample.missions).exists()


def test_every_other_kind_has_an_open_entry_marked_as_a_sample():
    now, today = database_now(), timezone.localdate()
    calls = Call.objects.filter(is_sample=True, mission=None)

    assert {call.scheme for call in calls if call.is_open(now)} == {"secondment", "crisis_management"}
    assert all(call.subject.is_sample for call in calls)
    assert SelorRound.objects.get(is_sample=True).status_at(today) == CallStatus.OPEN
    assert all(row.reference.startswith("SAMPLE-") for row in [call.subject for call in calls])


def test_what_was_received_has_receipt_dossier_and_transition_from_before_the_deadline():
    received = Candidacy.objects.exclude(status__in=NEVER_RECEIVED)
    assert received.exclude(receipt_number="").count() == received.count()
    assert not received.filter(received_at__lt=F("call__opens_at")).exists()
    assert not received.filter(received_at__gte=F("call__closes_at")).exists()
    assert not received.exclude(transitions__target=CandidacyStatus.SUBMITTED).exists()
    dossiers = Dossier.objects.all()
    assert dossiers.count() == received.count()
    assert all(row.sha256 == fingerprint(row.data) for row in dossiers)


def test_what_came_by_the_portal_was_complete_and_what_came_otherwise_has_its_proof():
    received = Candidacy.objects.exclude(status__in=NEVER_RECEIVED)
    portal = received.filter(channel=Channel.PORTAL, call=call_of(OPEN))
    assert [missing for row in portal for missing in missing_requirements(row)] == []
    otherwise = received.exclude(channel=Channel.PORTAL)
    assert otherwise.exists()
    assert not otherwise.filter(proof=None).exists()
    assert not otherwise.filter(recorded_by=None).exists()


def test_certificates_are_real_pdfs_that_name_their_person():
    call = call_of(TO_SELECT)
    certificate = Certificate.objects.filter(mission=call.mission).first()
    with certificate.file.content.open() as content:
        text = pypdf.PdfReader(io.BytesIO(content.read())).pages[0].extract_text()
    assert certificate.candidate.last_name in text
    assert certificate.status == CertificateStatus.ACCEPTED
    sums = Certificate.objects.filter(is_reused=False).values_list("sha256", flat=True)
    assert len(set(sums)) == len(sums)
    assert Certificate.objects.filter(is_reused=True, mission=call_of(TO_SCREEN).mission).count() == 1


def test_the_same_seed_makes_the_same_people_and_another_seed_others(sample):
    first = _portrait()
    _forget()

    load(sample.now, seed=1)
    again = _portrait()
    _forget()
    load(sample.now, seed=2)

    assert again == first
    assert _portrait() != first


def test_only_the_printed_logins_can_sign_in():
    printed = {email for email, *_rest in (*STAFF, *CANDIDATES)}
    able = {user.email for user in User.objects.all() if user.has_usable_password()}
    assert able == printed
    assert all(check_password(PASSWORD, User.objects.get(email=email).password) for email in printed)


def test_mail_goes_to_a_printed_candidate_and_to_those_whose_call_was_decided():
    about_candidacies = QueuedMail.objects.exclude(template="candidates/claim")  # the register's people
    told = set(about_candidacies.values_list("to_email", flat=True)) - {"bewerber@example.org"}
    decided = call_of(DECIDED).candidacies.values_list("candidate__email", flat=True)
    assert told <= set(decided)
    assert QueuedMail.objects.filter(template="candidacies/received").count() == 1


def test_points_spread_and_every_motivation_is_marked():
    points = Assessment.objects.filter(candidacy__call=call_of(TO_SELECT))
    assert not points.filter(motivation_level=None, candidacy__status=CandidacyStatus.ELIGIBLE).exists()
    totals = set(points.values_list("total_tenths", flat=True))
    assert max(totals) - min(totals) > 200


def test_careers_spread():
    per_person = Counter(
        ObservationExperience.objects.exclude(role="domestic").values_list("candidate", flat=True)
    )
    assert max(per_person.values()) >= 3
    assert len(per_person) < COUNT / 2
    assert set(Candidate.objects.values_list("correspondence_language", flat=True)) >= {"fr", "nl", "de"}


def test_each_call_has_its_entries_in_the_log():
    filled = AuditEntry.objects.filter(action="call.sample_filled").values_list("object_ref", flat=True)
    assert set(filled) == {call_of(stage).public_id for stage in STAGES}


def _portrait() -> list:
    people = Candidate.objects.order_by("email").values_list("email", "first_name", "gender", "public_id")
    candidacies = Candidacy.objects.order_by("candidate__email", "call__closes_at")
    return [
        *people.filter(is_sample=True, email__regex=r"\d"),
        *candidacies.filter(candidate__email__regex=r"\d").values_list(
            "candidate__email",
            "call__mission__reference",
            "status",
            "channel",
            "received_at",
            "receipt_number",
        ),
    ]


def _forget() -> None:
    """Take the sample away: a matter of tests alone."""
    for model in (Approval, SelectionRun, Assessment, CallRubric):
        model.objects.all().delete()
    LateAttempt.objects.all().delete()
    for model in (Candidacy, Certificate, StoredFile, Candidate):
        model.objects.all().delete()
    Call.objects.filter(is_sample=True).delete()
    for model in (Mission, Vacancy, CrisisMission, SelorRound):
        model.objects.filter(is_sample=True).delete()
    User.objects.all().delete()
