import pytest
from django.urls import reverse

from candidates import services
from candidates.models import Candidate
from candidates.sections import SECTIONS
from osce_portal.audit.models import AuditEntry
from osce_portal.staff_admin import row_address
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, LanguageSkillFactory, ObservationExperienceFactory

pytestmark = pytest.mark.django_db

LIST = "admin:candidates_candidate_changelist"
LINES = "admin:candidates_observationexperience_changelist"
NEW = {
    "first_name": "Hilde", "last_name": "Maes", "email": "Hilde.Maes@example.org", "phone": "+32470123456",
    "birth_date": "1980-02-03", "city": "Aalst", "country": "BE", "nationalities": ["BE"],
    "language_group": "NL", "gender": "F", "correspondence_language": "nl",
}  # fmt: skip
NO_LINES = {
    f"{accessor}-{count}_FORMS": "0"
    for accessor in (*(section.accessor for section in SECTIONS.values()), "documents")
    for count in ("TOTAL", "INITIAL")
}


@pytest.fixture
def officer(client):
    user = UserFactory(staff=True, language="en", groups=["desk_officer"])
    client.force_login(user)
    return user


def test_opening_a_persons_file_is_recorded(client, officer):
    candidate = CandidateFactory(registered=True, with_cv=True)

    page = client.get(row_address(candidate))

    assert page.status_code == 200
    entry = AuditEntry.objects.get(action="candidate.seen")
    assert (entry.actor, entry.subject_ref) == (officer, candidate.public_id)


def test_the_cv_can_be_read_and_not_written(client, officer):
    candidate = CandidateFactory(registered=True, with_cv=True)

    html = client.get(row_address(candidate)).content.decode()

    assert "Master en droit" in html
    assert 'name="educations-0-title"' not in html


def test_languages_are_called_by_their_names(client, officer):
    candidate = LanguageSkillFactory(language="ru").candidate

    html = client.get(row_address(candidate)).content.decode()

    assert "Russian" in html
    assert "<td>ru</td>" not in html


def test_the_own_file_does_not_exist_for_staff(client, officer):
    own = CandidateFactory(user=officer, last_name="Verhaegen")

    assert client.get(row_address(own)).status_code == 404
    assert "Verhaegen" not in client.get(reverse(LIST)).content.decode()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("group", ["budget_officer", "administrator"])
def test_roles_without_need_read_no_file(client, group):
    client.force_login(UserFactory(staff=True, groups=[group]))

    assert client.get(row_address(CandidateFactory())).status_code == 404


@pytest.mark.parametrize(("group", "shown"), [("desk_officer", True), ("decider", False), ("auditor", False)])
def test_gender_is_shown_to_desk_officers_alone(client, group, shown):
    client.force_login(UserFactory(staff=True, groups=[group]))

    html = client.get(row_address(CandidateFactory(gender="X"))).content.decode()

    assert ("gender" in html) == shown


def test_a_change_goes_through_the_service_and_is_recorded(client, officer):
    candidate = CandidateFactory(registered=True, belgian=True)

    client.post(row_address(candidate), NEW | NO_LINES)

    candidate.refresh_from_db()
    assert candidate.last_name == "Maes"
    values = AuditEntry.objects.get(action="candidate.changed").value_rows.get().values
    assert values["last_name"] == ["Peeters", "Maes"]


def test_the_address_of_an_account_is_its_persons_own_to_change(client, officer):
    candidate = CandidateFactory(registered=True, belgian=True, user__email="own@example.org")

    assert 'name="email"' not in client.get(row_address(candidate)).content.decode()
    client.post(row_address(candidate), NEW | NO_LINES)

    candidate.refresh_from_db()
    assert (candidate.last_name, candidate.email) == ("Maes", "own@example.org")


