"""Ten thousand missions: pages stay pages, and the database reads its index instead of sorting everything."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from missions.models import Mission
from tests.factories.missions import ParticipatingStateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ten_thousand_missions():
    state = ParticipatingStateFactory()
    start, published = timezone.localdate() - dt.timedelta(days=5000), timezone.now()
    Mission.objects.bulk_create(
        Mission(
            state=state,
            reference=f"KG-{number}",
            election="presidential",
            election_day=start + dt.timedelta(days=number),
            published_at=published,
        )
        for number in range(10_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE missions_mission")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="reads PostgreSQL's plans")
@pytest.mark.parametrize("side", ["upcoming", "past"])
def test_a_page_of_the_calendar_is_read_from_its_index(ten_thousand_missions, side):
    missions = getattr(Mission.objects.published(), side)(timezone.localdate())

    assert "mission_calendar" in missions[:25].explain()


def test_a_page_among_ten_thousand_missions_is_small(
    client, ten_thousand_missions, django_assert_num_queries
):
    with django_assert_num_queries(4):
        response = client.get(reverse("missions:past"), {"page": 100})

    assert len(response.context["rows"]) == 25
    assert len(response.content) < 100_000
