"""What the machine lacks is named, one line each."""

import os
import subprocess
import sys

from tests.services import ROOT


def told_with_path(path: str, *arguments: str) -> list[str]:
    """The lines about a machine whose programs are only those of ``path``."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.machine", *arguments],
        cwd=ROOT,
        env=os.environ | {"PATH": path, "CHROMIUM": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stderr.splitlines()


def test_a_machine_with_everything_is_told_nothing():
    assert told_with_path(os.environ["PATH"]) == []


def test_each_missing_program_is_named_with_its_packages():
    lines = told_with_path("/nonexistent")

    assert "xgettext is missing (for make check): apt-get install gettext, or brew install gettext" in lines


def test_where_nothing_can_be_installed_it_is_still_named():
    assert told_with_path("/nonexistent", "--install") == told_with_path("/nonexistent")