def test_countries_are_looked_for_by_typing_and_none_is_lost(client, officer):
    codes = ["BE", "FR", "GE", "MD"]
    candidate = CandidateFactory(registered=True, country="DE", nationalities=codes, without_account=True)

    page = client.get(row_address(candidate))
    html = page.content.decode()

    assert html.count('name="nationalities"') == 5 and html.count("data-search") == 6
    assert all(f'<option value="{code}" selected>' in html for code in ("DE", *codes))
    assert "js/combobox.js" in html and "css/combobox.css" in html
    client.post(
        row_address(candidate), NEW | NO_LINES | {"country": "", "nationalities": ["MD", "", "MD", "XX"]}
    )
    candidate.refresh_from_db()
    assert [country.code for country in candidate.nationalities] == codes
    client.post(row_address(candidate), NEW | NO_LINES | {"nationalities": ["MD", "", "BE", "MD"]})
    candidate.refresh_from_db()
    assert [country.code for country in candidate.nationalities] == ["BE", "MD"]


def test_an_address_that_staff_correct_still_leads_its_person_to_the_file(client, officer):
    candidate = CandidateFactory(without_account=True, email="wrong@example.org")

    client.post(row_address(candidate), NEW | NO_LINES)

    candidate.refresh_from_db()
    user = UserFactory(email="hilde.maes@example.org")
    assert services.register_candidate(user, actor=user, last_name="Maes") == candidate


def test_a_person_without_an_account_can_be_added(client, officer):
    answer = client.post(reverse("admin:candidates_candidate_add"), NEW)

    candidate = Candidate.objects.get()
    assert answer.status_code == 302
    assert (candidate.user, candidate.email, candidate.is_registered) == (
        None,
        "hilde.maes@example.org",
        True,
    )
    assert AuditEntry.objects.get().action == "candidate.added"


def test_nobody_can_be_deleted(client, officer):
    candidate = CandidateFactory()

    assert client.post(row_address(candidate).replace("change", "delete")).status_code == 404


@pytest.mark.parametrize("term", ["peeters", "person7@example.org", "camille"])
def test_people_are_found_by_name_and_address(client, officer, term):
    person = CandidateFactory(user__email="person7@example.org", first_name="Camille")
    services.rebuild_search()

    assert row_address(person) in client.get(reverse(LIST), {"q": term}).content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", [LIST, LINES])
def test_lists_need_as_many_queries_with_one_row_as_with_three(
    client, officer, name, count, django_assert_max_num_queries
):
    for _ in range(count):
        ObservationExperienceFactory()

    with django_assert_max_num_queries(10):
        client.get(reverse(name))


def test_lines_are_verified_and_each_is_recorded(client, officer):
    lines = [ObservationExperienceFactory(), ObservationExperienceFactory()]

    client.post(reverse(LINES), {"action": "verify_lines", "_selected_action": [line.pk for line in lines]})

    for line in lines:
        line.refresh_from_db()
        assert line.verified_at is not None
    assert AuditEntry.objects.filter(action="observationexperience.verified").count() == 2


def test_a_line_verified_before_is_named_and_the_others_go_on(client, officer):
    lines = [ObservationExperienceFactory(), ObservationExperienceFactory()]
    selected = {"action": "verify_lines", "_selected_action": [lines[0].pk]}
    client.post(reverse(LINES), selected)

    page = client.post(reverse(LINES), selected | {"_selected_action": [x.pk for x in lines]}, follow=True)

    said = [str(message) for message in page.context["messages"]]
    assert any("verified already" in text for text in said)
    assert "1 line has been verified." in said


def test_auditors_cannot_verify(client):
    client.force_login(UserFactory(staff=True, groups=["auditor"]))
    line = ObservationExperienceFactory()

    client.post(reverse(LINES), {"action": "verify_lines", "_selected_action": [line.pk]})

    line.refresh_from_db()
    assert line.verified_at is None


def test_a_known_address_opens_no_second_file_without_a_reason(client):
    known = CandidateFactory(first_name="Lien", last_name="Janssens", email="lien@example.org", city="Gent")
    client.force_login(UserFactory(staff=True, groups=["desk_officer"], language="en"))
    url = reverse("admin:candidates_candidate_add")
    typed = {
        "first_name": "Lien", "last_name": "Janssen", "email": "LIEN@example.org", "country": "BE",
        "correspondence_language": "nl",
    }  # fmt: skip

    refused = client.post(url, typed).content.decode()

    assert "Lien Janssens, born on –, Gent" in refused
    assert 'value="Janssen"' in refused
    assert Candidate.objects.get() == known
    client.post(url, typed | {"other_because": "Mother and daughter."})
    assert Candidate.objects.count() == 2
