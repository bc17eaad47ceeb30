"""``manage.py import_candidates FILE`` and ``manage.py import_pool FILE``."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from candidates.models import Candidate, PoolMembership, SheetImport
from tests.candidates.register.sheets import csv_of, person

pytestmark = pytest.mark.django_db
POOL = {"selor_reference": "CG-1", "listed_on": "2026-02-01", "valid_until": "2028-01-31"}
COMMANDS = pytest.mark.parametrize("command, more", [("import_candidates", {}), ("import_pool", POOL)])


def said(command, path, **options) -> list[str]:
    output = StringIO()
    call_command(command, str(path), stdout=output, **options)
    return output.getvalue().splitlines()


@COMMANDS
def test_a_dry_run_says_what_the_real_run_then_writes(command, more, tmp_path):
    people = [person(1, hat="x", **more), person(2, email="no address", hat="", **more)]
    path = tmp_path / "sheet.csv"
    path.write_bytes(csv_of(*[list(one.values()) for one in people], headings=list(people[0])))

    lines = said(command, path, dry_run=True)

    assert not Candidate.objects.exists() and not SheetImport.objects.exists()
    unread, new, refused, counts = lines
    assert unread == "columns not read: hat"
    assert new.startswith("row 2: new – ") and "Aline1" in new
    assert refused.startswith("row 3: refused – ") and ": Adresse électronique: " in refused
    assert counts == "1 new, 0 changed, 0 unchanged, 0 to review, 1 refused"
    assert said(command, path) == lines
    assert Candidate.objects.get().first_name == "Aline1"
    assert PoolMembership.objects.count() == (1 if more else 0)
    assert (SheetImport.objects.get().state, SheetImport.objects.get().file_name) == ("done", "sheet.csv")
    assert said(command, path)[-1] == "0 new, 0 changed, 1 unchanged, 0 to review, 1 refused"


@COMMANDS
@pytest.mark.parametrize("content", [None, b"PK\x03\x04 none"], ids=["missing", "no sheet"])
def test_a_file_that_cannot_be_read_is_refused_in_one_line(command, more, content, tmp_path):
    path = tmp_path / "sheet.xlsx"
    if content:
        path.write_bytes(content)
    with pytest.raises(CommandError) as caught:
        said(command, path)
    assert str(caught.value).startswith(f"{path}: ") and "\n" not in str(caught.value)
    assert not SheetImport.objects.exists()
