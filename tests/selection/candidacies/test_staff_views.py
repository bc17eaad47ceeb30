"""Recording what came by e-mail, on paper or through the OSCE, as a desk officer does it."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from candidates.models import Candidate
from candidates.services import rebuild_search
from missions.services import enter_past_calls
from osce_portal.accounts.rules import GROUPS
from osce_portal.audit.models import AuditEntry
from osce_portal.files.models import StoredFile
from osce_portal.mail.models import QueuedMail
from selection.candidacies.models import Candidacy, LateAttempt
from tests import samples
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.missions import CallFactory, MissionFactory

pytestmark = pytest.mark.django_db
RECORD = "admin:candidacies_candidacy_record"
PDF = samples.pdf()


@pytest.fixture
def officer(client):
    user = UserFactory(staff=True, groups=["desk_officer"], language="en")
    client.force_login(user)
    return user


@pytest.fixture
def call():
    return CallFactory(closed=True)


def before(call, minutes: int = 10) -> str:
    at = timezone.localtime(call.closes_at) - dt.timedelta(minutes=minutes)
    return f"{at:%Y-%m-%dT%H:%M}"


def record(client, call, q="", **changed):
    data = {
        "person": "new",
        "first_name": "Lien",
        "last_name": "Maes",
        "email": "lien@example.org",
        "correspondence_language": "nl",
        "call": call.pk,
        "channel": "email",
        "received_at": before(call),
        "proof": SimpleUploadedFile("mail.pdf", PDF),
    } | changed
    sent = {name: value for name, value in data.items() if value is not None}
    return client.post(f"{reverse(RECORD)}?q={q}", sent, follow=True)


def test_a_new_person_is_added_and_gets_the_receipt(client, officer, call):
    page = record(client, call)
    candidacy = Candidacy.objects.get()
    assert candidacy.receipt_number in page.content.decode()
    assert (candidacy.candidate.email, candidacy.recorded_by) == ("lien@example.org", officer)
    assert f"{timezone.localtime(candidacy.received_at):%Y-%m-%dT%H:%M}" == before(call)
    assert (QueuedMail.objects.get().to_email, QueuedMail.objects.get().language) == (
        "lien@example.org",
        "nl",
    )


def test_somebody_in_the_database_is_found_by_name_or_address(client, officer, call):
    person = CandidateFactory(first_name="Aïcha", last_name="Verhoeven", email="aicha@example.org")
    CandidateFactory(first_name="Aïcha", last_name="Dupont", user=None, email="dupont@brussels.test")
    rebuild_search()
    for q in ("verhoeven", "aïcha verh", "aicha@example"):
        page = client.get(reverse(RECORD), {"q": q})
        found = [value for value, _label in page.context["form"].fields["person"].choices]
        assert found == [person.public_id, "new"]
    record(client, call, q="verhoeven", person=person.public_id)
    assert Candidacy.objects.get().candidate == person


def test_looking_somebody_up_is_an_act_in_the_log_and_shows_no_address(client, officer, call):
    person = CandidateFactory(last_name="Verhoeven", city="Aalst", email="verhoeven@example.org")
    rebuild_search()

    html = client.get(reverse(RECORD), {"q": "verhoeven"}).content.decode()

    assert f"{person.full_name}, Aalst ({person.public_id})" in html
    assert "verhoeven@example.org" not in html
    entry = AuditEntry.objects.get(action="candidate.searched")
    assert entry.actor == officer
    assert entry.value_rows.get().values == {"count": 1, "facets": [], "with_words": True}
    record(client, call, q="verhoeven", person=person.public_id)
    client.get(reverse(RECORD))
    assert AuditEntry.objects.filter(action="candidate.searched").count() == 1


def test_the_same_new_person_is_not_added_twice(client, officer, call):
    record(client, call)
    record(client, CallFactory(closed=True))
    assert Candidate.objects.count() == 1
    assert Candidacy.objects.count() == 2


def test_what_came_too_late_is_refused_clearly_and_noted(client, officer, call):
    page = record(client, call, received_at=before(call, minutes=-1))
    assert "deadline for this call has passed" in str(page.context["form"].errors["received_at"])
    attempt = LateAttempt.objects.get()
    assert (attempt.channel, attempt.candidate.last_name) == ("email", "Maes")
    assert not Candidacy.objects.exists()


def test_a_time_before_the_call_was_opened_is_refused_at_its_field(client, officer, call):
    early = timezone.localtime(call.published_at) - dt.timedelta(days=1)
    page = record(client, call, received_at=f"{early:%Y-%m-%dT%H:%M}")
    assert "before the call was opened" in str(page.context["form"].errors["received_at"])
    assert not Candidacy.objects.exists()


def test_only_calls_that_can_still_take_a_candidacy_are_offered(client, officer, call):
    still_open = CallFactory()
    CallFactory(closed=True, decided_at=timezone.now())
    CallFactory(closed=True, cancelled_at=timezone.now())
    CallFactory(unpublished=True)
    enter_past_calls([MissionFactory(past=True)], actor=officer)
    field = client.get(reverse(RECORD)).context["form"].fields["call"]
    assert {value for value, _label in field.choices} == {"", call.pk, still_open.pk}


def test_a_call_decided_meanwhile_takes_nothing_and_the_officer_reads_what_to_do(client, officer):
    call = CallFactory(closed=True, decided_at=timezone.now())
    page = record(client, call)
    said = str(page.context["form"].errors["call"])
    assert "can no longer enter it" in said
    assert "tell the person in writing" in said
    assert "mail.pdf" in page.content.decode()
    assert LateAttempt.objects.get().candidate.last_name == "Maes"
    assert not Candidacy.objects.exists()


def test_a_time_in_the_future_is_refused(client, officer):
    call = CallFactory()
    page = record(client, call, received_at=before(call))
    assert "future" in page.content.decode()
    assert not Candidacy.objects.exists()


def test_the_proof_is_needed_and_survives_another_mistake(client, officer, call):
    assert "attach" in str(record(client, call, proof=None).context["form"].errors["proof"])
    page = record(client, call, first_name="")
    assert "needed for a new person" in str(page.context["form"].errors["first_name"])
    record(client, call, proof=None)
    assert Candidacy.objects.get().proof.name == "mail.pdf"
    assert StoredFile.objects.count() == 1


def test_a_second_candidacy_is_refused(client, officer):
    first = CandidacyFactory(received=True, call__closed=True, candidate__last_name="Unique")
    rebuild_search()
    page = record(client, first.call, q="unique", person=first.candidate.public_id)
    assert "received already" in page.content.decode()


def test_the_own_person_is_not_found(client, officer, call):
    own = CandidateFactory(user=officer, last_name="Self")
    rebuild_search()
    page = record(client, call, q="self", person=own.public_id)
    assert "person" in page.context["form"].errors
    assert not Candidacy.objects.exists()


@pytest.mark.parametrize("group", [*GROUPS, None])
def test_only_a_desk_officer_records(client, group):
    client.force_login(UserFactory(staff=True, groups=[group] if group else []))
    assert client.get(reverse(RECORD)).status_code == (200 if group == "desk_officer" else 404)


@pytest.fixture
def janssens():
    return CandidateFactory(
        first_name="Lien", last_name="Janssens", email="Lien@example.org", without_account=True, city="Gent",
        birth_date=dt.date(1990, 5, 4),
    )  # fmt: skip


def test_a_known_address_makes_no_second_person_silently(client, officer, call, janssens):
    page = record(client, call, last_name="Janssen")

    assert "is in the database" in str(page.context["form"].errors["person"])
    text = page.content.decode()
    assert "Lien Janssens, born on 4 May 1990, Gent" in text
    assert 'value="Janssen"' in text
    assert (Candidate.objects.count(), Candidacy.objects.count()) == (1, 0)
    assert AuditEntry.objects.filter(action="candidate.seen", subject_ref=janssens.public_id).exists()

    record(client, call, last_name="Janssen", person=janssens.public_id, proof=None)
    assert Candidacy.objects.get().candidate == janssens
    assert Candidacy.objects.get().proof.name == "mail.pdf"


def test_somebody_else_with_the_same_address_is_added_with_a_reason_in_the_log(
    client, officer, call, janssens
):
    record(client, call, first_name="Piet", other_because="They are a couple.")

    person = Candidacy.objects.get().candidate
    assert person != janssens
    entry = AuditEntry.objects.get(action="candidate.added")
    values = entry.value_rows.get().values
    assert (values["other_than"], values["because"]) == ([janssens.public_id], "They are a couple.")


def test_the_address_of_an_account_is_known_too(client, officer, call):
    person = CandidateFactory(last_name="Peeters", user__email="lien@example.org")
    Candidate.objects.update(email="elsewhere@example.org")
    record(client, call, email="LIEN@example.org")
    assert (Candidate.objects.get(), Candidacy.objects.exists()) == (person, False)


def test_the_same_name_and_date_of_birth_are_known_with_another_address(client, officer, call, janssens):
    page = record(client, call, last_name="JANSSENS", email="new@example.org", birth_date="1990-05-04")
    assert "is in the database" in str(page.context["form"].errors["person"])
    record(client, call, last_name="Janssens", email="new@example.org", birth_date="1991-05-04")
    assert Candidate.objects.count() == 2


@pytest.mark.parametrize("because", ["", "Not me at all."])
def test_the_own_address_is_refused_whatever_name_is_typed(client, officer, call, because):
    page = record(client, call, email=officer.email.upper(), other_because=because)
    assert "your own file" in str(page.context["form"].errors["email"])
    assert not Candidate.objects.exists()


def test_the_own_name_and_date_of_birth_are_refused_too(client, officer, call):
    CandidateFactory(user=officer, first_name="Lien", last_name="Maes", birth_date=dt.date(1990, 5, 4))
    page = record(client, call, birth_date="1990-05-04", other_because="Not me at all.")
    assert "your own file" in str(page.context["form"].errors["email"])
    assert Candidate.objects.count() == 1
