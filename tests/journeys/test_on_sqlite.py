"""The main job once more on SQLite, the database of ``make run``."""

import os
import subprocess
import sys

import pytest

from tests.services import ROOT

pytestmark = pytest.mark.journey


def test_the_main_job_holds_on_sqlite_too(tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/journeys/test_main_job.py"],
        cwd=ROOT,
        env=environment | {"DATABASE_URL": f"sqlite:///{tmp_path}/portal.sqlite3"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
