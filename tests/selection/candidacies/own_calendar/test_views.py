"""The own calendar: a secret address, what stands behind it, and its end."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from icalendar import Calendar

from missions.models import Call, Change
from selection.candidacies.models import AvailabilityQuestion, CalendarToken, DeadlineException
from selection.candidacies.own_calendar.services import hash_token
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.missions import CallFactory, days_ago

pytestmark = pytest.mark.django_db
PAGE = "/my-candidacies/calendar/"


def make_address(client) -> str:
    return re.search(r"/own-calendar/[\w-]{43}\.ics", client.post(PAGE).content.decode())[0]


def events(client, address: str) -> dict[str, object]:
    found = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    return {str(event["uid"]).split("@")[0]: event for event in found}


def test_the_address_is_shown_once_kept_as_a_hash_replaced_and_ended(client, django_user_model):
    user = UserFactory(language="en")
    client.force_login(user)

    first = make_address(client)
    assert first not in client.get(PAGE).content.decode()
    assert "since" in client.get(PAGE).content.decode()
    assert CalendarToken.objects.get().token_sha256 == hash_token(first.split("/")[-1].removesuffix(".ics"))
    second = make_address(client)
    client.logout()
    response = client.get(second)
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store, private")
    assert client.get(first).status_code == 404
    assert client.post(second).status_code == 405

    django_user_model.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(second).status_code == 404
    django_user_model.objects.filter(pk=user.pk).update(is_active=True)
    client.force_login(user)
    client.post(f"{PAGE}end/")
    assert client.get(second).status_code == 404
    assert not CalendarToken.objects.exists()


def test_it_holds_own_deadlines_days_to_keep_free_and_open_questions_and_nobody_elses(
    client, django_assert_num_queries
):
    person = CandidateFactory(user__language="en")
    received = CandidacyFactory(candidate=person, received=True)
    draft = CandidacyFactory(candidate=person)
    withdrawn = CandidacyFactory(candidate=person, status="withdrawn")
    CandidacyFactory(received=True)
    AvailabilityQuestion.objects.create(
        candidacy=received,
        change=Change.objects.create(mission=received.call.mission, kind="later", note="Told."),
        asked_at=timezone.now(),
    )
    until = days_ago(-70)
    DeadlineException.objects.create(
        candidate=person,
        call=draft.call,
        until=until,
        reason="Ill.",
        is_approved=True,
        decided_at=days_ago(1),
    )
    client.force_login(person.user)
    address = make_address(client)
    client.logout()

    found = events(client, address)

    mission = received.call.mission
    assert set(found) == {
        f"own-deadline-{mission.reference}",
        f"own-deadline-{draft.call.reference}",
        f"days-{received.public_id}",
        f"question-{AvailabilityQuestion.objects.get().public_id}",
    }
    assert withdrawn.call.reference not in str(found)
    days = found[f"days-{received.public_id}"]
    assert days.decoded("dtstart") == received.call.needed_from
    assert (days.decoded("dtend") - received.call.needed_to).days == 1
    assert found[f"own-deadline-{mission.reference}"].decoded("dtstart") == received.call.closes_at
    assert found[f"own-deadline-{draft.call.reference}"].decoded("dtstart") == until.replace(microsecond=0)
    with django_assert_num_queries(6):
        client.get(address)
    name = f"own-deadline-{draft.call.reference}"
    sequence = int(found[name]["sequence"])
    DeadlineException.objects.update(until=draft.call.closes_at - dt.timedelta(days=2))
    assert events(client, address)[name].decoded("dtstart") == draft.call.closes_at
    DeadlineException.objects.update(until=until, is_approved=False, approved_by=None)
    assert int(events(client, address)[name]["sequence"]) == sequence - 1
    DeadlineException.objects.update(is_approved=True)
    Call.objects.update(decided_at=timezone.now())
    assert events(client, address)[name].decoded("dtstart") == draft.call.closes_at


def test_a_cancelled_call_is_cancelled_there_too_and_the_outcome_is_not_told(client):
    person = CandidateFactory(user__language="en")
    call = CallFactory(cancelled_at=timezone.now())
    CandidacyFactory(candidate=person, call=call, received=True)
    CandidacyFactory(candidate=person, received=True, status="ineligible")
    client.force_login(person.user)

    raw = client.get(make_address(client)).content.decode()

    assert raw.count("STATUS:CANCELLED") == 1
    assert "ligible" not in raw
