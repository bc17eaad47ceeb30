"""Every field of what is announced beside ODIHR's missions is changed, by sheet and in the admin."""

from functools import partial

import pytest

from missions.models import FieldOperation, ParticipatingState, Vacancy
from missions.sheets.reading import TABLES
from osce_portal.audit.models import AuditValues
from osce_portal.staff_admin import row_address
from tests.factories.accounts import UserFactory
from tests.factories.missions import (
    CrisisMissionFactory,
    JpoRoundFactory,
    ParticipatingStateFactory,
    SelorRoundFactory,
    VacancyFactory,
)
from tests.missions.sheets.sheets import outcomes, taken

pytestmark = pytest.mark.django_db
LANGUAGES = ("fr", "nl", "de", "en")


def in_languages(*names: str, text: str) -> dict[str, str]:
    return {f"{name}_{language}": f"{text} {name}" for name in names for language in LANGUAGES}


def vacancy_cells(number: int) -> dict[str, str]:
    """Each cell says something else in a row of another number."""
    return {
        "reference": "V-1", "number": f"VN{number}", "kind": ("seconded", "contracted")[number],
        "structure": ("secretariat", "field_operation")[number], "field_operation": ("", "Mission")[number],
        "country": ("KG", "MD")[number],
        "grade": f"S{number}", "fields": ("media", "elections")[number], "minimum_years": f"{number}",
        "posts": f"{number + 1}", "issued_on": f"2098-01-1{number}", "osce_closes_on": f"2098-02-1{number}",
        "starts_on": f"2098-03-1{number}", "duration_months": f"{number}",
        "has_allowance": ("no", "yes")[number], "may_apply_directly": ("yes", "no")[number], "link": f"https://osce.org/{number}",
        "follows": ("A-0", "A-1")[number], "source": f"https://osce.org/source/{number}",
        **in_languages(
            "title", "department", "unit", "duty_station", "tasks", "qualifications", "belgium_pays",
            text=f"{number}",
        ),
    }  # fmt: skip


def opening_cells(number: int) -> dict[str, str]:
    return {
        "jpo_round": "24", "number": "1", "code": f"OSG/{number}",
        "structure": ("odihr", "secretariat")[number],
        **in_languages("title", "department", "duty_station", "summary", text=f"{number}"),
    }  # fmt: skip


def crisis_cells(number: int) -> dict[str, str]:
    return {
        "reference": "C-1", "organisation": ("eu", "un")[number], "country": ("XK", "GE")[number],
        "fields": ("media", "elections")[number], "posts": f"{number + 1}", "starts_on": f"2098-03-1{number}",
        "duration_months": f"{number + 1}", "for_pool": ("yes", "no")[number],
        "for_services": ("no", "yes")[number], "link": f"https://osce.org/{number}",
        "source": f"https://osce.org/source/{number}",
        **in_languages("title", "duty_station", "tasks", "qualifications", text=f"{number}"),
    }  # fmt: skip


@pytest.fixture
def officer(client):
    user = UserFactory(staff=True, groups=["desk_officer"], language="en")
    client.force_login(user)
    return user


@pytest.fixture
def others():
    for number, code in enumerate(("KG", "MD")):
        ParticipatingStateFactory(iso2=code)
        VacancyFactory(reference=f"A-{number}")
    FieldOperation.objects.create(name="Mission", country="MD", status="active")
    JpoRoundFactory(number=24)


@pytest.mark.parametrize(
    ("table", "cells", "act"),
    [
        ("vacancies", vacancy_cells, "vacancy.changed"),
        ("openings", opening_cells, "jporound.lines_changed"),
        ("crisis", crisis_cells, "crisismission.changed"),
    ],
)
def test_every_column_of_a_sheet_changes_its_field(table, cells, act, others):
    assert set(cells(0)) == {known.code for known in TABLES[table].columns}
    assert outcomes(taken(cells(0))) == ["new"]

    (plan,) = taken(cells(1))

    assert plan.faults == []
    assert set(plan.changes) == set(cells(1)) - set(TABLES[table].identity)
    assert outcomes(taken(cells(1))) == ["unchanged"]
    assert AuditValues.objects.filter(entry__action=act).exists()


def vacancy_data() -> dict:
    keys = {
        "field_operation": FieldOperation.objects.get(name="Mission").pk,
        "state": ParticipatingState.objects.get(iso2="MD").pk,
        "follows": Vacancy.objects.get(reference="A-1").pk,
    }
    answers = {"has_allowance": "true", "may_apply_directly": "true"}
    return vacancy_cells(1) | {"fields": ["elections"]} | answers | keys


def crisis_data() -> dict:
    return crisis_cells(1) | {"fields": ["elections"], "for_pool": ""}


def round_data() -> dict:
    lines = {
        f"{prefix}-{name}": "0"
        for prefix in ("placements", "openings")
        for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")
    }
    return {
        "number": "25", "year": "2098", "osce_closes_on": "2098-02-11", "is_sponsored": "true",
        "osce_funded_limit": "7", "preferences_limit": "2", "link": "https://osce.org/1",
        **in_languages("degree_asked", "terms", text="1"), **lines,
    }  # fmt: skip


def selor_data() -> dict:
    days = {"opens_on": "2098-01-01", "closes_on": "2098-02-01"}
    return {"year": "2098", "link": "https://selor.be/1", **days, **in_languages("text", text="1")}


@pytest.mark.parametrize(
    ("row_of", "data_of"),
    [
        (VacancyFactory, vacancy_data),
        (JpoRoundFactory, round_data),
        (partial(CrisisMissionFactory, for_services=False), crisis_data),
        (SelorRoundFactory, selor_data),
    ],
)
def test_every_field_of_the_admin_is_changed(row_of, data_of, client, officer, others):
    row = row_of()
    page = client.get(row_address(row))
    form = page.context["adminform"].form

    answer = client.post(row_address(row), data_of())

    assert answer.status_code == 302, answer.context["errors"]
    changed = AuditValues.objects.get(entry__action=f"{row._meta.model_name}.changed").values
    assert set(changed) == set(form.fields)
