"""One newcomer written down twice at once; without the lock two people are made of one."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from candidates import services
from candidates.errors import KnownPerson
from candidates.models import Candidate
from selection.candidacies.models import Candidacy
from tests import samples
from tests.factories.accounts import UserFactory
from tests.factories.missions import CallFactory
from tests.races import LONG, WAITING_IN_LINE, Wire, at_once, meeting, race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
LIEN = {"first_name": "Lien", "last_name": "Maes", "birth_date": dt.date(1990, 5, 4)}


with_and_without = pytest.mark.parametrize("locked", [True, False], ids=["locked", "control without lock"])


@with_and_without
@pytest.mark.parametrize("address", ["lien@example.org", "maes@example.org"])
def test_two_officers_who_add_the_same_newcomer_at_once_make_one_person(locked, address):
    officers = [UserFactory(staff=True, groups=["desk_officer"]) for _officer in range(2)]

    outcomes = race(
        lambda: services.add_candidate(actor=officers[0], email="lien@example.org", **LIEN),
        lambda: services.add_candidate(actor=officers[1], email=address, **LIEN),
        with_lock=locked,
    )

    if locked:
        (refused,) = [one for one in outcomes if isinstance(one, KnownPerson)]
        assert refused.people == [Candidate.objects.get()]
    else:
        assert Candidate.objects.count() == 2


@with_and_without
def test_who_registers_while_an_officer_adds_the_same_person_gets_one_file(locked):
    user, officer = UserFactory(email="lien@example.org"), UserFactory(staff=True)

    race(
        lambda: services.add_candidate(actor=officer, email="lien@example.org", **LIEN),
        lambda: services.register_candidate(user, actor=user, **LIEN),
        with_lock=locked,
    )

    if locked:
        assert Candidate.objects.get().user == user
    else:
        assert Candidate.objects.count() == 2


def test_who_records_second_is_shown_the_person_added_meanwhile():
    both_have_looked, call = meeting(seconds=LONG), CallFactory(closed=True)

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

    pages = at_once(
        lambda: post("lien@example.org"),
        lambda: post("maes@example.org"),
        wire=lambda: Wire(WAITING_IN_LINE, both_have_looked, with_lock=True),
    )

    (asked,) = [page for page in pages if page.status_code == 200]
    person = Candidacy.objects.get().candidate
    form = asked.context["form"]
    assert person.public_id in [value for value, _label in form.fields["person"].choices]
    assert form.errors.keys() == {"person"}
    assert 'name="other_because"' in asked.content.decode()
