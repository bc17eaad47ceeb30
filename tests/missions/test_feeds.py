"""The calendar for machines, read back by other programs' parsers."""

import datetime as dt
import json

import pytest
import vobject
from django.utils import timezone
from icalendar import Calendar
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from missions.enums import DatePrecision, MissionFormat
from missions.services import publish_call, set_election_call, update_call_settings
from osce_portal.common.enums import Role
from tests.factories.missions import (
    CallFactory,
    CrisisCallFactory,
    MissionFactory,
    ParticipatingStateFactory,
    RoundCallFactory,
    SelorRoundFactory,
    VacancyCallFactory,
    days_from_today,
)

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
            "second_round_on": None,
            "closes_at": timezone.localtime(call.closes_at).isoformat(),
            "status": "open",
            "url": f"{settings.BASE_URL}/en/missions/{call.mission.public_id}/",
            "kind": "mission",
            "scheme": "election_observation",
            "role": "sto",
            "place": "Kyrgyzstan",
            "opens_at": timezone.localtime(call.opens_at).isoformat(),
            "last_day": call.closes_on.isoformat(),
            "is_confirmed": True,
            "outcome": "",
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

    assert calls(client) == []  # a year back and everything to come, unless all is asked for
    (entry,) = calls(client, "?lang=en&period=all")
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
    second_day = days_from_today(101)
    call = CallFactory(mission__reference="KG-2027-01-presidential", mission__voting_ends_on=second_day)

    deadline, election = events(client)

    assert deadline.decoded("dtstart") == call.closes_at
    assert str(deadline["dtstart"].to_ical(), "ascii").endswith("Z")
    assert str(deadline["uid"]) == "deadline-KG-2027-01-presidential@testserver"
    assert election.decoded("dtstart") == call.mission.election_day
    assert (election.decoded("dtend") - call.mission.election_day).days == 2
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
def test_three_calls_of_each_scheme_cost_no_more_queries_than_one(client, url, django_assert_num_queries):
    queries = 12 if url == "/calendar.json" else 13  # of which six say until when the answer holds
    calls_of_all_schemes()
    with django_assert_num_queries(queries):
        assert client.get(url).status_code == 200
    calls_of_all_schemes()
    calls_of_all_schemes()
    with django_assert_num_queries(queries):
        client.get(url)
    with django_assert_num_queries(0):
        client.get(url)


def calls_of_all_schemes():
    for make in (CallFactory, VacancyCallFactory, RoundCallFactory, CrisisCallFactory):
        make()
    SelorRoundFactory(opens_on=days_from_today(5), closes_on=days_from_today(30))


def test_who_has_the_answer_already_is_told_so_without_a_question_to_the_database(
    client, django_assert_num_queries
):
    calls_of_all_schemes()
    for url in ("/calendar.json?lang=fr&scheme=jpo", "/calendar.ics?lang=nl&country=KG&period=all"):
        etag = client.get(url)["ETag"]
        with django_assert_num_queries(0):
            response = client.get(url, headers={"if-none-match": etag})
        assert (response.status_code, response.content) == (304, b"")


def test_the_answer_fits_its_published_schema(client):
    calls_of_all_schemes()
    MissionFactory(without_day=True, unconfirmed=True)
    CallFactory(closed=True, mission__election_day=days_from_today(-3), outcome_en="Twelve went.")
    schema = json.loads(b"".join(client.get("/calendar.schema.json")))
    check = Draft202012Validator(schema, format_checker=FormatChecker())

    response = client.get("/calendar.json?lang=en&period=all")
    answer = json.loads(response.content)

    Draft202012Validator.check_schema(schema)
    check.validate(answer)
    assert len(answer["calls"]) == 7
    assert response["Link"] == '<http://testserver/calendar.schema.json>; rel="describedby"'
    answer["calls"][0]["status"] = "sleeping"
    with pytest.raises(ValidationError):
        check.validate(answer)


def test_a_second_round_ahead_stands_in_both_feeds_on_its_own_day(client):
    first_round, second_round = days_from_today(-400), days_from_today(5)
    MissionFactory(reference="A", election_day=first_round, second_round_on=second_round)
    MissionFactory(reference="B", election_day=days_from_today(3))
    MissionFactory(reference="C", election_day=days_from_today(7))
    MissionFactory(reference="D", election_day=first_round)

    assert [(entry["reference"], entry["second_round_on"]) for entry in calls(client)] == [
        ("C", None), ("A", second_round.isoformat()), ("B", None),
    ]  # fmt: skip
    days = {str(event["uid"]).split("@")[0]: event.decoded("dtstart") for event in events(client)}
    assert days["second-round-A"] == second_round
    assert {name[-1] for name in days} == {"A", "B", "C"}


