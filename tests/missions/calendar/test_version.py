"""Whoever acts on the calendar makes its earlier answers invalid, and so does the time."""

import datetime as dt
import time

import pytest
from django.core.cache import cache
from django.utils import timezone

from missions.calendar.version import STAMP, calendar_version, digest_of, next_change, release
from missions.deadlines import end_of_day
from missions.enums import MissionStage
from missions.services import (
    close_call,
    confirm_announced,
    confirm_mission,
    publish_call,
    set_bands,
    set_election_call,
    update_announced,
    update_call_settings,
    update_mission,
)
from osce_portal.audit.services import record
from tests.factories.missions import (
    CallFactory,
    CrisisMissionFactory,
    JpoRoundFactory,
    MissionFactory,
    SelorRoundFactory,
    VacancyFactory,
    days_ago,
)

pytestmark = pytest.mark.django_db
ACTS = {
    "set": lambda: set_election_call(MissionFactory(), actor=None),
    "publish": lambda: publish_call(set_election_call(MissionFactory(), actor=None), actor=None),
    "close": lambda: close_call(CallFactory(due=True)),
    "settings": lambda: update_call_settings(CallFactory(), actor=None, places=3),
    "bands": lambda: set_bands(CallFactory(), actor=None, bands=[]),
    "mission": lambda: update_mission(MissionFactory(), actor=None, stage=MissionStage.CONFIRMED),
    "confirm": lambda: confirm_mission(MissionFactory(unpublished=True), source="osce.org", actor=None),
    "vacancy": lambda: update_announced(VacancyFactory(), actor=None, grade="S2"),
    "round": lambda: update_announced(JpoRoundFactory(), actor=None, osce_funded_limit=5),
    "crisis": lambda: update_announced(CrisisMissionFactory(), actor=None, posts=2),
    "announce": lambda: confirm_announced(SelorRoundFactory(unpublished=True), source="selor.be", actor=None),
}


def test_every_act_on_the_calendar_gives_it_another_version(django_capture_on_commit_callbacks):
    for name, act in ACTS.items():
        with django_capture_on_commit_callbacks() as callbacks:
            act()
        before = calendar_version()
        for callback in callbacks:
            callback()
        assert calendar_version() != before, name


def test_whatever_enters_the_log_for_a_row_of_the_calendar_changes_the_version_once_it_stands(
    django_capture_on_commit_callbacks,
):
    mission = MissionFactory()
    before = calendar_version()

    with django_capture_on_commit_callbacks() as callbacks:
        record("mission.changed", mission)
    assert calendar_version() == before
    callbacks[-1]()
    assert calendar_version() != before


def test_the_version_ends_by_itself_when_a_call_opens_or_closes_and_at_midnight():
    now = timezone.now()
    midnight = end_of_day(timezone.localdate(now))
    assert next_change(now) == midnight

    soon = now + dt.timedelta(seconds=1)
    CallFactory(opens_at=soon)
    if soon < midnight:
        assert next_change(now) == soon
    CallFactory(
        published_at=days_ago(2),
        opens_at=days_ago(2),
        mission__published_at=now + dt.timedelta(microseconds=1),
    )
    assert next_change(now) == now + dt.timedelta(microseconds=1)

    instant = timezone.now() + dt.timedelta(seconds=0.3)
    cache.set(f"calendar:until:{cache.get(STAMP)}", instant, 60)
    before = calendar_version()
    while timezone.now() < instant:
        time.sleep(0.05)
    assert calendar_version() != before


def test_another_release_is_another_version(tmp_path):
    code, texts = tmp_path / "feeds.py", tmp_path / "django.mo"
    code.write_text("a")
    texts.write_text("b")
    before = digest_of([code, texts])

    assert digest_of([texts, code]) == before
    texts.write_text("c")
    assert digest_of([code, texts]) != before
    assert calendar_version().endswith(f"-{release()}")
