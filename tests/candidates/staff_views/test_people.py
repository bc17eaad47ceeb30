import pytest
from django.db import connection
from django.urls import reverse

from candidates import services
from candidates.facets.facet import facets_for
from osce_portal.audit.models import AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, LanguageSkillFactory
from tests.factories.missions import ParticipatingStateFactory

pytestmark = pytest.mark.django_db
LIST = reverse("admin:candidates_candidate_changelist")
EVERY_FACET = {
    "q": 'belg* "a" -b', "ready": "election_observation", "language1": "fr", "level1": "B2",
    "language2": "en", "level2": "C1", "country": "GE", "region": "Central Asia", "observed_as": "sto",
    "observed": "2", "training": "heat", "affiliation": "external", "free_from": "2027-01-01",
    "free_to": "2027-01-10", "sent": "before", "sent_year": "2024", "group": "FR", "letters": "fr",
    "field": "law", "worked": "3", "crisis": "yes",
    "registered": "yes", "account": "no", "told": "no", "gender": "F", "pool": "deployable",
}  # fmt: skip


@pytest.fixture
def officer(client):
    user = UserFactory(staff=True, language="en", groups=["desk_officer"])
    client.force_login(user)
    return user


def found(page) -> list[str]:
    return [person.first_name for person in page.context["page"].people]


def test_facets_narrow_together_and_each_can_be_taken_away(client, officer):
    for first_name, group in (("Ann", "FR"), ("Bea", "NL"), ("Cara", "FR")):
        person = CandidateFactory(first_name=first_name, language_group=group)
        if first_name != "Cara":
            LanguageSkillFactory(candidate=person, language="ru", skill="B2")
    services.rebuild_search()

    page = client.get(LIST, {"language1": "ru", "level1": "B1", "group": "FR"})

    assert found(page) == ["Ann"]
    first, second = page.context["finding"].chips()
    assert (first.words, second.words) == ("Russian ≥ B1", "Language group: French")
    assert found(client.get(LIST + first.without)) == ["Ann", "Cara"]
    assert found(client.get(LIST + second.without)) == ["Ann", "Bea"]
    assert "1 person" in page.content.decode()


def test_a_wrong_value_is_said_beside_its_field_and_narrows_nothing(client, officer):
    CandidateFactory(first_name="Ann")

    page = client.get(LIST, {"observed": "many", "free_from": "yesterday", "group": "XX", "page": "x"})

    assert found(page) == ["Ann"]
    assert "Enter a whole number." in page.content.decode()
    assert page.context["finding"].chips() == []


@pytest.mark.parametrize(
    ("group", "offered"), [("desk_officer", True), ("decider", False), ("auditor", False)]
)
def test_gender_is_asked_by_those_alone_who_may_see_it(client, group, offered):
    client.force_login(UserFactory(staff=True, groups=[group]))
    CandidateFactory(first_name="Ann", gender="M")

    page = client.get(LIST, {"gender": "F"})

    assert ('name="gender"' in page.content.decode()) == offered
    assert found(page) == ([] if offered else ["Ann"])


@pytest.mark.parametrize("count", [1, 3])
def test_every_facet_at_once_takes_as_many_queries_with_one_person_as_with_three(
    client, officer, count, django_assert_num_queries
):
    ParticipatingStateFactory()
    for _ in range(count):
        CandidateFactory(registered=True, belgian=True, with_cv=True)
    services.rebuild_search()
    client.get(LIST)

    asked = 20 if connection.vendor == "postgresql" else 15  # five write the one act of the search
    with django_assert_num_queries(asked):
        assert client.get(LIST, EVERY_FACET).status_code == 200


def test_every_facet_stands_in_the_test_above(officer):
    assert {name for facet in facets_for(officer) for name in facet.fields()} == set(EVERY_FACET) - {"q"}


def test_a_long_list_is_counted_no_further_than_the_settings_say_and_can_be_turned(client, officer, settings):
    settings.PEOPLE_COUNTED = settings.PEOPLE_ON_A_PAGE = 2
    for number in range(5):
        CandidateFactory(first_name=f"Ann{number}")

    first = client.get(LIST)
    last = client.get(LIST, {"page": "3"})

    assert "More than 2 people" in first.content.decode()
    assert (found(first), found(last)) == (["Ann0", "Ann1"], ["Ann4"])
    assert 'rel="next"' in first.content.decode()
    assert 'rel="next"' not in last.content.decode()
    assert 'href="?page=2"' in last.content.decode()


@pytest.mark.parametrize("by_key", [0, 2])
def test_words_find_the_same_people_whether_few_hold_them_or_many(client, officer, settings, by_key):
    settings.PEOPLE_BY_KEY = by_key
    for first_name, group in (("Ann", "FR"), ("Bea", "NL"), ("Cara", "FR")):
        CandidateFactory(first_name=first_name, last_name=f"Juriste {first_name}", language_group=group)
    services.rebuild_search()

    assert found(client.get(LIST, {"q": "jurist"})) == ["Ann", "Bea", "Cara"]
    assert found(client.get(LIST, {"q": "jurist -bea", "group": "FR"})) == ["Ann", "Cara"]


def test_nobody_found_is_said(client, officer):
    assert "Nobody is found" in client.get(LIST, {"q": "nobody"}).content.decode()


def test_the_list_tells_people_apart_without_their_addresses(client, officer):
    CandidateFactory(
        registered=True, first_name="Ann", last_name="Maes", city="Aalst", email="qzx@example.org"
    )
    services.rebuild_search()
    html = client.get(LIST, {"q": "maes"}).content.decode()
    assert "Aalst" in html and "qzx@example.org" not in html


def test_a_search_is_one_act_that_says_how_many_and_by_what_and_nothing_that_was_typed(client, officer):
    CandidateFactory(registered=True, last_name="Maes", language_group="NL")
    services.rebuild_search()
    client.get(LIST)
    assert not AuditEntry.objects.filter(action="candidate.searched").exists()

    client.get(LIST, {"q": "maes", "group": "NL"})

    entry = AuditEntry.objects.get(action="candidate.searched")
    assert (entry.actor, entry.subject_ref) == (officer, "")
    assert entry.value_rows.get().values == {"count": 1, "facets": ["group"], "with_words": True}
