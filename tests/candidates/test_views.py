import re

import pytest
from django.urls import reverse
from django.utils import timezone

from candidates.languages import language_choices
from candidates.models import Candidate
from candidates.sections import SECTIONS
from osce_portal.audit.models import AuditEntry
from tests.candidates.forms.test_identity import GIVEN
from tests.factories import candidates as factories
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

LINES = {
    "employers": factories.EmployerFactory,
    "languages": factories.LanguageSkillFactory,
    "education": factories.EducationFactory,
    "work": factories.EmploymentFactory,
    "trainings": factories.TrainingFactory,
    "observations": factories.ObservationExperienceFactory,
    "countries": factories.CountryExperienceFactory,
    "skills": factories.SkillFactory,
    "publications": factories.PublicationFactory,
    "references": factories.ReferenceFactory,
    "unavailability": factories.UnavailabilityFactory,
}
NEW = {
    "employers": {"kind": "fps_fa", "name": "", "started_on": "2020-01-01"},
    "languages": {"language": "ru", "is_mother_tongue": "on"},
    "education": {
        "level": "master", "field": "law", "title": "Master", "institution": "ULB", "country": "BE",
    },
    "work": {
        "title": "Juriste", "organisation": "ULB", "country": "BE", "field": "law",
        "started_on": "2020-01-01",
    },
    "trainings": {"kind": "heat", "completed_on": "2020-01-01"},
    "observations": {"role": "sto", "organisation": "OSCE/ODIHR", "country": "MD", "year": "2021"},
    "countries": {"country": "GE", "kind": "work", "months": "7"},
    "skills": {"kind": "digital", "description": "Spreadsheets"},
    "publications": {"title": "On counting", "year": "2020", "source": "", "url": ""},
    "references": {
        "name": "Dominique Referee", "function": "Head", "organisation": "ULB", "phone": "+32 470 12 34 57",
        "agreed": "on",
    },
    "unavailability": {"started_on": "2020-01-01", "ended_on": f"{timezone.localdate().year + 1}-06-30"},
}  # fmt: skip


@pytest.fixture
def candidate(client):
    person = factories.CandidateFactory(registered=True, belgian=True)
    client.force_login(person.user)
    return person


def lines_of(candidate, slug):
    return getattr(candidate, SECTIONS[slug].accessor).all()


def test_every_section_is_tested():
    assert set(LINES) == set(NEW) == set(SECTIONS)


def test_a_visitor_is_asked_to_sign_in(client):
    for url in (
        reverse("candidates:overview"),
        reverse("candidates:identity"),
        reverse("candidates:section", args=["work"]),
        reverse("candidates:entry-add", args=["work"]),
    ):
        assert reverse("account_login") in client.get(url)["Location"]


def test_somebody_without_a_file_is_welcomed_and_led_to_registration(client):
    client.force_login(UserFactory())

    page = client.get(reverse("candidates:overview"))

    assert "candidates/welcome.html" in [template.name for template in page.templates]
    assert reverse("candidates:identity") in page.content.decode()


def test_the_identity_form_registers(client):
    user = UserFactory(language="de")
    client.force_login(user)
    blank = client.get(reverse("candidates:identity"))
    assert blank.context["form"]["correspondence_language"].value() == "de"

    answer = client.post(reverse("candidates:identity"), GIVEN)

    assert answer["Location"] == reverse("candidates:overview")
    assert Candidate.objects.get(user=user).is_registered


def test_the_identity_form_changes_the_own_file_and_no_second_one_is_made(client, candidate):
    shown = client.get(reverse("candidates:identity")).context["form"]
    assert shown["city"].value() == candidate.city

    client.post(reverse("candidates:identity"), GIVEN | {"city": "Eupen"})

    assert Candidate.objects.get().city == "Eupen"


@pytest.mark.parametrize(("field", "place"), [("city", "id_city"), ("language_group", "id_language_group_0")])
def test_what_is_wrong_is_listed_first_with_the_way_to_its_field(client, candidate, field, place):
    html = client.post(reverse("candidates:identity"), GIVEN | {field: ""}).content.decode()
    assert f'<a href="#{place}">' in html
    assert f'id="{place}"' in html


def test_what_was_typed_stays_when_something_is_wrong(client, candidate):
    page = client.post(reverse("candidates:identity"), GIVEN | {"city": "Eupen", "birth_date": ""})

    html = page.content.decode()
    assert 'value="Eupen"' in html
    assert 'id="id_birth_date_error"' in html or "error_1_id_birth_date" in html


