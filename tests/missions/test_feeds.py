"""The calendar for machines, read back by other programs' parsers."""

import datetime as dt
import json

import pytest
from django.utils import timezone
from icalendar import Calendar

from missions.enums import DatePrecision, MissionFormat
from osce_portal.common.enums import Role
from tests.factories.missions import CallFactory, MissionFactory, ParticipatingStateFactory

pytestmark = pytest.mark.django_db


def calls(client, query: str = "?lang=en") -> list[dict]:
    return json.loads(client.get(f"/calendar.json{query}").content)["calls"]


def events(client, query: str = "?lang=en") -> list:
    return list(Calendar.from_ical(client.get(f"/calendar.ics{query}").content).walk("VEVENT"))


def test_an_open_call_has_exactly_the_documented_keys(client, settings):
    call = CallFactory(mission__reference="KG-2027-01-presidential")

    assert calls(client) == [
        {
            "reference": "KG-2027-01-presidential",
            "title": "Kyrgyzstan – presidential election (short-term observer)",
            "country": "KG",
            "format": "EOM",
            "election_day": call.mission.election_day.isoformat(),
            "closes_at": timezone.localtime(call.closes_at).isoformat(),
            "status": "open",
            "url": f"{settings.BASE_URL}/en/missions/{call.mission.public_id}/",
        }
    ]
    closes_at = dt.datetime.fromisoformat(calls(client)[0]["closes_at"])
    assert closes_at == call.closes_at
    assert closes_at.utcoffset() in {dt.timedelta(hours=1), dt.timedelta(hours=2)}


def test_a_mission_that_asks_for_nobody_has_one_entry_without_a_deadline(client):
    MissionFactory(format=MissionFormat.EET)

    (entry,) = calls(client)
    assert (entry["closes_at"], entry["status"]) == (None, "no_call")


def test_an_election_without_a_day_gives_its_period(client):
    MissionFactory(
        election_day=None, date_precision=DatePrecision.LATEST, period_ends_on=dt.date(2090, 4, 30)
    )

    (entry,) = calls(client)
    assert (entry["election_day"], entry["election_period"]) == (None, "April 2090 at the latest")
    assert entry["status"] == "awaited"


def test_past_calls_stand_in_the_feed_and_unpublished_missions_do_not(client):
    CallFactory(mission__past=True, mission__election_day=dt.date(2024, 10, 20))
    MissionFactory(unpublished=True)

    (entry,) = calls(client)
    assert (entry["closes_at"], entry["status"]) == ("2024-09-09T00:00:00+02:00", "closed")


def test_two_calls_of_one_mission_are_two_entries(client):
    call = CallFactory()
    CallFactory(mission=call.mission, role=Role.LTO)

    reference = call.mission.reference
    assert [entry["reference"] for entry in calls(client)] == [reference, f"{reference}-lto"]
    assert len(events(client)) == 3


@pytest.mark.parametrize(
    ("query", "headers", "country", "language"),
    [
        ("?lang=nl", {}, "Kirgizië", "nl"),
        ("", {"accept-language": "de"}, "Kirgisistan", "de"),
        ("?lang=fr", {"accept-language": "de"}, "Kirghizstan", "fr"),
        ("?lang=xx", {"accept-language": "en"}, "Kyrgyzstan", "en"),
    ],
)
def test_the_language_is_the_asked_one(client, query, headers, country, language):
    CallFactory()

    response = client.get(f"/calendar.json{query}", headers=headers)
    to_subscribe = client.get(f"/calendar.ics{query}", headers=headers)

    assert json.loads(response.content)["calls"][0]["title"].startswith(country)
    assert (response["Content-Language"], to_subscribe["Content-Language"]) == (language, language)


def test_the_calendar_to_subscribe_to_holds_deadline_and_election_day(client):
    call = CallFactory(mission__reference="KG-2027-01-presidential")

    deadline, election = events(client)

    assert deadline.decoded("dtstart") == call.closes_at
    assert str(deadline["dtstart"].to_ical(), "ascii").endswith("Z")
    assert str(deadline["uid"]) == "deadline-KG-2027-01-presidential@testserver"
    assert election.decoded("dtstart") == call.mission.election_day
    assert call.mission.public_id in deadline["url"]


def test_an_imprecise_day_is_no_event(client):
    MissionFactory(in_a_month=True)

    assert events(client) == []


def test_texts_cannot_forge_a_property(client):
    name = "X\r\nATTENDEE:mailto:evil@example.org;,\\\u2028\u0000é"
    state = ParticipatingStateFactory(iso2="XX", name_en=name.replace("\u0000", ""))
    CallFactory(mission__state=state)

    raw = client.get("/calendar.ics?lang=en").content
    assert not any(line.startswith(b"ATTENDEE") for line in raw.splitlines())
    for event in Calendar.from_ical(raw).walk("VEVENT"):
        assert "ATTENDEE" not in event
        assert "evil@example.org" in event["summary"]


def test_an_unchanged_feed_is_not_sent_twice(client):
    CallFactory()

    for url in ("/calendar.json", "/calendar.ics"):
        etag = client.get(url).headers["ETag"]
        assert client.get(url, headers={"if-none-match": etag}).status_code == 304


def test_feeds_are_for_reading_only(client):
    assert client.post("/calendar.json").status_code == 405
    assert client.head("/calendar.ics").status_code == 200


@pytest.mark.parametrize("url", ["/calendar.json", "/calendar.ics"])
def test_three_calls_cost_no_more_queries_than_one(client, url, django_assert_num_queries):
    CallFactory()
    with django_assert_num_queries(2):
        client.get(url)
    CallFactory.create_batch(2)
    with django_assert_num_queries(2):
        client.get(url)
