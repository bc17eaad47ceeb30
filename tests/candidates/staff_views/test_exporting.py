from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from candidates.services import record_export
from osce_portal.audit.models import AuditEntry
from selection.assessment.services import declare_conflict
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, LanguageSkillFactory

pytestmark = pytest.mark.django_db
NASTY = ("=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1+1")


@pytest.fixture
def officer(client):
    user = UserFactory(staff=True, language="en", groups=["desk_officer"])
    client.force_login(user)
    return user


def take(client, file_format: str, **query) -> bytes:
    answer = client.get(reverse("admin:candidates_candidate_export", args=[file_format]), query)
    return b"".join(answer.streaming_content)


def test_csv_holds_those_found_and_no_formula(client, officer):
    for name in NASTY:
        CandidateFactory(last_name=name, language_group="FR")
    CandidateFactory(last_name="Maes", language_group="NL")

    text = take(client, "csv", group="FR").decode()

    assert text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}Reference;Last name;")
    assert all(f";'{name};" in text for name in NASTY)
    assert "Maes" not in text


def test_xlsx_types_text_as_text(client, officer):
    for name in NASTY:
        CandidateFactory(last_name=name, registered=True)

    sheet = load_workbook(BytesIO(take(client, "xlsx"))).active

    names = [row[1] for row in sheet.iter_rows(min_row=2)]
    assert sorted(cell.value for cell in names) == sorted(NASTY)
    assert {(cell.data_type, cell.quotePrefix) for cell in names} == {("s", True)}


def test_each_person_exported_is_recorded_and_nobody_else(client, officer):
    found, close = CandidateFactory(), CandidateFactory()
    declare_conflict(close, officer=officer, reason="Cousins.")

    take(client, "csv")

    exported = AuditEntry.objects.filter(action="candidate.exported")
    assert [entry.subject_ref for entry in exported] == [found.public_id]


def test_who_enters_the_search_after_the_record_is_not_taken_along(client, officer):
    found = CandidateFactory()

    answer = client.get(reverse("admin:candidates_candidate_export", args=["csv"]))
    late = CandidateFactory()
    text = b"".join(answer.streaming_content).decode()

    assert (found.public_id in text, late.public_id in text) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_an_export_takes_as_many_queries_with_one_person_as_with_three(
    client, officer, count, file_format, django_assert_max_num_queries
):
    for _ in range(count):
        LanguageSkillFactory()

    with django_assert_max_num_queries(15):
        assert take(client, file_format)


def test_a_list_too_long_for_a_file_is_refused_with_what_to_do(client, officer, settings):
    settings.PEOPLE_IN_A_FILE = 2
    for _ in range(3):
        CandidateFactory(language_group="NL")

    answer = client.get(
        reverse("admin:candidates_candidate_export", args=["xlsx"]), {"group": "NL"}, follow=True
    )

    assert answer.redirect_chain == [
        (reverse("admin:candidates_candidate_changelist", query={"group": "NL"}), 302)
    ]
    assert "at most 2 people. Please narrow the search." in answer.content.decode()
    assert not AuditEntry.objects.filter(action="candidate.exported").exists()


def test_people_are_recorded_all_or_none(officer):
    people = [CandidateFactory(), CandidateFactory()]

    def fails_halfway():
        yield people[0]
        raise OSError

    with pytest.raises(OSError):
        record_export(fails_halfway(), actor=officer, file_format="csv")

    assert not AuditEntry.objects.filter(action="candidate.exported").exists()


@pytest.mark.parametrize("group", ["decider", "auditor", "budget_officer"])
def test_only_desk_officers_take_details_along(client, group):
    client.force_login(UserFactory(staff=True, groups=[group]))

    assert client.get(reverse("admin:candidates_candidate_export", args=["csv"])).status_code == 404


def test_another_format_does_not_exist(client, officer):
    assert client.get(reverse("admin:candidates_candidate_export", args=["pdf"])).status_code == 404
