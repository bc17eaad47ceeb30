"""Vacancies, rounds, crisis missions and selections by Selor in the admin, as the staff's roles meet them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from missions.models import Call, CrisisMission, JpoRound, SelorRound, Vacancy
from osce_portal.audit.models import AuditEntry
from osce_portal.staff_admin import row_address
from tests.factories.accounts import UserFactory
from tests.factories.missions import (
    CallFactory,
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
LANGUAGES = ("fr", "nl", "de", "en")


@pytest.fixture
def officer(client):
    user = UserFactory(staff=True, groups=["desk_officer"], language="en")
    client.force_login(user)
    return user


def in_languages(**texts: str) -> dict[str, str]:
    return {f"{name}_{language}": text for name, text in texts.items() for language in LANGUAGES}


def vacancy_data(**changes) -> dict:
    data = {"reference": "VNSECS00728", "kind": "seconded", "structure": "secretariat"}
    return {**data, **in_languages(title="Adviser", tasks="", qualifications="", belgium_pays=""), **changes}


def round_data(openings: list[dict], initial: int = 0, **changes) -> dict:
    data = {"reference": "JPO-24", "number": "24", "year": "2027", "preferences_limit": "3"}
    data |= in_languages(degree_asked="", terms="")
    for prefix, total, first in (("placements", 0, 0), ("openings", len(openings), initial)):
        data |= {
            f"{prefix}-TOTAL_FORMS": str(total), f"{prefix}-INITIAL_FORMS": str(first),
            f"{prefix}-MIN_NUM_FORMS": "0", f"{prefix}-MAX_NUM_FORMS": "1000",
        }  # fmt: skip
    for number, opening in enumerate(openings):
        data |= {f"openings-{number}-{name}": value for name, value in opening.items()}
    return {**data, **changes}


def test_a_vacancy_is_entered_confirmed_called_and_published(client, officer):
    added = client.post(reverse("admin:missions_vacancy_add"), vacancy_data(fields=["elections", "media"]))
    assert added.status_code == 302, added.context["errors"]
    vacancy = Vacancy.objects.get()
    assert (vacancy.fields, vacancy.published_at) == (["elections", "media"], None)

    acts = {
        act: reverse(f"admin:missions_vacancy_{act}", args=[vacancy.public_id]) for act in ("confirm", "call")
    }
    last = days_from_today(20)
    how = in_languages(how_to_apply="Write to the desk.")
    refused = client.post(acts["call"], {"closes_on": last.isoformat(), **how, "publish": "1"})
    assert "Confirm the entry with its source first" in refused.content.decode()
    assert "Write to the desk." in refused.content.decode()
    assert not Call.objects.exists()

    client.post(acts["confirm"], {"source": "https://vacancies.osce.org/"})
    without_dutch = {**how, "how_to_apply_nl": ""}
    refused = client.post(acts["call"], {"closes_on": last.isoformat(), **without_dutch, "publish": "1"})
    assert "Still missing in French or Dutch: How to apply (Dutch)." in refused.content.decode()
    opened = client.post(acts["call"], {"closes_on": last.isoformat(), **how, "publish": "1"}, follow=True)

    assert "The call is open" in opened.content.decode()
    assert Call.objects.get().is_open(timezone.now())
    assert "its deadline stands" in client.get(acts["call"]).content.decode()
    entries = AuditEntry.objects.filter(object_ref=vacancy.public_id).order_by("id")
    assert list(entries.values_list("action", flat=True)) == ["vacancy.added", "vacancy.confirmed"]


def test_the_languages_of_a_text_stand_beside_each_other_and_those_missing_are_marked(client, officer):
    vacancy = VacancyFactory(tasks_fr="Diriger", tasks_en="Lead", title_de="")

    page = client.get(row_address(vacancy)).content.decode()

    assert "field-tasks_fr field-tasks_nl field-tasks_de field-tasks_en" in page
    assert "The work – Nederlands" in page
    assert 'lang="nl"' in page
    assert page.count("Still missing</span>") == 3  # tasks in Dutch and German, title in German
    assert "Still missing in French or Dutch: The work (Dutch)." in page
    assert "css/side-by-side.css" in page


def test_a_published_vacancy_keeps_its_texts_and_what_was_typed_stays(client, officer):
    vacancy = VacancyCallFactory().vacancy
    address = row_address(vacancy)

    department = {f"department_{language}": "Anything" for language in LANGUAGES}
    data = vacancy_data(title_nl="", osce_closes_on=days_from_today(5).isoformat(), **department)
    answer = client.post(address, data)

    assert answer.status_code == 200
    errors = answer.context["adminform"].form.errors
    assert set(errors) == {"title_nl", "osce_closes_on"}
    assert 'value="Anything"' in answer.content.decode()
    assert Vacancy.objects.get().title_nl == "Police Adviser"


def test_the_allowance_and_the_operation_belong_to_field_operations(client, officer):
    answer = client.post(reverse("admin:missions_vacancy_add"), vacancy_data(has_allowance="true"))

    assert set(answer.context["adminform"].form.errors) == {"has_allowance"}


def test_a_vacancy_points_to_the_one_it_follows_and_not_to_itself(client, officer):
    earlier, later = VacancyFactory(), VacancyFactory()

    answer = client.post(row_address(later), vacancy_data(follows=earlier.pk))
    itself = client.post(row_address(later), vacancy_data(follows=later.pk))

    circle = client.post(row_address(earlier), vacancy_data(follows=later.pk, number="VN1"))

    assert answer.status_code == 302
    assert Vacancy.objects.get(pk=later.pk).follows == earlier
    for refused in (itself, circle):
        assert set(refused.context["adminform"].form.errors) == {"follows"}
    assert "nor after one that came later" in circle.text and 'value="VN1"' in circle.text
    assert Vacancy.objects.get(pk=earlier.pk).follows is None


def opening_data(number: int, **changes) -> dict:
    texts = in_languages(title="Gender Section", department="", summary="Research")
    return {"number": str(number), "code": "OSG/Gender", "structure": "secretariat", **texts, **changes}


def test_openings_are_edited_with_their_round_and_kept_once_it_is_published(client, officer):
    add = client.post(reverse("admin:missions_jporound_add"), round_data([opening_data(1), opening_data(2)]))
    assert add.status_code == 302, add.context["errors"]
    jpo_round = JpoRound.objects.get()
    first, second = jpo_round.openings.all()

    rows = [{**opening_data(1), "id": first.pk, "DELETE": "on"}, {**opening_data(2), "id": second.pk}]
    client.post(row_address(jpo_round), round_data(rows, initial=2))
    assert [opening.number for opening in jpo_round.openings.all()] == [2]

    JpoRound.objects.update(published_at=timezone.now())
    RoundCallFactory(round=jpo_round)
    refused = client.post(
        row_address(jpo_round),
        round_data([{**opening_data(2, title_nl=""), "id": second.pk, "DELETE": "on"}], initial=1),
    )
    assert refused.status_code == 200
    assert "this text must exist in French and in Dutch" in refused.content.decode()
    assert jpo_round.openings.get().title_nl == "Gender Section"


def test_a_crisis_mission_lasts_two_years_at_most_and_is_open_to_somebody(client, officer):
    data = {"reference": "CM-1", "organisation": "eu", "duration_months": "25"}
    texts = in_languages(title="Adviser", tasks="", qualifications="")

    answer = client.post(reverse("admin:missions_crisismission_add"), {**data, **texts})

    page = answer.content.decode()
    assert "two years at most" in page
    assert "Say whether the pool, federal services or both may apply." in page
    assert not CrisisMission.objects.exists()


def test_a_selection_by_selor_is_entered_and_confirmed_and_has_no_call(client, officer):
    data = {"reference": "SELOR-2027", "year": "2027", **in_languages(text="")}
    client.post(reverse("admin:missions_selorround_add"), data)
    row = SelorRound.objects.get()

    client.post(reverse("admin:missions_selorround_confirm", args=[row.public_id]), {"source": "Selor"})

    row.refresh_from_db()
    assert row.published_at is not None
    assert f"{row.public_id}/call/" not in client.get(row_address(row)).content.decode()


def test_a_selection_by_selor_without_dutch_is_not_confirmed_and_the_page_says_what_is_missing(
    client, officer
):
    row = SelorRoundFactory(unpublished=True, text_fr="En automne")
    address = reverse("admin:missions_selorround_confirm", args=[row.public_id])
    missing = "Still missing in French or Dutch: Text (Dutch)."

    shown = client.get(address).text
    refused = client.post(address, {"source": "Selor’s page"}).text

    assert missing in shown and row_address(row) in shown
    assert refused.count(missing) == 1
    assert "Selor’s page" in refused
    row.refresh_from_db()
    assert row.published_at is None


def test_a_published_selection_by_selor_keeps_its_texts_and_says_so_beside_the_field(client, officer):
    row = SelorRoundFactory(**in_languages(text="In autumn"))
    data = {"reference": row.reference, "year": row.year, **in_languages(text="In spring"), "text_nl": ""}

    answer = client.post(row_address(row), data)

    assert set(answer.context["adminform"].form.errors) == {"text_nl"}
    assert "In spring" in answer.text


@pytest.mark.parametrize(
    ("factory", "name"),
    [
        (VacancyFactory, "vacancy"),
        (JpoRoundFactory, "jporound"),
        (CrisisMissionFactory, "crisismission"),
        (SelorRoundFactory, "selorround"),
    ],
)
def test_a_list_costs_the_same_with_one_row_and_with_three(
    client, officer, django_assert_num_queries, factory, name
):
    address = reverse(f"admin:missions_{name}_changelist")
    client.get(address)
    factory()
    with django_assert_num_queries(8):
        client.get(address)
    factory.create_batch(2)
    with django_assert_num_queries(8):
        client.get(address)


def test_the_list_of_calls_costs_the_same_whatever_they_are_for(client, officer, django_assert_num_queries):
    address = reverse("admin:missions_call_changelist")
    client.get(address)
    CallFactory()
    with django_assert_num_queries(8):
        client.get(address)
    VacancyCallFactory(), RoundCallFactory(), CrisisCallFactory()
    with django_assert_num_queries(8):
        client.get(address)


def test_the_page_of_a_round_costs_the_same_with_one_opening_and_with_three(
    client, officer, django_assert_num_queries
):
    jpo_round = JpoRoundFactory()
    JpoOpeningFactory(round=jpo_round)
    address = row_address(jpo_round)
    client.get(address)
    with django_assert_num_queries(13):
        client.get(address)
    JpoOpeningFactory.create_batch(2, round=jpo_round)
    with django_assert_num_queries(13):
        client.get(address)


def test_the_outcome_is_told_on_a_call_that_is_decided(client, officer):
    call = VacancyCallFactory(closed=True, decided_at=timezone.now())
    data = {
        "quota_targets-TOTAL_FORMS": "0", "quota_targets-INITIAL_FORMS": "0",
        **in_languages(outcome="One expert was nominated."),
    }  # fmt: skip

    answer = client.post(row_address(call), data)

    assert answer.status_code == 302, answer.context["errors"]
    call.refresh_from_db()
    assert call.outcome_nl == "One expert was nominated."
