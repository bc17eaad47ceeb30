"""A post's country is its own, else its field operation's; one in Kosovo is in Kosovo everywhere."""

import json

import pytest
from django.urls import reverse
from icalendar import Calendar

from missions.calendar.places import country_code
from missions.enums import Region, Structure
from missions.models import Vacancy
from missions.services import add_announced, update_announced
from missions.services.following import region_of
from tests.factories.accounts import UserFactory
from tests.factories.missions import (
    CrisisCallFactory,
    FieldOperationFactory,
    MissionFactory,
    ParticipatingStateFactory,
    VacancyCallFactory,
)

pytestmark = pytest.mark.django_db

NAMES = {"RS": "Serbia", "MD": "Moldova", "XK": "Kosovo", "": ""}
# The post's own State, the country of its field operation (None: it has none), and where it is found.
CASES = [
    ("MD", None, "MD"),
    ("", "MD", "MD"),
    ("MD", "RS", "MD"),
    ("MD", "", "MD"),
    ("", "", ""),
    ("", "XK", "XK"),
    ("RS", "XK", "XK"),
]


def call_of(own: str, host: str | None):
    operation = None if host is None else FieldOperationFactory(country=host)
    states = {code: ParticipatingStateFactory(iso2=code) for code in ("MD", "RS")}
    return VacancyCallFactory(
        vacancy__structure=Structure.FIELD_OPERATION,
        vacancy__field_operation=operation,
        vacancy__state=states.get(own),
        vacancy__duty_station_en="Town",
    )


@pytest.mark.parametrize(("own", "host", "expected"), CASES)
def test_list_month_feeds_and_page_agree_where_a_post_is(client, own, host, expected):
    call = call_of(own, host)
    closes_on, page = call.closes_on, f"/vacancies/{call.vacancy.public_id}/"
    month = f"/en/calendar/{closes_on.year}/{closes_on.month}/"
    place = f"Town, {NAMES[expected]}" if expected else "Town"

    for code in ("MD", "RS", "XK"):
        is_here = code == expected
        for address in ("/en/calendar/", month):
            assert (page in client.get(address, {"country": code}).content.decode()) == is_here
        feed = json.loads(client.get(f"/calendar.json?lang=en&country={code}").content)["calls"]
        assert [(entry["country"], entry["place"]) for entry in feed] == [(code, place)] * is_here
        events = Calendar.from_ical(client.get(f"/calendar.ics?lang=en&country={code}").content).walk(
            "VEVENT"
        )
        assert [str(event["location"]) for event in events] == [place] * is_here
    assert country_code(call.vacancy) == expected
    shown = client.get(f"/en{page}").content.decode()
    assert [name for name in ("Serbia", "Moldova", "Kosovo") if f"({name})" in shown] == [NAMES[expected]] * (
        expected != ""
    )


def test_kosovo_is_offered_by_its_name_once_something_is_there(client):
    MissionFactory()
    offered = '<option value="XK">Kosovo</option>'
    assert offered not in client.get("/en/calendar/").content.decode()

    call_of("", "XK")

    assert offered in client.get("/en/calendar/").content.decode()


def test_posts_in_kosovo_and_of_a_field_operation_have_a_region():
    ParticipatingStateFactory(iso2="MD", region=Region.EASTERN_EUROPE)
    kosovo, elsewhere = call_of("", "XK"), call_of("", "MD")
    ParticipatingStateFactory(iso2="TJ", region=Region.CENTRAL_ASIA)

    assert region_of(CrisisCallFactory(crisis_mission__country="XK")) == Region.SOUTH_EASTERN_EUROPE
    assert region_of(CrisisCallFactory(crisis_mission__country="TJ")) == Region.CENTRAL_ASIA
    assert region_of(CrisisCallFactory(crisis_mission__country="ML")) == ""
    assert region_of(kosovo) == Region.SOUTH_EASTERN_EUROPE
    assert region_of(elsewhere) == Region.EASTERN_EUROPE


def test_the_services_keep_the_country_of_posts():
    actor, state = UserFactory(staff=True), ParticipatingStateFactory(iso2="MD")
    operation = FieldOperationFactory(country="XK")
    post = Vacancy(
        reference="A",
        title_fr="A",
        title_nl="A",
        structure=Structure.FIELD_OPERATION,
        field_operation=operation,
    )

    add_announced(post, actor=actor)
    assert stored(post) == "XK"
    update_announced(post, actor=actor, field_operation=None, state=state)
    assert stored(post) == "MD"


def test_an_operation_whose_country_is_corrected_takes_its_posts_along(client):
    client.force_login(UserFactory(staff=True, groups=["desk_officer"]))
    call = call_of("", "RS")
    operation = call.vacancy.field_operation

    response = client.post(
        reverse("admin:missions_fieldoperation_change", args=[operation.pk]),
        {"name": operation.name, "status": "active", "country": "XK"},
    )

    assert response.status_code == 302
    assert stored(call.vacancy) == "XK"


def stored(post: Vacancy) -> str:
    return Vacancy.objects.get(pk=post.pk).country.code
