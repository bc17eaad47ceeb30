"""``manage.py preview_europass FILE``."""

import json
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.candidates.europass.own_files import FILES, NAMES

KEYS = {
    "schema", "format", "version", "language", "person", "employments", "educations", "languages", "skills",
    "publications", "trainings", "documents", "unmapped",
}  # fmt: skip


def preview(path) -> dict:
    output = StringIO()
    call_command("preview_europass", str(path), stdout=output)
    return json.loads(output.getvalue())


@pytest.mark.parametrize("name", NAMES)
def test_prints_every_key_and_touches_no_database(name):
    assert preview(FILES / name).keys() == KEYS


def test_prints_facts_with_the_precision_they_have():
    said = preview(FILES / "legacy.xml")

    assert said["employments"][1] == {
        "title": "Junior lawyer",
        "organisation": "Sample Chambers",
        "country": "GB",
        "started_on": "2013",
        "ended_on": "2016-08-31",
        "is_current": False,
        "description": "First line\nSecond line\nThird line",
    }
    assert said["documents"][0]["size"] == 67
    assert said["person"]["birth_date"] == "1988-02-29"


@pytest.mark.parametrize("content", [None, b"<invoice/>"])
def test_ends_with_two_and_one_line_for_what_is_no_europass(content, tmp_path):
    path = tmp_path / "file.xml"
    if content:
        path.write_bytes(content)

    with pytest.raises(CommandError) as caught:
        preview(path)

    assert caught.value.returncode == 2


def test_the_program_itself_ends_with_two_and_one_line(tmp_path):
    path = tmp_path / "file.xml"
    path.write_bytes(b"<invoice/>")

    done = subprocess.run(
        [sys.executable, "manage.py", "preview_europass", path],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
