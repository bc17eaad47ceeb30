"""The main job once more on SQLite, the database of ``make run``."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from tests.services import ROOT

pytestmark = pytest.mark.journey


@pytest.mark.skipif(connection.vendor == "sqlite", reason="the main job itself runs on SQLite")
def test_the_main_job_holds_on_sqlite_too():
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/journeys/test_main_job.py"],
        cwd=ROOT,
        env=environment | {"DATABASE_URL": "sqlite:///var/tests.sqlite3"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
