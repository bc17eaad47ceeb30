"""The development server and its background jobs start and end together."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.services import ROOT, free_port

SECONDS = 180


@pytest.fixture
def serving(tmp_path):
    """``manage.py serve`` in a session of its own on an embedded database, once it answers."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name != "REDIS_URL"} | {
        "DJANGO_SETTINGS_MODULE": "osce_portal.settings.dev",
        "DATABASE_URL": f"sqlite:///{tmp_path}/portal.sqlite3",
        "PORT": str(port),
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
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
    wait_until(lambda: len(processes_of(server)) >= 2)
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


def processes_of(server: subprocess.Popen) -> list[str]:
    """The live processes of the server's session, jobs included."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pgid=,stat=,args="], capture_output=True, text=True, check=True
    )
    rows = [line.split(maxsplit=2) for line in listed.stdout.splitlines()]
    return [row[2] for row in rows if row[0] == str(server.pid) and not row[1].startswith("Z")]


def wait_until(holds) -> None:
    """Return as soon as something holds; AssertionError after a minute."""
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_ctrl_c_ends_the_server_and_its_jobs(serving):
    assert any("run_background" in process for process in processes_of(serving))

    os.killpg(serving.pid, signal.SIGINT)  # what a terminal does

    wait_until(lambda: not processes_of(serving))


def test_the_jobs_end_when_the_server_is_killed(serving):
    serving.kill()

    wait_until(lambda: not any("run_background" in process for process in processes_of(serving)))
