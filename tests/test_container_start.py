"""What the web container runs, run here: the Dockerfile's own command, on a new database."""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg2
import pytest

from osce_portal.settings.base import BASE_DIR
from tests.services import free_port

DATABASE = f"container_start_{os.getpid()}"  # parallel workers share the server
SECONDS = 300  # static files are compressed first, which a busy machine does slowly


@pytest.fixture(scope="module")
def new_database_url():
    """The address of an empty database on the run's own PostgreSQL server."""
    server = psycopg2.connect(os.environ["DATABASE_URL"])
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        cursor.execute(f"CREATE DATABASE {DATABASE}")
    yield re.sub(r"/[^/]*$", f"/{DATABASE}", os.environ["DATABASE_URL"])
    with server.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")
    server.close()


@pytest.fixture(scope="module")
def portal(new_database_url, tmp_path_factory):
    """Root address of a portal started as in its container, with the settings of the example file."""
    port, log_file = free_port(), tmp_path_factory.mktemp("portal") / "log"
    (command,) = re.findall(
        r'^CMD \["sh", "-c", "(.+)"\]$', (BASE_DIR / "Dockerfile").read_text(), re.MULTILINE
    )
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "DJANGO_SETTINGS_MODULE": "osce_portal.settings.production",
    }
    addresses = f'DATABASE_URL="{new_database_url}" REDIS_URL="{os.environ["REDIS_URL"]}"'
    script = f"set -a; . ./.env.example; {addresses}; {command.replace('0.0.0.0:8000', f'127.0.0.1:{port}')}"
    with log_file.open("w") as log:
        server = subprocess.Popen(["sh", "-c", script], cwd=BASE_DIR, env=environment, stdout=log, stderr=log)
    try:
        wait_for_health(f"http://127.0.0.1:{port}", server, log_file)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def ask(url: str, **headers: str) -> tuple[int, str]:
    """Status and body of one request, redirects included, as the proxy would make it."""
    request = urllib.request.Request(url, headers={"Host": "localhost", **headers})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as response:  # noqa: S310
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def wait_for_health(root: str, server: subprocess.Popen, log: Path) -> None:
    """Return once the portal answers; AssertionError with its log when it never does."""
    deadline = time.monotonic() + SECONDS
    while True:
        assert server.poll() is None and time.monotonic() < deadline, log.read_text()
        try:
            assert ask(f"{root}/health/") == (200, "ok")
        except OSError:  # nobody there yet, or nobody who answers
            time.sleep(0.2)
        else:
            return


def test_the_container_serves_pages_with_their_static_files_and_refuses_a_strange_host(portal):
    """One test: two would start it twice, each for a parallel worker of its own."""
    behind_tls = {"X-Forwarded-Proto": "https"}

    status, page = ask(f"{portal}/fr/", **behind_tls)
    stylesheets = re.findall(r'<link[^>]+href="(/static/[^"]+\.css)"', page)

    assert status == 200
    assert stylesheets
    assert [ask(f"{portal}{sheet}", **behind_tls)[0] for sheet in stylesheets] == [200] * len(stylesheets)
    assert ask(f"{portal}/fr/", Host="evil.example", **behind_tls)[0] == 400
