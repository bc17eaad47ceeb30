"""What a journey needs: given by who goes, read by the desk, sealed where it is kept, removed afterwards."""

import datetime as dt

import pytest
from django.conf import settings as portal
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from osce_portal.audit.models import AuditEntry
from osce_portal.audit.services import find_breaks, seal_entries
from osce_portal.night import run_night
from selection.candidacies.enums import PLACED, CandidacyStatus
from selection.candidacies.models import Candidacy
from selection.nominations.models import TravelDetails
from selection.nominations.travel import remove_past_details
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.delegation import approved_call
from tests.factories.nominations import TravelDetailsFactory

pytestmark = pytest.mark.django_db
GIVEN = {
    "passport_country": "BE", "passport_number": "EN123456", "passport_expires_on": "2033-05-01",
    "emergency_name": "Noor Peeters", "emergency_phone": "0470 99 98 88",
}  # fmt: skip
SECRETS = ("EN123456", "Noor", "999888", "AB+", "nuts")


@pytest.fixture
def going():
    """Somebody chosen, whose selection is approved."""
    _call, (candidacy, *_others) = approved_call(900, 500, places=1)
    candidacy.refresh_from_db()
    return candidacy


def page_of(candidacy) -> str:
    return reverse("nominations:travel", args=[candidacy.public_id])


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_who_goes_gives_changes_and_takes_back_the_details(client, going):
    client.force_login(going.candidate.user)
    assert page_of(going) in text(client.get(going.get_detail_url()))
    assert client.post(page_of(going), GIVEN)["Location"] == going.get_detail_url()
    details = TravelDetails.objects.get()
    assert (details.passport_number, details.emergency_phone) == ("EN123456", "+32470999888")
    assert 'value="EN123456"' in text(client.get(page_of(going)))
    client.post(page_of(going), GIVEN | {"passport_number": "EN999"})
    assert TravelDetails.objects.get().passport_number == "EN999"
    client.post(page_of(going), {"remove": "1"})
    assert not TravelDetails.objects.exists()


def test_health_is_kept_only_with_the_person_s_agreement(client, going):
    client.force_login(going.candidate.user)
    page = client.post(page_of(going), GIVEN | {"health": "Severe allergy to nuts."})
    assert page.context["form"].errors.keys() == {"agreed"}
    assert "Severe allergy to nuts." in text(page)
    client.post(page_of(going), GIVEN | {"health": "Severe allergy to nuts.", "agreed": "on"})
    assert TravelDetails.objects.get().health_agreed_at
    client.post(page_of(going), GIVEN)
    details = TravelDetails.objects.get()
    assert (details.health, details.health_agreed_at) == ("", None)


@pytest.mark.parametrize(
    "fault", [{"passport_expires_on": "2001-01-01"}, {"emergency_phone": "12"}, {"passport_number": "a\nb"}]
)
def test_what_cannot_be_meant_is_said_beside_its_field(client, going, fault):
    client.force_login(going.candidate.user)
    page = client.post(page_of(going), GIVEN | fault)
    assert page.context["form"].errors.keys() == fault.keys()


@pytest.mark.parametrize("status", sorted(set(CandidacyStatus) - PLACED))
def test_without_a_place_there_is_no_such_page(client, going, status):
    Candidacy.objects.filter(pk=going.pk).update(status=status)
    client.force_login(going.candidate.user)
    assert client.get(page_of(going)).status_code == 404
    assert client.post(page_of(going), GIVEN).status_code == 404


def test_before_the_decision_there_is_no_such_page(client):
    candidacy = CandidacyFactory(received=True, status=CandidacyStatus.SELECTED)
    client.force_login(candidacy.candidate.user)
    assert client.get(page_of(candidacy)).status_code == 404
    assert page_of(candidacy) not in text(client.get(candidacy.get_detail_url()))


def test_somebody_else_s_is_no_page(client, going):
    client.force_login(CandidacyFactory().candidate.user)
    assert client.get(page_of(going)).status_code == 404


