"""Production refuses to start half configured; the example file is enough to start it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from osce_portal.settings.base import BASE_DIR

EXAMPLE = BASE_DIR / ".env.example"
COMPOSE_ONLY = {"POSTGRES_PASSWORD", "REDIS_PASSWORD", "WEB_WORKERS"}
DEVELOPMENT_ONLY = {"PORT"}
REQUIRED = (
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "BASE_URL",
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_HOST",
    "DEFAULT_FROM_EMAIL",
    "REPLY_TO_EMAIL",
    "PRIVATE_FILES_DIR",
)


def run_in_production(*arguments: str, change: str = "") -> subprocess.CompletedProcess:
    """Source the example file with sh, change something, and run manage.py under production settings."""
    return run_python("manage.py", *arguments, change=change)


def read_settings(change: str) -> subprocess.CompletedProcess:
    """The same, but no further than the settings, which anything that starts reads first."""
    return run_python("-c", "import osce_portal.settings.production", change=change)


def run_python(*arguments: str, change: str) -> subprocess.CompletedProcess:
    script = f'set -eu; set -a; . "{EXAMPLE}"; {change} exec "$@"'
    return subprocess.run(
        ["sh", "-c", script, "sh", sys.executable, *arguments],
        cwd=BASE_DIR,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "osce_portal.settings.production"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_example_file_starts_production_and_passes_the_deployment_check():
    checked = run_in_production("check", "--deploy", "--fail-level", "WARNING")

    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


@pytest.mark.parametrize("name", REQUIRED)
def test_production_names_the_setting_that_is_missing(name):
    refused = read_settings(f"unset {name};")

    assert refused.returncode != 0
    assert refused.stderr.strip().endswith(f"Set these in the environment before starting: {name}")


def test_production_names_everything_that_is_missing_at_once():
    refused = run_in_production("check", change=f"unset {' '.join(REQUIRED)};")

    assert refused.stderr.strip().endswith(", ".join(REQUIRED))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("SECRET_KEY=short;", "SECRET_KEY needs 50 characters"),
        ("ALLOWED_HOSTS=*;", "ALLOWED_HOSTS must name the hosts"),
        ("BASE_URL=http://portal.example.org;", "BASE_URL must begin with https://"),
        ("DATABASE_URL=sqlite:///portal.sqlite3;", "DATABASE_URL must be a PostgreSQL database"),
    ],
)
def test_production_refuses_a_value_that_cannot_be_meant(change, complaint):
    refused = read_settings(change)

    assert refused.returncode != 0
    assert complaint in refused.stderr


def test_every_mistake_is_named_at_once():
    refused = read_settings('ALLOWED_HOSTS=" , "; BASE_URL=https://; DATABASE_URL=nonsense;')

    said = refused.stderr.strip().splitlines()[-1]
    assert all(
        mistake in said
        for mistake in (
            "ALLOWED_HOSTS must name the hosts",
            "BASE_URL must begin with https:// and name a host",
            "DATABASE_URL must be a PostgreSQL database",
        )
    )


def test_blank_is_missing():
    refused = read_settings("".join(f'{name}=" ";' for name in REQUIRED))

    assert refused.stderr.strip().endswith(", ".join(REQUIRED))


def test_addresses_are_read_as_their_writer_meant_them():
    shown = run_in_production(
        "shell",
        "--command",
        "from django.conf import settings; print(settings.BASE_URL, *settings.ALLOWED_HOSTS)",
        change='BASE_URL=https://a.example.org/; ALLOWED_HOSTS="a.example.org, b.example.org";',
    )

    assert shown.stdout.strip().endswith("https://a.example.org a.example.org b.example.org")


def test_no_variable_turns_debugging_on_in_production():
    shown = run_in_production(
        "shell", "--command", "from django.conf import settings; print(settings.DEBUG)", change="DEBUG=true;"
    )

    assert shown.stdout.strip().endswith("False")


@pytest.mark.parametrize("command", [["load_sample_candidates"], ["prepare", "--sample"]])
def test_sample_people_cannot_be_invented_in_production(command):
    refused = run_in_production(*command)

    assert refused.returncode != 0
    assert "CommandError" in refused.stderr
    assert "production" in refused.stderr


SETTINGS = ("base.py", "dev.py", "environment.py")


def test_the_example_file_lists_every_setting_and_no_other():
    sources = [(BASE_DIR / "osce_portal" / "settings" / name).read_text() for name in SETTINGS]
    read = {name for source in sources for name in re.findall(r'env\.\w+\(\s*"(\w+)"', source)}
    listed = set(re.findall(r"^(\w+)=", Path(EXAMPLE).read_text(), re.MULTILINE))

    assert listed == read - DEVELOPMENT_ONLY | COMPOSE_ONLY