def test_two_parsers_read_the_same_calendar(client):
    calls_of_all_schemes()
    MissionFactory(unconfirmed=True, second_round_on=days_from_today(114))
    raw = client.get("/calendar.ics?lang=fr").content

    one = {
        str(event["uid"]): (event.decoded("dtstart"), str(event["summary"]), str(event["status"]))
        for event in Calendar.from_ical(raw).walk("VEVENT")
    }
    other = {
        event.uid.value: (event.dtstart.value, event.summary.value, event.status.value)
        for event in vobject.readOne(raw.decode()).vevent_list
    }

    assert one == other
    assert len(one) == 4 + 2 + 2 + 1
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75


def test_filters_and_a_parameter_that_does_not_exist(client):
    calls_of_all_schemes()

    assert [entry["kind"] for entry in calls(client, "?lang=en&scheme=jpo")] == ["round"]
    assert [entry["country"] for entry in calls(client, "?country=XK")] == ["XK"]
    for query in (
        "?scheme=sleeping",
        "?country=Belgium",
        "?period=ever",
        "?status=x",
        "?role=x",
        "?format=x",
    ):
        assert client.get(f"/calendar.json{query}").status_code == 400


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Not a value of the parameter: country"),
        ("nl", "Geen geldige waarde voor de parameter: country"),
    ],
)
def test_a_refusal_is_a_machines_answer_in_the_asked_language(client, language, said):
    query = f"?lang={language}&country=Belgium"

    problem = client.get(f"/calendar.json{query}", headers={"accept-language": "de"})
    line = client.get(f"/calendar.ics{query}", headers={"accept-language": "de"})

    assert (problem.status_code, problem["Content-Type"]) == (400, "application/problem+json")
    assert json.loads(problem.content) == {
        "title": "Bad Request",
        "status": 400,
        "detail": said,
        "parameter": "country",
    }
    assert (line.status_code, line["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert line.content.decode() == said
    assert (problem["Content-Language"], line["Content-Language"]) == (language, language)


def test_the_entry_of_one_call_is_not_sent_twice_and_is_anew_after_an_act(
    client, django_assert_num_queries, django_capture_on_commit_callbacks
):
    call = CallFactory()
    address = f"/calls/{call.public_id}.ics?lang=fr"
    first = client.get(address)["ETag"]

    with django_assert_num_queries(0):
        assert client.get(address, headers={"if-none-match": first}).status_code == 304
    other_language = address.replace("lang=fr", "lang=nl")
    assert client.get(other_language, headers={"if-none-match": first}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        update_call_settings(call, actor=None, places=7)

    again = client.get(address, headers={"if-none-match": first})
    assert (again.status_code, again["ETag"] == first) == (200, False)


def test_a_cancelled_call_and_an_unconfirmed_mission_say_so_to_calendars(client):
    CallFactory(mission__reference="A", cancelled_at=timezone.now())
    MissionFactory(reference="B", unconfirmed=True)

    found = {str(event["uid"]).split("@")[0]: str(event["status"]) for event in events(client)}

    assert found == {"deadline-A": "CANCELLED", "election-A": "CONFIRMED", "election-B": "TENTATIVE"}


@pytest.mark.parametrize(
    ("election_day", "instant"),
    [
        (dt.date(2026, 11, 8), "20260927T220000Z"),  # closes in summer time, votes in winter time
        (dt.date(2027, 4, 25), "20270314T230000Z"),  # closes in winter time, votes in summer time
        (dt.date(2027, 5, 9), "20270328T220000Z"),  # closes at the end of the day on which clocks change
    ],
)
def test_a_deadline_is_an_instant_that_no_change_of_clocks_moves(client, election_day, instant):
    CallFactory(mission__election_day=election_day)

    deadline = next(event for event in events(client, "?period=all") if "deadline" in event["uid"])
    assert deadline["dtstart"].to_ical() == instant.encode()


def test_the_entry_of_one_call_keeps_its_name_and_grows_in_sequence_when_the_call_moves(client):
    mission = MissionFactory()
    call = set_election_call(mission, actor=None)
    publish_call(call, actor=None)
    address = f"/calls/{call.public_id}.ics"
    before = Calendar.from_ical(client.get(address).content).walk("VEVENT")[0]

    update_call_settings(call, actor=None, places=7)
    response = client.get(address)
    after = Calendar.from_ical(response.content).walk("VEVENT")[0]

    assert before["uid"] == after["uid"] == f"deadline-{mission.reference}@testserver"
    assert (int(before["sequence"]), int(after["sequence"])) == (2, 3)
    assert after.decoded("last-modified") >= before.decoded("last-modified")
    assert response["Content-Disposition"] == f'attachment; filename="{mission.reference}.ics"'
    assert client.get(f"/calls/{CallFactory(unpublished=True).public_id}.ics").status_code == 404
    page = client.get(mission.get_absolute_url()).content.decode()
    assert f'href="{address}?lang=' in page
