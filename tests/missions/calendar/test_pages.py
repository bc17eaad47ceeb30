"""One calendar over all kinds, as a list and as a month."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import strip_tags

from missions.deadlines import BRUSSELS
from missions.enums import CallStatus, MissionFormat, MissionStage
from osce_portal.common.enums import Role, Scheme
from tests.factories.missions import (
    CallFactory,
    CrisisCallFactory,
    CrisisMissionFactory,
    JpoRoundFactory,
    MissionFactory,
    ParticipatingStateFactory,
    RoundCallFactory,
    SelorRoundFactory,
    VacancyCallFactory,
    VacancyFactory,
    days_from_today,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def read(client, url: str, **choices: str) -> str:
    response = client.get(url, choices)
    assert response.status_code == 200
    return " ".join(strip_tags(response.content.decode()).split())


def one_of_each(number: int = 0) -> dict[str, str]:
    """A row of every kind to come, with a call where it can have one; what is asked of each in words."""
    soon = days_from_today(30 + number)
    vacancy = VacancyFactory(state=ParticipatingStateFactory(iso2="MD"), calendar_on=soon)
    rows = {
        "mission": CallFactory().mission,
        "vacancy": VacancyCallFactory(vacancy=vacancy).vacancy,
        "round": RoundCallFactory(round=JpoRoundFactory(calendar_on=soon)).round,
        "crisis": CrisisCallFactory(crisis_mission=CrisisMissionFactory(calendar_on=soon)).crisis_mission,
        "selor": SelorRoundFactory(opens_on=days_from_today(10), closes_on=soon, calendar_on=soon),
    }
    return {code: row.public_id for code, row in rows.items()}


FOUND = [
    ({}, {"mission", "vacancy", "round", "crisis", "selor"}),
    ({"scheme": Scheme.SECONDMENT}, {"vacancy"}),
    ({"scheme": Scheme.CRISIS_MANAGEMENT}, {"crisis", "selor"}),
    ({"role": Role.JPO}, {"round"}),
    ({"role": Role.STO}, {"mission"}),
    ({"role": Role.LTO}, set()),
    ({"country": "MD"}, {"vacancy"}),
    ({"country": "XK"}, {"crisis"}),
    ({"status": CallStatus.OPEN}, {"mission", "vacancy", "round", "crisis"}),
    ({"status": CallStatus.AWAITED}, {"selor"}),
    ({"format": MissionFormat.EOM}, {"mission"}),
    ({"scheme": Scheme.JPO, "role": Role.STO}, set()),
    ({"country": "MD", "status": CallStatus.CLOSED}, set()),
]


def test_every_kind_stands_in_one_list_and_the_filters_narrow_it(client):
    rows = one_of_each()

    for choices, expected in FOUND:
        content = client.get(reverse("missions:calendar"), choices).content.decode()
        assert {code for code, ref in rows.items() if f"/{ref}/" in content} == expected, choices


def test_a_row_says_what_where_for_whom_until_when_and_how_sure_it_is(client):
    vacancy = VacancyFactory(
        duty_station_en="Chisinau", state=ParticipatingStateFactory(iso2="MD"), is_confirmed=False
    )
    call = VacancyCallFactory(vacancy=vacancy)

    text = read(client, reverse("missions:calendar"))

    last = f"{call.closes_on.day} {call.closes_on:%B %Y}, 24:00 (Brussels time)"
    for said in (
        "Secondment",
        "Chisinau, Moldova",
        "Seconded expert Open 30 days left",
        last,
        "to be confirmed",
    ):
        assert said in text


def test_an_ended_call_stays_with_its_outcome_or_else_its_status(client):
    CallFactory(
        closed=True, mission__election_day=days_from_today(-5), outcome_en="Twelve observers were sent."
    )
    CallFactory(closed=True, mission__election_day=days_from_today(-6), outcome_fr="Six personnes.")
    VacancyCallFactory(closed=True, vacancy__calendar_on=days_from_today(-12))

    text = read(client, reverse("missions:past"))

    assert "Outcome: Twelve observers were sent." in text
    assert "in this language only: French. Six personnes." in text
    assert "Seconded expert Closed" in text


def test_the_lists_and_the_month_cost_the_same_queries_for_one_row_of_a_kind_as_for_three(
    client, django_assert_num_queries
):
    today = timezone.localdate()
    addresses = [reverse("missions:calendar"), reverse("missions:month", args=[today.year, today.month])]
    one_of_each()
    counted = []
    for address, queries in zip(addresses, (10, 5), strict=True):
        with django_assert_num_queries(queries) as found:
            client.get(address)
        counted.append(len(found))
    one_of_each(1)
    one_of_each(2)
    for address, queries in zip(addresses, counted, strict=True):
        with django_assert_num_queries(queries):
            client.get(address)


def test_a_month_shows_deadlines_openings_elections_second_rounds_and_selor_each_on_its_day(client):
    opens_at = dt.datetime(2031, 3, 8, 23, 30, tzinfo=BRUSSELS)
    CallFactory(mission__election_day=dt.date(2031, 4, 20), opens_at=opens_at)
    MissionFactory(election_day=dt.date(2031, 3, 23), second_round_on=dt.date(2031, 3, 30))
    SelorRoundFactory(opens_on=dt.date(2031, 3, 3), closes_on=dt.date(2031, 3, 31))
    MissionFactory(in_a_month=True, period_ends_on=dt.date(2031, 3, 31))
    MissionFactory(
        election_day=dt.date(2031, 2, 28), voting_ends_on=dt.date(2031, 3, 1), stage=MissionStage.CANCELLED
    )

    text = read(client, reverse("missions:month", args=[2031, 3]))

    for said in (
        "Saturday 1 March Election day Kyrgyzstan – presidential election Cancelled",
        "Monday 3 March Selor: first day",
        "Saturday 8 March Opens",
        "Sunday 9 March Deadline",
        "Sunday 23 March Election day",
        "Sunday 30 March Second round",
        "Monday 31 March Selor: last day",
        "Elections whose day is not known yet Kyrgyzstan – presidential election: March 2031",
    ):
        assert said in text
    assert "Deadline Kyrgyzstan – presidential election (short-term observer) 24:00 (Brussels time)" in text


def test_the_months_lead_on_with_the_choices_and_other_months_do_not_exist(client):
    address = reverse("missions:month", args=[2031, 3])

    content = client.get(address, {"scheme": "jpo"}).content.decode()

    for link in (
        "/en/calendar/2031/2/?scheme=jpo",
        "/en/calendar/2031/4/?scheme=jpo",
        "/en/calendar/?scheme=jpo",
    ):
        assert f'href="{link}"' in content
    assert "/calendar.ics?lang=en&amp;scheme=jpo" in content
    assert "Nothing in this month." in content
    for year, month in ((1999, 12), (2031, 13), (2101, 1)):
        assert client.get(f"/en/calendar/{year}/{month}/").status_code == 404
    assert "not one of the available choices" in read(client, address, scheme="sleeping")
    today = timezone.localdate()
    assert (
        client.get("/en/calendar/month/?role=sto").url == f"/en/calendar/{today.year}/{today.month}/?role=sto"
    )
