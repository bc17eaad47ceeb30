"""A real Celery worker, in a process of its own, on the test's database and queue; or none for a while."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from osce_portal.celery import app as celery_app
from tests.services import ROOT

START_SECONDS = 180
LEASH = (
    '"$@" & cat > /dev/null; kill $!; wait'  # the worker ends when its input closes, whatever ends the tests
)
WORKER = [
    "celery",
    "--app",
    "osce_portal",
    "worker",
    "--pool",
    "solo",
    "--loglevel",
    "INFO",
    "--without-mingle",
]


def database_url() -> str:
    """Address of the database that the running test sees; SQLite's must be a file."""
    name, options = connection.settings_dict["NAME"], connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    secret = f":{quote(options['PASSWORD'])}" if options["PASSWORD"] else ""
    return f"postgres://{quote(options['USER'])}{secret}@{options['HOST']}:{options['PORT']}/{name}"


@contextmanager
def running_worker(log: Path, **environment: str) -> Iterator[None]:
    """Yield once the worker says that it is ready; RuntimeError with its log when it never does."""
    with log.open("w") as output:
        worker = subprocess.Popen(
            ["sh", "-c", LEASH, "sh", sys.executable, "-m", *WORKER],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": database_url(), **environment},
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_ready(worker, log)
        yield
    finally:
        worker.communicate()


def wait_until_ready(worker: subprocess.Popen, log: Path) -> None:
    """Return when the log says "ready"."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and worker.poll() is None:
        if " ready." in log.read_text():
            return
        time.sleep(0.05)
    raise RuntimeError(f"the worker did not start:\n{log.read_text()}")


@contextmanager
def worker_away() -> Iterator[None]:
    """What is sent to the worker meanwhile lies in Redis, and nobody takes it."""
    celery_app.conf.task_always_eager = False
    try:
        yield
    finally:
        celery_app.conf.task_always_eager = True
