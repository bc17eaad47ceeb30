"""Whether the public calendar has changed, known without asking its tables.

A stamp in the cache that all processes share is drawn anew after every act on missions, posts, rounds and
calls, and time does its part: calls open and close at instants, and days left are counted from midnight. So a
version is the stamp, the next instant at which the calendar changes by itself, and the release that writes.
"""

import datetime as dt
import functools
import hashlib
import secrets
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db.models import Min, Q
from django.utils import timezone

from missions.calendar.keeping import shared
from missions.calendar.kinds import KINDS
from missions.deadlines import end_of_day
from missions.models import Budget, Call, Commitment, Milestone, Subscription
from osce_portal.audit.listening import register_listener

STAMP = "calendar:stamp"
NOT_SHOWN = (Subscription, Budget, Commitment, Milestone)
KEPT = 7 * 24 * 3600  # seconds; a version lives a day at most
WRITING = (
    "missions/**/*.py",
    "osce_portal/formats/**/*.py",
    "locale/*/LC_MESSAGES/*.mo",
)  # what feeds come from


def calendar_version() -> str:
    """What stands for the calendar as it is now; empty while no cache is shared by all processes."""
    if settings.REDIS_URL:
        with shared.if_there():
            return _version()
    return ""


def _version() -> str:
    stamp: str = cache.get(STAMP) or cache.get_or_set(STAMP, _new_stamp, None) or ""
    now = timezone.now()
    until = cache.get(f"calendar:until:{stamp}")
    if until is None or until <= now:
        until = next_change(now)
        cache.set(f"calendar:until:{stamp}", until, KEPT)
    return f"{stamp}-{until:%Y%m%d%H%M%S%f}-{release()}"


@functools.cache
def release() -> str:
    """What this release writes feeds with, read once: no upgrade shows what the one before it kept."""
    return digest_of(path for pattern in WRITING for path in settings.BASE_DIR.glob(pattern))


def digest_of(files: Iterable[Path]) -> str:
    """Another one for every change in these files."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def calendar_changed() -> None:
    """Say that the calendar shows something else from now on. To be called after the commit."""
    if settings.REDIS_URL:
        with shared.if_there():
            cache.set(STAMP, _new_stamp(), None)


def next_change(now: dt.datetime) -> dt.datetime:
    """The next instant at which a status or the days left change without anybody's act."""
    instants = [end_of_day(timezone.localdate(now))]
    names = ("published_at", "opens_at", "closes_at")
    found = Call.objects.aggregate(**{name: Min(name, filter=Q(**{f"{name}__gt": now})) for name in names})
    instants += [instant for instant in found.values() if instant]
    for kind in KINDS.values():
        rows = kind.model._default_manager.filter(published_at__gt=now)
        instants += rows.order_by("published_at").values_list("published_at", flat=True)[:1]
    return min(instants)


def _new_stamp() -> str:
    return secrets.token_urlsafe(9)


for _model in apps.get_app_config("missions").get_models():
    if _model not in NOT_SHOWN:
        register_listener(_model, calendar_changed)
