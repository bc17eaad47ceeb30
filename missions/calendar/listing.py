"""One list over all kinds: light rows are put in order by the database, then those of one page are read."""

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value

from missions.calendar.kinds import KINDS, WITH_CALLS, Kind, kind_of
from missions.calendar.wish import Wish, rows_for
from missions.models import Call, Mission

Key = tuple[str, int, dt.date | None]  # code of the kind, primary key, place in the calendar


def keys_for(wish: Wish, today: dt.date, *, past: bool) -> QuerySet[Any, Any]:
    """Everything that fits, as keys: to come (soonest first, without a day last) or past (latest first)."""
    chosen = [
        rows_for(kind, wish, today)
        .filter(condition)
        .annotate(row_kind=Value(kind.code, output_field=CharField()), stands_on=F(day))
        .values_list("row_kind", "pk", "stands_on")
        for kind in KINDS.values()
        if wish.fits(kind)
        for day, condition in _places(kind, today, past=past)
    ]
    if not chosen:
        return Mission.objects.none()
    order = F("stands_on").desc() if past else F("stands_on").asc(nulls_last=True)
    return chosen[0].union(*chosen[1:], all=True).order_by(order, "row_kind", "-pk" if past else "pk")


def _places(kind: Kind, today: dt.date, *, past: bool) -> list[tuple[str, Q]]:
    """``stands_on`` as conditions: the columns with the day on which rows stand, each with its rows."""
    over = Q(calendar_on__lt=today)
    if not past:
        places = [("calendar_on", Q(calendar_on__gte=today) | Q(calendar_on__isnull=True))]
        ahead = over & Q(second_round_on__gte=today)
        return [*places, ("second_round_on", ahead)] if kind.model is Mission else places
    if kind.model is not Mission:
        return [("calendar_on", over)]
    once = ("calendar_on", over & Q(second_round_on__isnull=True))
    return [once, ("second_round_on", over & Q(second_round_on__lt=today))]


def load_rows(keys: Iterable[Key]) -> list[Any]:
    """The missions, posts and rounds of these keys in their order, each with ``published_calls``."""
    keys = list(keys)
    chosen: dict[str, list[int]] = {code: [] for code in KINDS}
    for code, pk, _ in keys:
        chosen[code].append(pk)
    found = load_subjects(
        {code: KINDS[code].model._default_manager.filter(pk__in=pks) for code, pks in chosen.items() if pks}
    )
    by_key = {(kind_of(row).code, row.pk): row for row in found}
    return [by_key[code, pk] for code, pk, _ in keys if (code, pk) in by_key]


def load_subjects(querysets: Mapping[str, QuerySet]) -> list[Any]:
    """Rows of several kinds with their published calls: one query a kind, and one for all the calls."""
    found = {
        code: {row.pk: row for row in rows.select_related(*KINDS[code].along)}
        for code, rows in querysets.items()
    }
    subjects = [row for rows in found.values() for row in rows.values()]
    for subject in subjects:
        subject.published_calls = []
    for call in _calls_of(found):
        kind = next(kind for kind in WITH_CALLS if kind.scheme == call.scheme)
        subject = found[kind.code][getattr(call, f"{kind.calls}_id")]
        setattr(call, kind.calls, subject)
        subject.published_calls.append(call)
    return subjects


def _calls_of(found: Mapping[str, Mapping[int, Any]]) -> Iterable[Call]:
    conditions = [
        Q(scheme=kind.scheme, **{f"{kind.calls}__in": list(found[kind.code])})
        for kind in WITH_CALLS
        if found.get(kind.code)
    ]
    return Call.objects.for_mission_pages().filter(reduce(or_, conditions)) if conditions else ()
