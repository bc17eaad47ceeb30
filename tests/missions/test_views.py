"""The public calendar and the mission page, as a visitor reads them."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import strip_tags

from missions.enums import DatePrecision, MissionFormat, MissionStage
from missions.models import Mission
from osce_portal.common.enums import Role
from tests.factories.missions import (
    CallFactory,
    MissionFactory,
    ParticipatingStateFactory,
    VacancyCallFactory,
    days_ago,
    days_from_today,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def read(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(strip_tags(response.content.decode()).split())


def test_the_calendar_prints_the_deadline_as_its_last_day_with_hour_and_zone(client):
    call = CallFactory(mission__election_day=days_from_today(60))
    last = call.closes_on

    text = read(client, reverse("missions:calendar"))

    assert f"{last.day} {last:%B %Y}, 24:00 (Brussels time)" in text
    assert "18 days left" in text
    assert "Kyrgyzstan – presidential election" in text


@pytest.mark.parametrize(
    ("language", "country"), [("fr", "Kirghizstan"), ("nl", "Kirgizië"), ("de", "Kirgisistan")]
)
def test_the_calendar_names_countries_in_the_page_language(client, language, country):
    CallFactory()

    with translation.override(language):
        assert country in read(client, reverse("missions:calendar"))


@pytest.mark.parametrize("name", ["missions:calendar", "missions:past"])
def test_three_missions_cost_no_more_queries_than_one(client, name, django_assert_num_queries):
    past = name == "missions:past"
    MissionFactory.create_batch(1, past=past)
    first = MissionFactory(past=past)
    CallFactory(mission=first)
    with django_assert_num_queries(6) as queries:
        client.get(reverse(name))
    for mission in MissionFactory.create_batch(2, past=past):
        CallFactory(mission=mission)
    with django_assert_num_queries(len(queries)):
        client.get(reverse(name))


def test_filtering_costs_at_most_one_query_more(client, django_assert_max_num_queries):
    CallFactory.create_batch(3)

    with django_assert_max_num_queries(6):
        client.get(reverse("missions:calendar"), {"country": "KG", "status": "open", "format": "EOM"})


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"country": "MD"}, ["Moldova"]),
        ({"format": "EET"}, ["Georgia"]),
        ({"status": "open"}, ["Moldova"]),
        ({"status": "no_call"}, ["Georgia"]),
        ({"status": "cancelled"}, []),
    ],
)
def test_filters_keep_only_what_they_name(client, parameters, found):
    CallFactory(mission__state=ParticipatingStateFactory(iso2="MD"))
    MissionFactory(state=ParticipatingStateFactory(iso2="GE"), asks_for_nobody=True)

    text = read(client, f"{reverse('missions:calendar')}?{'&'.join('='.join(p) for p in parameters.items())}")

    shown = [name for name in ("Moldova", "Georgia") if f"{name} – presidential" in text]
    assert shown == found
    assert ("Nothing in the calendar fits these filters." in text) is (not found)


def test_a_filter_value_that_does_not_exist_is_explained_and_shows_nothing(client):
    MissionFactory()

    text = read(client, reverse("missions:calendar") + "?status=sleeping")

    assert "sleeping is not one of the available choices" in text
    assert "presidential election" not in text


def test_a_page_number_beyond_the_last_does_not_exist(client):
    assert client.get(reverse("missions:calendar"), {"page": 2}).status_code == 404


def test_pages_keep_the_filters(client):
    MissionFactory.create_batch(26)

    content = client.get(reverse("missions:calendar"), {"country": "KG"}).content.decode()

    assert "?country=KG&amp;page=2" in content
    assert content.count('class="mission-row"') == 25


def test_past_missions_stand_on_a_page_of_their_own(client):
    MissionFactory(past=True, state=ParticipatingStateFactory(iso2="MD"))

    assert "Moldova –" not in read(client, reverse("missions:calendar"))
    assert "Moldova –" in read(client, reverse("missions:past"))


def test_a_mission_with_a_second_round_ahead_is_none_of_the_past(client):
    second_round = days_from_today(10)
    MissionFactory(election_day=days_from_today(-4), second_round_on=second_round)

    shown = read(client, reverse("missions:calendar"))
    assert f"Second round {second_round.day} {second_round:%B %Y}" in shown
    assert "Kyrgyzstan –" not in read(client, reverse("missions:past"))


def test_an_unpublished_mission_has_no_page_and_no_row(client):
    mission = MissionFactory(unpublished=True)

    assert client.get(mission.get_absolute_url()).status_code == 404
    assert "Kyrgyzstan –" not in read(client, reverse("missions:calendar"))


def test_an_unpublished_call_is_not_shown(client):
    call = CallFactory(unpublished=True)

    assert "Candidacies are not open yet." in read(client, call.mission.get_absolute_url())


def test_an_unconfirmed_mission_and_a_sample_are_marked(client):
    mission = MissionFactory(unconfirmed=True, is_sample=True)

    for url in (reverse("missions:calendar"), mission.get_absolute_url()):
        text = read(client, url)
        assert "to be confirmed" in text
        assert "sample" in text


def test_the_page_of_an_open_call_says_what_is_needed_and_when(client, settings):
    call = CallFactory(places=None, mission__election_day=dt.date(2099, 1, 25))

    text = read(client, call.mission.get_absolute_url())

    assert "14 December 2098, 24:00 (Brussels time)" in text
    assert "from 19 January 2099 to 29 January 2099" in text
    assert "Places not yet known" in text
    content = client.get(call.mission.get_absolute_url()).content.decode()
    CallFactory(mission=call.mission, role=Role.LTO)
    Mission.objects.update(voting_ends_on=dt.date(2099, 1, 26), short_term_from=dt.date(2099, 1, 18))
    text = read(client, call.mission.get_absolute_url())
    assert "25 January 2099 – 26 January 2099" in text
    assert "from 18 January 2099 to 30 January 2099" in text
    assert "from 10 December 2098 to 4 February 2099" in text
    assert settings.OSCE_CALENDAR_URL in content
    assert settings.ODIHR_COURSE_URL in content


@pytest.mark.parametrize(
    ("language", "second", "long_term", "short_term"),
    [
        ("en", "8 February 2099", "from 10 December 2098", "from 19 January 2099 to 1 February 2099"),
        ("fr", "8 février 2099", "10 décembre 2098", "1er février 2099"),
        ("nl", "8 februari 2099", "10 december 2098", "1 februari 2099"),
        ("de", "8. Februar 2099", "10. Dezember 2098", "1. Februar 2099"),
    ],
)
def test_the_second_round_and_the_days_in_the_field_stand_on_the_page(
    client, language, second, long_term, short_term
):
    mission = MissionFactory(
        election_day=dt.date(2099, 1, 25), second_round_on=dt.date(2099, 2, 8),
        long_term_from=dt.date(2098, 12, 10), short_term_from=dt.date(2099, 1, 19),
        short_term_to=dt.date(2099, 2, 1),
    )  # fmt: skip

    with translation.override(language):
        text = read(client, mission.get_absolute_url())

    assert [words for words in (second, long_term, short_term) if words not in text] == []


def test_days_in_the_field_that_nobody_knows_are_left_out(client):
    mission = MissionFactory(election_day=dt.date(2099, 1, 25))
    text = read(client, mission.get_absolute_url())
    for unknown in ("Second round", "in the field", "Mission opened on", "not yet known"):
        assert unknown not in text
    assert "Short-term observers must be available from 19 January 2099 to 29 January 2099" in text

    Mission.objects.update(short_term_to=dt.date(2099, 1, 28), opened_on=dt.date(2098, 12, 1))
    text = read(client, mission.get_absolute_url())
    assert "Short-term observers in the field until 28 January 2099" in text
    assert "Mission opened on 1 December 2098" in text


def test_only_a_call_for_ltos_asks_for_several_missions_as_an_sto(client):
    short = CallFactory()
    said = "you have been on several missions as a short-term observer"
    assert said not in read(client, short.mission.get_absolute_url())

    CallFactory(mission=short.mission, role=Role.LTO)
    assert said in read(client, short.mission.get_absolute_url())


def test_an_open_call_has_a_button_to_apply(client):
    call = CallFactory()

    content = client.get(call.mission.get_absolute_url()).content.decode()

    assert f'href="{reverse("candidacies:start", args=[call.public_id])}"' in content


@pytest.mark.parametrize(
    ("trait", "is_shown"), [("open", True), ("awaited", True), ("due", False), ("closed", False)]
)
def test_what_a_candidacy_needs_is_said_only_where_one_may_still_come(client, trait, is_shown):
    text = read(client, CallFactory(**{trait: True}).mission.get_absolute_url())
    assert ("What your candidacy needs" in text) is is_shown
    assert ("See the other missions" in text) is not is_shown


@pytest.mark.parametrize("trait", ["due", "closed"])
def test_the_page_of_a_closed_call_says_that_the_deadline_has_passed(client, trait):
    call = CallFactory(**{trait: True})

    text = read(client, call.mission.get_absolute_url())

    assert "The deadline has passed" in text
    assert call.public_id not in client.get(call.mission.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("facts", "needs_days", "has_deadline_ahead"),
    [
        ({}, True, True),
        ({"opens_at": days_ago(-1)}, True, True),
        ({"closed": True}, True, False),
        ({"closed": True, "decided_at": days_ago(1)}, True, False),
        ({"cancelled_at": days_ago(1)}, False, False),
    ],
)
def test_the_page_asks_for_days_and_deadlines_only_while_they_hold(
    client, facts, needs_days, has_deadline_ahead
):
    call = CallFactory(**facts)

    text = read(client, call.mission.get_absolute_url())

    assert ("Observers must be available" in text) is needs_days
    assert ("Take this deadline over into your calendar" in text) is has_deadline_ahead
    post = VacancyCallFactory(**facts)
    text = read(client, post.vacancy.get_absolute_url())
    assert ("Take this deadline over into your calendar" in text) is has_deadline_ahead


@pytest.mark.parametrize(
    ("stage", "facts", "is_offered"),
    [
        (MissionStage.POSTPONED, {}, True),
        (MissionStage.POSTPONED, {"decided_at": days_ago(1)}, False),
        (MissionStage.OPEN, {}, False),
    ],
)
def test_a_closed_call_of_a_postponed_election_can_be_followed(client, stage, facts, is_offered):
    call = CallFactory(closed=True, mission__stage=stage, **facts)

    page = client.get(call.mission.get_absolute_url()).content.decode()

    assert ("Tell me if it opens again" in page) is is_offered
    assert (f"/my-calls/?mission={call.mission.public_id}" in page) is is_offered


def test_links_of_two_calls_on_one_page_name_their_roles(client):
    mission = CallFactory().mission
    CallFactory(mission=mission, role=Role.LTO)

    text = read(client, mission.get_absolute_url())

    for role in ("Short-term observer", "Long-term observer"):
        assert f"Apply – {role}" in text
        assert f"into your calendar (iCal) – {role}" in text


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"format": MissionFormat.EET}, "for no observers: there is nothing to apply for"),
        ({"format": MissionFormat.LEOM}, "for long-term observers only"),
        ({"without_day": True}, "Candidacies open once the election day is known."),
        ({"stage": MissionStage.CANCELLED}, "Cancelled: no candidacies are taken."),
        ({"past": True}, "The election is over"),
    ],
)
def test_a_mission_without_a_call_says_why_nobody_can_apply(client, facts, said):
    mission = MissionFactory(**facts)

    assert said in read(client, mission.get_absolute_url())


@pytest.mark.parametrize(
    ("precision", "text"),
    [
        (DatePrecision.MONTH, "Election day April 2090 Format"),
        (DatePrecision.LATEST, "Election day April 2090 at the latest Format"),
    ],
)
def test_an_election_without_a_day_says_what_is_known(client, precision, text):
    mission = MissionFactory(election_day=None, date_precision=precision, period_ends_on=dt.date(2090, 4, 30))

    assert text in read(client, mission.get_absolute_url())


@pytest.mark.parametrize(
    ("texts", "language", "note"),
    [
        ({"text_en": "Bring boots.", "text_fr": "Des bottes."}, "en", False),
        ({"text_fr": "Des bottes.", "text_de": "Stiefel."}, "fr", True),
        ({"text_de": "Stiefel."}, "de", True),
    ],
)
def test_a_text_in_another_language_is_shown_as_such(client, texts, language, note):
    call = CallFactory(**texts)

    content = client.get(call.mission.get_absolute_url()).content.decode()

    assert f'<div lang="{language}"><p>{texts[f"text_{language}"]}</p></div>' in content
    assert ("available in this language only" in content) is note


def test_a_call_without_a_text_shows_none(client):
    content = client.get(CallFactory().mission.get_absolute_url()).content.decode()

    assert "<div lang=" not in content


def test_a_published_call_whose_day_was_lost_prints_no_dates(client):
    call = CallFactory(awaited=True)

    text = read(client, call.mission.get_absolute_url())

    assert "Deadline not yet known" in text
    assert "Observers must be available not yet known" in text
    assert "None" not in text


def test_the_home_page_shows_the_open_calls_that_close_first(client, django_assert_max_num_queries):
    for days in (80, 60, 70, 90):
        CallFactory(mission__election_day=days_from_today(days))
    CallFactory(closed=True)

    with django_assert_max_num_queries(1):
        text = read(client, reverse("home"))

    assert [text.find(f"{days} days left") > 0 for days in (18, 28, 38, 48)] == [True, True, True, False]
    assert text.find("18 days left") < text.find("28 days left")


def test_the_home_page_says_nothing_of_open_calls_when_there_are_none(client):
    CallFactory(closed=True)

    assert "Open now" not in read(client, reverse("home"))


def test_the_last_day_itself_is_said_to_be_the_last(client):
    call = CallFactory(mission__election_day=timezone.localdate() + dt.timedelta(days=42))

    assert "last day today" in read(client, call.mission.get_absolute_url())


def test_places_that_nobody_knows_yet_are_said_in_the_plural_where_the_language_has_one(client):
    call = CallFactory(open=True, places=None)

    page = client.get(f"/fr/missions/{call.mission.public_id}/").content.decode()

    assert "pas encore connues" in page
