"""The public pages of vacancies, rounds, crisis-management missions and selections by Selor."""

import datetime as dt

import pytest
from django.utils import translation

from missions.enums import Structure
from missions.models import JpoPlacement
from tests.factories.missions import (
    CrisisCallFactory,
    CrisisMissionFactory,
    JpoOpeningFactory,
    JpoRoundFactory,
    RoundCallFactory,
    SelorRoundFactory,
    VacancyCallFactory,
    VacancyFactory,
    days_from_today,
)

pytestmark = pytest.mark.django_db
STATIONS = [f"duty_station_{language}" for language in ("fr", "nl", "de", "en")]
NOT_STATED = "not stated in the notice"


@pytest.fixture
def show(client):
    """The text of an entry's page in English."""

    def show_page(post, status: int = 200) -> str:
        with translation.override("en"):
            address = post.get_absolute_url()
        answer = client.get(address)
        assert answer.status_code == status
        return answer.content.decode()

    return show_page


def test_what_is_not_published_has_no_page(show):
    for factory in (VacancyFactory, JpoRoundFactory, CrisisMissionFactory, SelorRoundFactory):
        show(factory(unpublished=True), status=404)


def test_a_vacancy_says_what_its_notice_does_not_say(show):
    page = show(VacancyFactory(**dict.fromkeys(STATIONS, "")))

    for unknown in ("Vacancy number", "Grade", "Number of posts", "Date of issue", "Date of entry on duty"):
        assert NOT_STATED in page.split(f"<dt>{unknown}</dt>")[1].split("</dd>")[0]
    assert "The OSCE never asks for payment" in page
    assert "You apply well before the last day" in page
    assert "None: the OSCE pays it in field operations only." in page
    assert "The ministry asks for no candidacies here at the moment." in page


def test_a_vacancy_shows_the_facts_of_its_notice(show):
    vacancy = VacancyFactory(
        number="VNKOSS00123", grade="S2", fields=["civilian_police"], posts=2, duration_months=12,
        structure=Structure.FIELD_OPERATION, has_allowance=True, may_apply_directly=False,
        belgium_pays_en="Salary and travel", tasks_en="Advises the police", duty_station_en="Pristina",
    )  # fmt: skip

    page = show(vacancy)

    for fact in ("VNKOSS00123", "S2", "Civilian police", "12 months", "Paid by the OSCE.", "Pristina"):
        assert fact in page
    assert "Salary and travel" in page
    assert "Advises the police" in page


def test_an_open_call_says_how_to_apply_and_has_no_button(show):
    """Candidacies of these schemes do not pass through the portal yet."""
    vacancy = VacancyFactory(osce_closes_on=days_from_today(45))
    pages = [
        show(VacancyCallFactory(vacancy=vacancy, how_to_apply_en="Write to the desk.").vacancy),
        show(RoundCallFactory(how_to_apply_en="Write to the desk.").round),
        show(CrisisCallFactory(how_to_apply_en="Write to the desk.").crisis_mission),
    ]

    for page in pages:
        assert "Write to the desk." in page
        assert "24:00 (Brussels time)" in page
        assert "30 days left" in page
        assert "candidacies/" not in page.split("<main")[1].split("</main")[0]
    assert "The ministry’s day comes first" in pages[0]


def test_a_round_that_is_over_without_a_call_speaks_of_no_deadline(show):
    page = show(JpoRoundFactory(calendar_on=days_from_today(-30)))

    assert "This is over." in page
    assert "The deadline has passed" not in page


def test_a_closed_call_stays_with_its_outcome(show):
    call = VacancyCallFactory(closed=True, outcome_en="One expert was nominated.")

    page = show(call.vacancy)

    assert "The deadline has passed" in page
    assert "One expert was nominated." in page
    assert "How to apply" not in page


def test_a_post_that_is_advertised_again_points_to_the_notice_that_counts(show):
    earlier = VacancyFactory()
    later = VacancyFactory(follows=earlier)

    assert later.public_id in show(earlier)
    assert earlier.public_id in show(later)


def test_a_round_shows_openings_placements_and_that_sponsoring_is_unknown(
    show, django_assert_max_num_queries
):
    jpo_round = JpoRoundFactory(osce_funded_limit=5, terms_en="One year in all")
    for number in range(1, 23):
        JpoOpeningFactory(round=jpo_round, number=number, code=f"OSG/{number}-X")
    days = [dt.date(2020, 9, 1), dt.date(2021, 3, 1), dt.date(2021, 9, 1)]
    places = ["secretariat", "field_operation"]
    for order, (where, cents) in enumerate(zip(places, (125_000, 100_000), strict=True), 1):
        JpoPlacement.objects.create(
            round=jpo_round, order=order, where=where, months=6, allowance_cents=cents,
            starts_on=days[order - 1], ends_on=days[order],
        )  # fmt: skip

    with django_assert_max_num_queries(4):
        page = show(jpo_round)

    assert "22 openings" in page
    assert "OSG/22-X" in page
    assert "September 2020 – March 2021" in page
    assert "€1,250.00" in page
    assert "unknown until it is decided" in page
    assert "5 JPOs at most" in page
    assert "up to 3 openings" in page
    assert "which one is asked for is to be confirmed" in page
    assert "One year in all" in page


@pytest.mark.parametrize(
    ("for_pool", "for_services", "says", "hides"),
    [
        (True, False, "Experts of the pool", "Staff of federal"),
        (False, True, "Staff of federal", "Experts of"),
    ],
)
def test_a_crisis_mission_says_who_may_apply_and_for_how_long(show, for_pool, for_services, says, hides):
    page = show(CrisisMissionFactory(for_pool=for_pool, for_services=for_services, country="XK"))

    assert "Kosovo" in page
    assert says in page
    assert hides not in page
    assert "two years at most" in page


def test_a_selection_by_selor_is_applied_for_there(show):
    page = show(
        SelorRoundFactory(opens_on=days_from_today(-1), closes_on=days_from_today(5), link="https://x.be/")
    )
    over = show(SelorRoundFactory(closes_on=days_from_today(-1), link="https://x.be/"))

    assert "you apply at Selor" in page
    assert "https://x.be/" in page
    assert "The last day has passed." in over
    assert "https://x.be/" not in over


def test_a_text_in_another_language_is_named(show):
    page = show(CrisisMissionFactory(tasks_fr="Conseiller la police", tasks_en=""))

    assert "This text is available in this language only: French." in page
    assert 'lang="fr"' in page
