"""A program that asks for an own calendar all the time is told to wait."""

import pytest
from django.core.cache import cache

from missions.calendar.keeping import shared
from selection.candidacies.own_calendar.services import make_calendar_token
from tests.factories.accounts import UserFactory
from tests.services import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def twice_in_ten_minutes(settings):
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"own_calendar": f"2/{settings.OWN_CALENDAR_SECONDS}s/key"}
    yield
    shared.is_away = False


def address_of(user) -> str:
    return f"/own-calendar/{make_calendar_token(user, actor=user)}.ics"


def test_above_the_limit_the_answer_is_to_wait_without_reading_the_calendar(
    client, django_assert_num_queries
):
    user = UserFactory()
    first, other = address_of(user), address_of(UserFactory())
    assert [client.get(first).status_code for _ in range(2)] == [200, 200]

    with django_assert_num_queries(1):
        response = client.get(first)

    assert (response.status_code, response["Retry-After"]) == (429, "600")
    assert (response.content, response["Cache-Control"]) == (b"", "no-store, private")
    assert client.get(other).status_code == 200
    assert client.get(address_of(user)).status_code == 429  # a new address is no new count


def test_nobody_has_to_wait_while_nothing_can_be_counted(client, settings):
    address = address_of(UserFactory())
    away = f"redis://127.0.0.1:{free_port()}/0"
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": away}}

    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 200]