def test_nothing_can_be_read_in_a_copy_of_the_database_or_of_the_log(client, going):
    client.force_login(going.candidate.user)
    more = {"health": "Severe allergy to nuts.", "blood_type": "AB+", "agreed": "on"}
    client.post(page_of(going), GIVEN | more)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM nominations_traveldetails")
        kept = str(cursor.fetchall())
        cursor.execute("SELECT * FROM audit_auditvalues")
        logged = str(cursor.fetchall())
    assert not [secret for secret in SECRETS if secret in kept + logged]
    assert TravelDetails.objects.get().health == "Severe allergy to nuts."


def test_a_new_key_seals_and_the_old_one_still_opens(settings, going):
    TravelDetailsFactory(candidacy=going)
    settings.SEALING_KEYS = ["a new key", portal.SECRET_KEY]
    details = TravelDetails.objects.get()
    assert details.passport_number == "EN123456"
    details.save()
    settings.SEALING_KEYS = ["a new key"]
    assert TravelDetails.objects.get().passport_number == "EN123456"


def test_the_desk_reads_them_and_each_look_is_recorded(client, going):
    TravelDetailsFactory(candidacy=going)
    client.force_login(UserFactory(staff=True, groups=["desk_officer"], language="en"))
    listed = text(client.get(reverse("nominations:list", args=[going.call.public_id])))
    page = reverse("nominations:travel-of", args=[going.public_id])
    assert page in listed and not [secret for secret in SECRETS if secret in listed]
    assert not AuditEntry.objects.filter(action="traveldetails.seen").exists()
    shown = text(client.get(page))
    assert all(secret in shown for secret in SECRETS)
    look = AuditEntry.objects.get(action="traveldetails.seen")
    assert look.subject_ref == going.candidate.public_id


@pytest.mark.parametrize("role", ["decider", "budget_officer", "auditor", "administrator"])
def test_nobody_else_does(client, going, role):
    TravelDetailsFactory(candidacy=going)
    client.force_login(UserFactory(staff=True, groups=[role], language="en"))
    assert client.get(reverse("nominations:travel-of", args=[going.public_id])).status_code == 404
    listed = client.get(reverse("nominations:list", args=[going.call.public_id]))
    assert "/travel/" not in text(listed)


@pytest.mark.parametrize("format", ["pdf", "xlsx"])
def test_no_file_that_is_sent_holds_them(client, going, format):
    TravelDetailsFactory(candidacy=going)
    client.force_login(UserFactory(staff=True, groups=["desk_officer"], language="en"))
    file = client.get(reverse("nominations:file", args=[going.call.public_id, format]))
    assert not [secret for secret in SECRETS if secret.encode() in file.content]


def test_the_night_removes_them_some_days_after_the_mission(settings, going):
    settings.TRAVEL_DETAILS_DAYS = 30
    TravelDetailsFactory(candidacy=going)
    mission = going.call.mission
    type(mission).objects.filter(pk=mission.pk).update(election_day=timezone.localdate() - dt.timedelta(34))
    assert remove_past_details() == 0
    type(mission).objects.filter(pk=mission.pk).update(election_day=timezone.localdate() - dt.timedelta(35))
    type(mission).objects.filter(pk=mission.pk).update(second_round_on=timezone.localdate())
    assert remove_past_details() == 0
    type(mission).objects.filter(pk=mission.pk).update(second_round_on=None)
    assert dict(run_night())["nominations: remove travel details"] == 1
    assert not TravelDetails.objects.exists()
    assert AuditEntry.objects.get(action="traveldetails.removed").subject_ref == going.candidate.public_id
    seal_entries()
    assert list(find_breaks()) == []


def test_who_does_not_go_any_more_is_forgotten_the_next_night(going):
    TravelDetailsFactory(candidacy=going)
    assert remove_past_details() == 0
    Candidacy.objects.filter(pk=going.pk).update(status=CandidacyStatus.WITHDRAWN)
    assert remove_past_details() == 1