@pytest.mark.parametrize("slug", SECTIONS)
def test_a_line_can_be_added_changed_and_deleted(client, candidate, slug):
    section_url = reverse("candidates:section", args=[slug])
    assert client.get(reverse("candidates:entry-add", args=[slug])).status_code == 200
    assert client.post(reverse("candidates:entry-add", args=[slug]), NEW[slug])["Location"] == section_url
    entry = lines_of(candidate, slug).get()
    page = client.get(section_url)
    assert str(entry) in page.context["rows"][0][0].__str__()

    edit_url = reverse("candidates:entry-edit", args=[slug, entry.public_id])
    assert client.get(edit_url).status_code == 200
    assert client.post(edit_url, NEW[slug])["Location"] == section_url

    delete_url = reverse("candidates:entry-delete", args=[slug, entry.public_id])
    assert client.get(delete_url).status_code == 200
    assert lines_of(candidate, slug).exists()
    assert client.post(delete_url)["Location"] == section_url
    assert not lines_of(candidate, slug).exists()
    acts = AuditEntry.objects.filter(subject_ref=candidate.public_id).values_list("action", flat=True)
    assert {act.split(".")[1] for act in acts} == {"added", "deleted"}


@pytest.mark.parametrize("slug", SECTIONS)
@pytest.mark.parametrize("page", ["candidates:entry-edit", "candidates:entry-delete"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_elses_line_does_not_exist(client, candidate, slug, page, method):
    foreign = LINES[slug]()

    answer = getattr(client, method)(reverse(page, args=[slug, foreign.public_id]), NEW[slug])

    assert answer.status_code == 404
    assert type(foreign).objects.filter(pk=foreign.pk).exists()


def test_a_line_under_the_wrong_section_does_not_exist(client, candidate):
    entry = factories.EducationFactory(candidate=candidate)

    assert client.get(reverse("candidates:entry-edit", args=["work", entry.public_id])).status_code == 404


def test_an_unknown_section_does_not_exist(client, candidate):
    assert client.get(reverse("candidates:section", args=["hobbies"])).status_code == 404


def test_a_section_before_registration_leads_to_registration(client):
    client.force_login(UserFactory())

    answer = client.get(reverse("candidates:section", args=["work"]))

    assert answer["Location"] == reverse("candidates:identity")


def test_a_language_given_twice_is_refused_on_the_page_and_nothing_typed_is_lost(client, candidate):
    factories.LanguageSkillFactory(candidate=candidate, language="ru")

    page = client.post(reverse("candidates:entry-add", args=["languages"]), NEW["languages"])

    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    assert page.context["form"]["language"].value() == "ru"


def test_the_overview_shows_what_is_missing_with_the_way_there(client, candidate):
    page = client.get(reverse("candidates:overview")).content.decode()

    assert "<progress" in page
    assert reverse("candidates:section", args=["languages"]) in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_overview_needs_as_many_queries_with_one_line_as_with_three(
    client, candidate, count, django_assert_num_queries
):
    for _ in range(count):
        factories.EducationFactory(candidate=candidate)

    with django_assert_num_queries(16):  # session, account, file, eleven sections, papers, the pool
        client.get(reverse("candidates:overview"))


@pytest.mark.parametrize("slug", SECTIONS)
@pytest.mark.parametrize("count", [1, 3])
def test_a_section_needs_as_many_queries_with_one_line_as_with_three(
    client, candidate, slug, count, django_assert_num_queries
):
    for code in ("ru", "sr", "ka")[:count]:
        LINES[slug](candidate=candidate, **({"language": code} if slug == "languages" else {}))

    with django_assert_num_queries(5):  # session, account, file, count, lines
        client.get(reverse("candidates:section", args=[slug]))


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_the_pages_speak_the_accounts_language(client, candidate, language):
    candidate.user.language = language
    candidate.user.save()

    page = client.get(reverse("candidates:overview")).content.decode()

    assert f'<html lang="{language}"' in page


def test_a_language_is_chosen_from_an_ordinary_select_and_saved_without_any_script(client, candidate):
    address = reverse("candidates:entry-add", args=["languages"])
    page = client.get(address).content.decode()
    select = re.search(r'<select[^>]* name="language"[^>]*>.*?</select>', page, re.DOTALL)[0]
    opening = select[: select.index(">")]
    assert not {"hidden", "disabled", "multiple"} & set(re.findall(r"[\w-]+", opening))
    offered = re.findall(r'<option value="(\w*)"', select)
    every = {code for _group, some in language_choices()[1:] for code, _name in some}
    assert set(offered) == {"", *every}
    assert len(offered) == len(set(offered)) > 150

    levels = dict.fromkeys(("listening", "reading", "speaking", "writing"), "B2")
    client.post(address, {"language": "ka", **levels})

    assert [(line.language, line.level) for line in candidate.languages.all()] == [("ka", "B2")]
