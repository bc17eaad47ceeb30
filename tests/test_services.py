"""The servers under the tests are real, and leave nothing behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg2
import pytest
import redis

from tests.services import ROOT, free_port, own_redis_database, start_on_a_free_port, stop


@pytest.fixture
def own_servers():
    """A second pair of servers, beside those of this run, under a supervisor of their own."""
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    supervisor = subprocess.Popen(
        [sys.executable, "-m", "tests.services", "postgresql", "redis"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield supervisor, json.loads(supervisor.stdout.readline())
    supervisor.communicate()


def test_two_runs_side_by_side_have_servers_of_their_own(own_servers):
    _supervisor, addresses = own_servers

    assert addresses["DATABASE_URL"] != os.environ["DATABASE_URL"]
    assert addresses["REDIS_URL"] != os.environ["REDIS_URL"]
    assert redis.Redis.from_url(addresses["REDIS_URL"]).ping()


def test_servers_stop_when_the_tests_die_and_leave_no_folder(own_servers):
    supervisor, addresses = own_servers
    connection = psycopg2.connect(addresses["DATABASE_URL"])
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0]).parent.parent
    connection.close()

    supervisor.communicate()

    assert supervisor.returncode == 0
    assert not folder.exists()
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(addresses["DATABASE_URL"])


def test_a_server_that_cannot_start_is_shown_with_its_own_words(tmp_path):
    home = tmp_path / "postgresql"
    home.mkdir()
    servers = []

    with pytest.raises(RuntimeError, match="no such luck"):
        start_on_a_free_port(
            lambda port: ["sh", "-c", "echo no such luck; exit 1"], "ready", home, {}, servers
        )

    stop(servers)


def test_each_parallel_worker_has_its_own_redis_database():
    port = free_port()

    assert own_redis_database(f"redis://127.0.0.1:{port}/0", "gw3") == f"redis://127.0.0.1:{port}/4"
    assert own_redis_database(f"redis://127.0.0.1:{port}/7", "gw3") == f"redis://127.0.0.1:{port}/7"
