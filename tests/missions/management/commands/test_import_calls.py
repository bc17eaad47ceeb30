"""The command that takes a sheet of the calendar over; its last line counts."""

import pytest
from django.core.management import CommandError, call_command

from missions.loading import DATA, load_states
from missions.models import Mission
from osce_portal.audit.models import AuditEntry
from tests.factories.missions import JpoRoundFactory
from tests.missions.sheets.sheets import sheet_of
from tests.missions.sheets.test_posts import CRISIS, OPENING, VACANCY

pytestmark = pytest.mark.django_db


def lines(capsys, *arguments: str) -> list[str]:
    call_command("import_calls", *arguments)
    return capsys.readouterr().out.splitlines()


def test_the_last_line_counts_and_a_dry_run_writes_nothing(capsys):
    load_states(DATA)
    file = str(DATA / "odihr_missions.csv")

    assert lines(capsys, file, "--dry-run")[-1] == "84 new, 0 changed, 0 unchanged, 0 refused"
    assert not Mission.objects.exists()
    assert lines(capsys, file)[-1] == "84 new, 0 changed, 0 unchanged, 0 refused"
    entry = AuditEntry.objects.get(action="calendarsheet.taken")
    assert entry.value_rows.get().values == {"file": "odihr_missions.csv", "new": 84}
    assert lines(capsys, file)[-1] == "0 new, 0 changed, 84 unchanged, 0 refused"


def test_what_cannot_be_read_is_said_in_one_line(tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")

    with pytest.raises(CommandError, match="iso2"):
        call_command("import_calls", str(other))
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_calls", str(tmp_path / "none.csv"))


def test_every_table_comes_in_by_the_same_command(capsys, tmp_path):
    JpoRoundFactory(number=24)
    for row in (VACANCY | {"field_operation": "", "country": ""}, OPENING, CRISIS):
        file = tmp_path / "sheet.csv"
        file.write_bytes(sheet_of(row, row | {"reference": "", "number": ""}))

        assert lines(capsys, str(file), "--dry-run")[-1] == "1 new, 0 changed, 0 unchanged, 1 refused"
        assert lines(capsys, str(file))[-1] == "1 new, 0 changed, 0 unchanged, 1 refused"
        assert lines(capsys, str(file))[-1] == "0 new, 0 changed, 1 unchanged, 1 refused"
