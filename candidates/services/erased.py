"""Who was erased is not brought back by an old sheet: addresses and numbers stay as keyed hashes a while."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from candidates.models import ErasedMark, FormerNumber, RegisterEntry
from osce_portal.common.models import database_now
from osce_portal.people import Person, addresses_of

SALT = "candidates.erased"


class Trace(NamedTuple):
    """By what a sheet may name somebody: ``kind`` is ``email`` or ``number``."""

    kind: str
    value: str


def traces_of(person: Person) -> set[Trace]:
    """Every address and every number in the ministry's register, now and earlier."""
    rows = (RegisterEntry, FormerNumber) if person.file is not None else ()
    numbers = {
        number
        for model in rows
        for number in model._default_manager.filter(candidate=person.file).values_list("number", flat=True)
    }
    known = {Trace("number", number) for number in numbers if number}
    return known | {Trace("email", address) for address in addresses_of(person)}


def _marks(trace: Trace) -> list[str]:
    """The mark by today's key first, then by those that were in force before."""
    said = f"{trace.kind}:{trace.value.strip().lower()}"
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(SALT, said, secret=key, algorithm="sha256").hexdigest() for key in keys]


def mark_erased(person: Person) -> None:
    """Remember that these addresses and numbers were erased, without keeping them."""
    now = database_now()
    marks = {_marks(trace)[0] for trace in traces_of(person)}  # "r7" and "R7" have one
    ErasedMark.objects.bulk_create(
        [ErasedMark(mark=mark, erased_at=now) for mark in sorted(marks)],
        update_conflicts=True, unique_fields=["mark"], update_fields=["erased_at"],
    )  # fmt: skip


def marks_of(person: Person) -> QuerySet[ErasedMark]:
    """What tells of an earlier erasure of somebody who is in the database again."""
    marks = [mark for trace in traces_of(person) for mark in _marks(trace)]
    return ErasedMark.objects.filter(mark__in=marks).order_by("pk")


def erased_among(traces: Iterable[Trace]) -> dict[Trace, dt.datetime]:
    """Which of these were erased, and when; one question."""
    by_mark: dict[str, list[Trace]] = {}
    for trace in traces:
        for mark in _marks(trace):
            by_mark.setdefault(mark, []).append(trace)
    found = ErasedMark.objects.filter(mark__in=by_mark).values_list("mark", "erased_at")
    return {trace: at for mark, at in found for trace in by_mark[mark]}


def forget_marks() -> int:
    """Nightly: ``ERASED_MARK_YEARS`` later nothing tells that somebody was erased. Returns how many."""
    limit = database_now() - dt.timedelta(days=366 * settings.ERASED_MARK_YEARS)
    gone, _by_model = ErasedMark.objects.filter(erased_at__lt=limit).delete()
    return gone
