"""Without the shared cache every calendar is right, written anew each time, and the log says so once."""

import json

import pytest
from django.core.cache import cache
from icalendar import Calendar

from missions.calendar.keeping import shared
from missions.calendar.version import calendar_changed, calendar_version
from missions.services import update_call_settings
from tests.factories.missions import CallFactory
from tests.services import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def away(settings):
    """A cache at an address where nobody listens."""
    address = f"redis://127.0.0.1:{free_port()}/0"
    settings.REDIS_URL = address
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": address}}
    yield
    shared.is_away = False


def test_feeds_answer_while_the_cache_is_away_and_the_log_says_it_once(
    client, away, caplog, django_capture_on_commit_callbacks
):
    call = CallFactory()
    feeds = ("/calendar.json?lang=en", "/calendar.ics?lang=en", f"/calls/{call.public_id}.ics")
    for address in feeds:
        response = client.get(address)
        again = client.get(address, headers={"if-none-match": response["ETag"]})
        assert (response.status_code, again.status_code) == (200, 304)

    with django_capture_on_commit_callbacks(execute=True):
        update_call_settings(call, actor=None, places=3)

    assert [entry["reference"] for entry in json.loads(client.get(feeds[0]).content)["calls"]] == [
        call.reference
    ]
    assert len(Calendar.from_ical(client.get(feeds[1]).content).walk("VEVENT")) == 2
    assert calendar_version() == ""
    said = [record for record in caplog.records if record.name == "missions.calendar.keeping"]
    assert [record.levelname for record in said] == ["WARNING"]
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_once_the_cache_is_back_the_log_may_say_it_again(settings, caplog):
    here = settings.CACHES["default"]
    for _outage in range(2):
        settings.CACHES = {"default": {**here, "LOCATION": f"redis://127.0.0.1:{free_port()}/0"}}
        calendar_changed()
        settings.CACHES = {"default": here}
        calendar_changed()
        assert cache.get("calendar:stamp")
        assert calendar_version()

    assert len(caplog.records) == 2
