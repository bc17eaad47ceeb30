"""The development server and its background jobs start and end together."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from osce_portal.management.commands.serve import refuse_unusable_port
from tests.services import ROOT, free_port

SECONDS = 180


@pytest.fixture
def port():
    return free_port()


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """An embedded database with its tables, made once: every server begins with a copy."""
    database = tmp_path_factory.mktemp("migrated") / "portal.sqlite3"
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=development(database), check=True
    )
    return database


def development(database: Path, **more: str) -> dict[str, str]:
    """The environment of ``make run``, on this embedded database."""
    inherited = os.environ.keys() - {"REDIS_URL", "PYTHONUNBUFFERED"}
    return {name: os.environ[name] for name in inherited} | {
        "DJANGO_SETTINGS_MODULE": "osce_portal.settings.dev",
        "DATABASE_URL": f"sqlite:///{database}",
        **more,
    }


@pytest.fixture
def serving(tmp_path, port, migrated):
    """``manage.py serve`` in a session of its own on an embedded database, once it answers."""
    environment = development(shutil.copy(migrated, tmp_path), PORT=str(port))
    with Path(tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=listen_to_the_keyboard,
        )
    wait_until(lambda: answers(f"http://127.0.0.1:{port}/health/"))
    wait_until(lambda: jobs_of(server))
    yield server
    if processes_of(server):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def listen_to_the_keyboard() -> None:
    """As in a terminal; whoever starts the tests in the background has told its children not to listen."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def answers(url: str) -> bool:
    """Whether somebody serves the address."""
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 (our own address)
            return response.status == 200
    except OSError:
        return False


def processes_of(server: subprocess.Popen) -> dict[int, str]:
    """The live processes of the server's session, jobs included: their numbers and commands."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pgid=,stat=,pid=,args="], capture_output=True, text=True, check=True
    )
    rows = [line.split(maxsplit=3) for line in listed.stdout.splitlines()]
    return {int(row[2]): row[3] for row in rows if row[0] == str(server.pid) and not row[1].startswith("Z")}


def jobs_of(server: subprocess.Popen) -> set[int]:
    """The numbers of the processes with the background jobs."""
    return {number for number, command in processes_of(server).items() if "run_background" in command}


def wait_until(holds) -> None:
    """Return as soon as something holds; AssertionError after a minute."""
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_when_the_code_changes_its_successor_serves_with_its_own_jobs_and_ctrl_c_ends_both(
    serving, tmp_path, port
):
    assert f"http://127.0.0.1:{port}/" in Path(tmp_path / "log").read_text()
    before = jobs_of(serving)

    def successors() -> set[int]:
        (ROOT / "osce_portal" / "wsgi.py").touch()  # again, until the reloader has begun to look
        return jobs_of(serving) - before

    wait_until(successors)
    wait_until(lambda: not jobs_of(serving) & before)
    wait_until(lambda: answers(f"http://127.0.0.1:{port}/health/"))
    assert serving.poll() is None

    os.killpg(serving.pid, signal.SIGINT)  # what a terminal does

    wait_until(lambda: not processes_of(serving))


def test_the_jobs_end_when_the_server_is_killed(serving):
    serving.kill()

    wait_until(lambda: not jobs_of(serving))


def test_a_port_in_use_is_said_before_anything_is_made():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} cannot be used .*PORT=8080 make run"):
            call_command("serve", str(port), sample=True)


@pytest.mark.parametrize("port", ["eighty", "-1", "65536", ""])
def test_a_port_that_is_no_port_is_said_so(port):
    with pytest.raises(CommandError, match="a port is a number"):
        refuse_unusable_port("127.0.0.1", port, socket.AF_INET)
