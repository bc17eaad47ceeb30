"""Telling everybody who follows new calls: a tenth of them first, then all; for ``bench.database``."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from bench.copying import copy_rows
from bench.measurement import Measurement, absolute
from missions.enums import CallTurn, ChangeKind, ChangeState
from missions.models import Call, Change, Subscription
from missions.services.telling import tell_followers
from osce_portal.accounts.models import User
from osce_portal.celery import app
from osce_portal.mail.models import MailState, QueuedMail
from osce_portal.mail.services import retire_mails
from tests.factories.missions import CallFactory

FEW, ALL = 10_000, 100_000
FIRST_ACCOUNT = 1_000
EACH, GROWTH, QUERIES = 0.001, 2, 10  # seconds a letter; times a letter among ten times as many; for 500


def follower_letters() -> Iterator[Measurement]:
    """Seconds a letter, how much that grows with ten times as many, and queries for 500 accounts."""
    app.conf.task_always_eager = False  # mails leave by the worker, apart
    each: dict[str, list[float]] = {"opened": [], "cancelled": []}
    for first, count in ((0, FEW), (FEW, ALL)):
        _fill(first, count)
        call: Any = CallFactory()
        for what in each:
            if what == "cancelled":
                _cancel(call)
            told, seconds, queries = _tell()
            if told != count:
                raise AssertionError(f"{what}: {told} told of {count}")
            each[what].append(seconds / count)
            if count == ALL:
                batch = settings.FOLLOWERS_TOLD_AT_ONCE
                per_batch = queries / (count / batch)
                yield absolute(f"followers told, {what}: {count} letters", seconds, "s", EACH * count)
                yield absolute(f"followers told, {what}: queries for {batch}", per_batch, "", QUERIES)
    for what, (few, many) in each.items():
        yield absolute(f"followers told, {what}: a letter among ten times as many", many / few, "x", GROWTH)


def _fill(first: int, count: int) -> None:
    """Accounts up to ``count``, each with one wish in one of four languages."""
    keys = range(FIRST_ACCOUNT + first, FIRST_ACCOUNT + count)
    copy_rows(User, ({"id": key, "email": f"p{key}@example.org", "public_id": f"{key:022}"} for key in keys))
    copy_rows(Subscription, (_wish(key) for key in keys))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _wish(key: int) -> dict[str, Any]:
    language = ("fr", "nl", "de", "en")[key % 4]
    names = {"id": key, "public_id": f"{key:022}", "user_id": key}
    return {**names, "language": language, "created_at": timezone.now()}


def _cancel(call: Call) -> None:
    """As the act leaves it, once all the mails have gone out."""
    QueuedMail.objects.update(state=MailState.SENT)
    call.cancelled_at = timezone.now()
    call.save()
    change = Change.objects.create(
        mission=call.mission, kind=ChangeKind.CANCELLED, state=ChangeState.APPLIED, needs_second=False,
        decided_at=timezone.now(), message_fr="Raison.", message_nl="Reden.",
        effect={"calls": [[call.public_id, CallTurn.ENDS, None, None]]},
    )  # fmt: skip
    about = {"about": call.public_id, "because_of": change.public_id}
    retire_mails("missions/call_opened", kind="call-opened", **about)


def _tell() -> tuple[int, float, int]:
    """How many letters, in what time, with how many queries."""
    queries = 0

    def count(execute: Callable[..., Any], *args: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*args)

    start = time.perf_counter()
    with connection.execute_wrapper(count):
        told = tell_followers()
    return told, time.perf_counter() - start, queries
