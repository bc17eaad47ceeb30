"""Vacancies, openings and crisis-management missions: out, in again, and into an empty table – equal."""

import io

import pytest
from openpyxl import load_workbook

from missions.loading import DATA, load_field_operations, load_states
from missions.models import CrisisMission, JpoOpening, ParticipatingState, Vacancy
from missions.post_loading import load_rounds, load_vacancies
from missions.services import place_in_calendar, update_announced
from osce_portal.management.sample.posts import CRISIS_MISSION
from tests.factories.missions import CrisisMissionFactory, VacancyCallFactory, VacancyFactory, days_from_today
from tests.missions.sheets.sheets import counted, exported

pytestmark = pytest.mark.django_db
# Not of the sheet: keys, who confirmed and published it, and where the values came from.
APART = {"id", "public_id", "row_as_found", "loaded", "is_confirmed", "published_at", "follows_id"}


def rows_of(model, *order: str) -> list[dict]:
    return [
        {name: value or "" if value is None else value for name, value in row.items() if name not in APART}
        for row in model.objects.order_by(*order).values()
    ]


def out_and_in(table: str, model, *order: str) -> None:
    """Unchanged where everything is there, equal once the table was emptied; by CSV and by XLSX."""
    out, book, before = exported(table), exported(table, "xlsx"), rows_of(model, *order)
    count = len(before)
    assert counted(out) == counted(book) == {"unchanged": count}
    for file in (out, book):
        Vacancy.objects.update(follows=None)
        model.objects.all().delete()
        assert counted(file) == {"new": count}
        assert rows_of(model, *order) == before
        assert exported(table) == out
        assert counted(file) == {"unchanged": count}


def test_vacancies_with_every_column_and_with_none():
    load_states(DATA)
    load_field_operations(DATA)
    load_vacancies(DATA)
    newest = VacancyFactory(
        reference="A-newest", fields=["media", "elections"], posts=2, grade="S2", kind="contracted"
    )
    operation = newest._meta.get_field("field_operation").related_model.objects.get(short_name="OMIK")
    older = VacancyFactory(
        reference="B-older", number="VN 1", structure="field_operation", field_operation=operation,
        state=ParticipatingState.objects.get(iso2="RS"), has_allowance=True, may_apply_directly=False,
        minimum_years=0,
        issued_on=days_from_today(-9), osce_closes_on=days_from_today(9), starts_on=days_from_today(99),
        duration_months=12, link="https://vacancies.osce.org/?a=1",
        tasks_fr="=1+1\n\n«Deux» lignes; et plus", belgium_pays_nl="+32",
    )  # fmt: skip
    update_announced(newest, actor=None, follows=older)
    place_in_calendar(older)

    out_and_in("vacancies", Vacancy, "reference")

    assert Vacancy.objects.get(reference="A-newest").follows.reference == "B-older"


def test_the_22_openings_of_round_23():
    load_rounds(DATA)

    out_and_in("openings", JpoOpening, "number")

    assert JpoOpening.objects.count() == 22


def test_crisis_management_missions():
    CrisisMissionFactory(reference="C-1", for_pool=False, fields=["rule_of_law"], posts=3, duration_months=24)
    CrisisMissionFactory(
        reference="C-2", country="", starts_on=days_from_today(50), calendar_on=days_from_today(50)
    )
    texts = {
        name: text for name, text in CRISIS_MISSION.items() if name.startswith(("tasks", "qualifications"))
    }
    CrisisMissionFactory(reference="C-3", **texts)

    out_and_in("crisis", CrisisMission, "reference")


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "_x000D_\n"])
def test_a_text_is_the_same_however_a_spreadsheet_saves_its_lines(line_break):
    call = VacancyCallFactory(vacancy__tasks_fr="Un\r\n\r\ndeux", vacancy__source="Page\r\nLettre")
    book, file = load_workbook(io.BytesIO(exported("vacancies", "xlsx"))), io.BytesIO()
    for cell in book.active[2]:
        if isinstance(cell.value, str):
            cell.value = cell.value.replace("\n", line_break)
    book.save(file)

    assert call.vacancy.is_confirmed
    assert b"\r\n\r\ndeux" not in exported("vacancies")
    for sheet in (file.getvalue(), exported("vacancies")):
        assert counted(sheet) == {"unchanged": 1}


def test_what_is_invented_stays_at_home():
    VacancyFactory(is_sample=True)
    CrisisMissionFactory(is_sample=True)

    assert [len(exported(table).splitlines()) for table in ("vacancies", "crisis", "openings")] == [1, 1, 1]
