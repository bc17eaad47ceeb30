"""What every test may ask for: pages in a real Chromium, a real mail server, a real worker."""

import contextlib
import math
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright
from pytest_django.plugin import blocking_manager_key

from missions.calendar.version import calendar_changed
from osce_portal.celery import app as celery_app
from tests.browser import ARGUMENTS, MISSING, Complaints, find_chromium
from tests.emptying import keep_names
from tests.postbox import Postbox, running_postbox
from tests.worker import running_worker

TEMPLATE = "TEST_DATABASE_TEMPLATE"
PATIENCE = 120_000  # milliseconds: a machine that tests on all its cores sets a long list slowly
LAST_LOOK = 2_000  # milliseconds
# How long an example takes says more about the machine's other work than about the code.
hypothesis.settings.register_profile(
    "portal", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("portal")


def pytest_configure(config: pytest.Config) -> None:
    """Pages speak four languages on a clean checkout too; parallel workers find the work done."""
    if not hasattr(config, "workerinput"):
        call_command("compile_catalogues")
        if config.getoption("numprocesses", None) and connection.vendor == "postgresql":
            with config.stash[blocking_manager_key].unblock():
                make_template(config)


def make_template(config: pytest.Config) -> None:
    """Make the tables once: the database of each parallel worker begins as a copy of this one."""
    kept, options = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    options["NAME"] = os.environ[TEMPLATE] = f"test_{kept}_template"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    connection.close()  # only a database that nobody uses can be copied
    config.add_cleanup(lambda: connection.creation.destroy_test_db(kept, verbosity=0))


@pytest.fixture(autouse=True)
def calendar_of_its_own(request: pytest.FixtureRequest) -> None:
    """No test reads the feeds that another one's rows were written into: the cache outlives a test."""
    if request.node.get_closest_marker("django_db"):
        calendar_changed()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys take longest: each parallel worker begins with its share of them, and none comes last."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    journeys = [item for item in items if item.get_closest_marker("journey")]
    others = [item for item in items if not item.get_closest_marker("journey")]
    share = math.ceil(len(others) / workers)
    items[:] = [
        item
        for worker in range(workers)
        for item in (*journeys[worker::workers], *others[worker * share : (worker + 1) * share])
    ]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The test database goes away at the end even if a server's thread has not hung up yet."""
    with django_db_blocker.unblock():
        keep_names()
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def language_of_nobody() -> None:
    """A request of the test before, answered in this thread, leaves no language behind."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path: Path) -> Path:
    """Uploads of a test lie in a folder of its own."""
    folder = tmp_path / "private-files"
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": folder, "base_url": None}}
    }
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole run; a machine without one is told what to install."""
    path = find_chromium() or pytest.fail(MISSING, pytrace=False)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright's loop runs in the thread of the ORM
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """Open a visitor's page, with own cookies, on the live server; keywords as ``Browser.new_context``.

    Fails the test at its end if any page broke the content security policy, asked another server for
    anything or left an error uncaught.
    """
    complaints, contexts = Complaints(live_server.url), []

    def open_one(**options) -> Page:
        context = chromium.new_context(**{"base_url": live_server.url, "locale": "fr-BE"} | options)
        context.set_default_timeout(PATIENCE)
        complaints.listen_to(context)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        tell_where(context)
        context.close()
    assert complaints == []


def tell_where(context: BrowserContext) -> None:
    """Of a test that failed pytest shows what it printed: the pages it stood on, and what they said."""
    for page in context.pages:
        with contextlib.suppress(Error):  # a page that is on its way to another one says nothing
            text = page.locator("body").inner_text(timeout=LAST_LOOK)
            sys.stdout.write(f"{page.url}\n{text}\n")


@pytest.fixture
def page(open_page) -> Page:
    """One visitor's page, in French, 1280 pixels wide."""
    return open_page(viewport={"width": 1280, "height": 900})


@pytest.fixture
def phone_page(open_page) -> Page:
    """One visitor's page on a phone, in French, 390 pixels wide."""
    return open_page(viewport={"width": 390, "height": 844}, has_touch=True)


@pytest.fixture
def postbox(settings) -> Iterator[Postbox]:
    """A mail server on the loopback, to which Django really delivers (the test runner's backend does not)."""
    with running_postbox() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = running.host, running.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield running


@pytest.fixture
def celery_worker_process(transactional_db, postbox: Postbox, tmp_path) -> Iterator[Postbox]:
    """A real worker on this test's database and queue, delivering to the postbox; tasks are really queued."""
    with running_worker(tmp_path / "worker.log", EMAIL_HOST=postbox.host, EMAIL_PORT=str(postbox.port)):
        celery_app.conf.task_always_eager = False
        yield postbox
        celery_app.conf.task_always_eager = True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory) -> None:
    """SQLite's test database is a file, as in real life: one in memory cannot be shared with a worker.

    PostgreSQL's is a copy of the template, if there is one.
    """
    for database in connections.settings.values():
        if database["ENGINE"].endswith("sqlite3"):
            database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "tests.sqlite3")
        else:
            database["TEST"]["TEMPLATE"] = os.environ.get(TEMPLATE)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what tests measured and judge only in part (``record_property("measured", …)``)."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "measured":
                terminalreporter.write_line(f"{report.nodeid.rpartition('::')[2]}: {value}")
