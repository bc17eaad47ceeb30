"""Ten thousand missions: pages stay pages, and the database reads its index instead of sorting everything."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from missions.calendar.listing import keys_for
from missions.calendar.wish import Wish
from missions.models import Mission
from osce_portal.common.enums import Scheme
from tests.factories.missions import ParticipatingStateFactory


def make_ten_thousand_missions():
    """Half of them past, half to come, one a day."""
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


@pytest.mark.django_db
def test_a_page_among_ten_thousand_missions_is_small_and_read_from_an_index(
    client, django_assert_num_queries
):
    make_ten_thousand_missions()

    with django_assert_num_queries(6):
        response = client.get(reverse("missions:past"), {"page": 100})

    assert len(response.context["rows"]) == 25
    assert len(response.content) < 100_000
    if connection.vendor == "postgresql":
        for past in (True, False):
            plan = keys_for(Wish(scheme=Scheme.ELECTION_OBSERVATION), timezone.localdate(), past=past)[:25]
            assert "mission_calendar" in plan.explain()
