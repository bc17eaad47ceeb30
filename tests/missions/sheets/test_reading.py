"""The headings tell which table a sheet holds; those that fit none are refused with what each needs."""

import pytest

from missions.sheets.reading import TABLES, NoTable, read_calendar
from osce_portal.sheets.columns import plain_heading
from osce_portal.sheets.errors import CellRefused, ColumnsMissing
from tests.missions.sheets.sheets import sheet_of


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_a_table_is_known_by_its_own_headings(table):
    required = [known.code for known in table.columns if known.is_required]
    assert table.mark in required

    sheet = read_calendar(sheet_of(dict.fromkeys(required, "1")))

    assert (sheet.table, sheet.unread) == (table.code, [])


def test_no_heading_could_mean_two_tables():
    for table in TABLES.values():
        others = [
            name
            for other in TABLES.values() if other is not table
            for known in other.columns for name in known.column.names
        ]  # fmt: skip
        assert plain_heading(table.mark) not in [plain_heading(name) for name in others]


@pytest.mark.parametrize("headings", [["a", "b"], ["reference", "title_fr"], ["election", "jpo_round"]])
def test_headings_of_no_table_are_refused_with_what_each_needs(headings):
    with pytest.raises(NoTable) as refused:
        read_calendar(sheet_of(dict.fromkeys(headings, "1")))

    for needed in ("iso2 (", "osce_closes_on (", "jpo_round (", "for_services ("):
        assert needed in str(refused.value)


def test_what_the_table_still_needs_is_named():
    with pytest.raises(ColumnsMissing, match="organisation"):
        read_calendar(sheet_of({"for_pool": "yes", "reference": "A"}))


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_a_column_that_refuses_texts_says_which_it_takes(table):
    for known in table.columns:
        try:
            known.clean("no such code")
            is_free = known.find is None
        except CellRefused:
            is_free = False
        assert is_free or known.form or known.code == "reference", known.code
