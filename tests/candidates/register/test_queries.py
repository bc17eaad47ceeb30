"""A long sheet asks the database no more for each batch of rows than a short one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candidates.enums import SheetKind
from candidates.register.running import WAYS, examine
from candidates.register.working import import_sheet
from osce_portal.sheets.reading import Sheet, read_sheet
from tests.candidates.register.sheets import csv_of, person

pytestmark = pytest.mark.django_db
MOST = 60  # for one batch with everything in it: people, missions, places, search, mails, log
KINDS = {
    SheetKind.PEOPLE: {"missions": "STO MD 2021; LTO UA 2019", "gender": "F", "group": "FR"},
    SheetKind.POOL: {"selor_reference": "CG-1", "listed_on": "2026-02-01", "valid_until": "2028-01-31"},
}


def sheet_of(kind: SheetKind, first: int, rows: int, **cells: str) -> Sheet:
    """People with an address, a birthday and a telephone of their own; of ten one is double, one wrong."""
    people = [
        person(number, **KINDS[kind] | cells)
        | {"birth_date": f"{1 + number % 28}/{1 + number // 28 % 12}/19{50 + number // 336}"}
        | {"phone": f"+3247{number:07}"}
        | ({"email": f"aline{number - 1}@example.org"} if number % 10 == 5 else {})
        | ({"email": "no address"} if number % 10 == 7 else {})
        for number in range(first, first + rows)
    ]
    headings = list(people[0])
    data = csv_of(*[[one[name] for name in headings] for one in people], headings=headings)
    return read_sheet(data, WAYS[kind].columns)


def queries(act) -> int:
    with CaptureQueriesContext(connection) as asked:
        list(act())
    return len(asked)


def imported(kind: SheetKind, sheet: Sheet) -> int:
    return queries(lambda: import_sheet(kind, sheet, file_name="long.csv", actor=None))


def examined(kind: SheetKind, sheet: Sheet) -> int:
    return queries(lambda: examine(kind, sheet.rows, actor=None))


@pytest.mark.parametrize("kind", SheetKind)
def test_new_known_and_changed_rows_cost_nothing_each(kind):
    few, many = sheet_of(kind, 0, 10), sheet_of(kind, 1000, 120)
    changed = {"missions": "STO GE 2020"} if kind == SheetKind.PEOPLE else {"invited_on": "2026-03-01"}

    assert examined(kind, few) == examined(kind, many) <= MOST
    assert imported(kind, few) == imported(kind, many) <= MOST
    assert imported(kind, few) == imported(kind, many)
    few, many = sheet_of(kind, 0, 10, **changed), sheet_of(kind, 1000, 120, **changed)
    assert imported(kind, few) == imported(kind, many)


def test_every_further_batch_costs_the_same(settings):
    settings.SHEET_ROWS_TOGETHER = 40
    kind = SheetKind.PEOPLE
    one, two, four = (sheet_of(kind, 1000 * rows, rows) for rows in (40, 80, 160))

    first, second, fourth = imported(kind, one), imported(kind, two), imported(kind, four)

    assert fourth - second == 2 * (second - first)
