"""One newcomer written down twice at once; without the lock two people are made of one."""

import datetime as dt
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from candidates import services
from candidates.errors import KnownPerson
from candidates.models import Candidate
from osce_portal.common.models import database_now
from selection.candidacies.models import Candidacy
from tests import samples
from tests.factories.accounts import UserFactory
from tests.factories.missions import CallFactory
from tests.races import at_once, pausing

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
LIEN = {"first_name": "Lien", "last_name": "Maes", "birth_date": dt.date(1990, 5, 4)}


@pytest.fixture(params=[True, False], ids=["locked", "control without lock"])
def locked(request, monkeypatch) -> bool:
    """Whether newcomers wait for each other; either act pauses once it has read who is known."""
    pause = pausing(services.identity_is_complete, with_lock=request.param)
    monkeypatch.setattr(services, "identity_is_complete", pause)
    if not request.param:
        monkeypatch.setattr(services, "lock_openings", database_now)
    return request.param


@pytest.mark.parametrize("address", ["lien@example.org", "maes@example.org"])
def test_two_officers_who_add_the_same_newcomer_at_once_make_one_person(locked, address):
    officers = [UserFactory(staff=True, groups=["desk_officer"]) for _officer in range(2)]

    outcomes = at_once(
        lambda: services.add_candidate(actor=officers[0], email="lien@example.org", **LIEN),
        lambda: services.add_candidate(actor=officers[1], email=address, **LIEN),
    )

    if locked:
        (refused,) = [one for one in outcomes if isinstance(one, KnownPerson)]
        assert refused.people == [Candidate.objects.get()]
    else:
        assert Candidate.objects.count() == 2


def test_who_registers_while_an_officer_adds_the_same_person_gets_one_file(locked):
    user, officer = UserFactory(email="lien@example.org"), UserFactory(staff=True)

    at_once(
        lambda: services.add_candidate(actor=officer, email="lien@example.org", **LIEN),
        lambda: services.register_candidate(user, actor=user, **LIEN),
    )

    if locked:
        assert Candidate.objects.get().user == user
    else:
        assert Candidate.objects.count() == 2


def test_who_records_second_is_shown_the_person_added_meanwhile(monkeypatch):
    lock, meeting, call = services.lock_openings, threading.Barrier(2), CallFactory(closed=True)

    def lock_when_both_have_looked():
        meeting.wait(100)
        lock()

    def post(email: str):
        client = Client()
        client.force_login(UserFactory(staff=True, groups=["desk_officer"], language="en"))
        at = timezone.localtime(call.closes_at) - dt.timedelta(minutes=10)
        typed = {
            "person": "new", **LIEN, "email": email, "correspondence_language": "nl", "call": call.pk,
            "channel": "email", "received_at": f"{at:%Y-%m-%dT%H:%M}",
            "proof": SimpleUploadedFile("mail.pdf", samples.pdf()),
        }  # fmt: skip
        return client.post(reverse("admin:candidacies_candidacy_record"), typed)

    monkeypatch.setattr(services, "lock_openings", lock_when_both_have_looked)
    pages = at_once(lambda: post("lien@example.org"), lambda: post("maes@example.org"))

    (asked,) = [page for page in pages if page.status_code == 200]
    person = Candidacy.objects.get().candidate
    form = asked.context["form"]
    assert person.public_id in [value for value, _label in form.fields["person"].choices]
    assert form.errors.keys() == {"person"}
    assert 'name="other_because"' in asked.content.decode()
