"""All rows of both reference files: in, in again, out, and in again – equal."""

import csv

import pytest

from missions.enums import SheetOutcome
from missions.loading import DATA, load_missions, load_states
from missions.models import Call, Mission
from missions.sheets.elections.columns import KNOWN
from missions.sheets.plans import count_outcomes, plan_rows
from missions.sheets.reading import TABLES, read_calendar
from tests.missions.sheets.sheets import counted, exported

pytestmark = pytest.mark.django_db
FILES = [DATA / "odihr_missions.csv", DATA / "odihr_missions_unverified.csv"]


def rows_of(data: bytes) -> dict[str, dict[str, str]]:
    rows = csv.DictReader(data.decode("utf-8-sig").splitlines(), delimiter=";")
    return {row["reference"]: row for row in rows}


def test_all_168_rows_come_in_stay_go_out_and_come_in_again_equal(django_assert_max_num_queries):
    load_states(DATA)

    assert [counted(file.read_bytes()) for file in FILES] == [{"new": 84}, {"new": 84}]
    assert [counted(file.read_bytes()) for file in FILES] == [{"unchanged": 84}, {"unchanged": 84}]
    out, workbook = exported("missions"), exported("missions", "xlsx")
    with django_assert_max_num_queries(20):  # two imports, however many rows
        assert counted(out) == counted(workbook) == {"unchanged": 168}
    before = list(Mission.objects.order_by("reference").values())
    Mission.objects.all().delete()
    assert counted(workbook) == {"new": 168}

    assert exported("missions") == out
    apart = {"id", "public_id", "row_as_found", "published_at", "loaded"}
    after = Mission.objects.order_by("reference").values()
    assert [strip(row, apart) for row in after] == [strip(row, apart) for row in before]


def strip(row: dict, apart: set[str]) -> dict:
    return {name: value for name, value in row.items() if name not in apart}


def test_no_column_of_either_file_is_lost():
    load_states(DATA)
    sources = []
    for file in FILES:
        counted(file.read_bytes())
        sources += list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))

    rows = rows_of(exported("missions"))

    def key(row):
        return row["iso2"], row["election"], row["election_date"]

    written = {key(row): row for row in rows.values()}
    assert len(written) == len(sources) == 168
    assert [
        (key(row), code, text, written[key(row)][code])
        for row in sources
        for code, text in row.items()
        if written[key(row)][code] != text
    ] == []
    assert {known.code for known in KNOWN} >= {code for row in sources for code in row}


def test_what_the_reference_data_loaded_is_unchanged_for_an_import():
    load_states(DATA)
    load_missions(DATA)

    plans = plan_rows(TABLES["missions"], read_calendar(FILES[0].read_bytes()).rows)

    assert [plan.notes for plan in plans if plan.outcome != SheetOutcome.UNCHANGED] == []
    assert dict(count_outcomes(plans)) == {"unchanged": 84}
    assert not Call.objects.exists()
