"""What somebody asks of a feed: language, choices, and whether all that is past as well."""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone, translation

from missions.calendar.kinds import KINDS, Kind
from missions.calendar.listing import load_subjects
from missions.calendar.wish import Wish, rows_for
from missions.entries import Entry, all_entries
from missions.enums import CallStatus, MissionFormat
from missions.models import Mission
from osce_portal.common.enums import Role, Scheme

A_DAY, A_MINUTE = 24 * 3600, 60  # seconds; at midnight every answer is another
PAST_DAYS = 365  # of which a feed tells unless everything is asked for
UNSAID = ("loaded", "row_as_found", "source")  # long columns of which no feed tells, where there are such
KNOWN = {
    "scheme": Scheme.values, "role": Role.values, "status": CallStatus.values, "format": MissionFormat.values,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """One request to a feed; equal ones get the same answer."""

    language: str
    wish: Wish
    everything: bool

    @property
    def kept_seconds(self) -> int:
        """How long its answer is kept: until midnight for a scheme or none, which are few; others briefly."""
        return A_DAY if self.wish == Wish(scheme=self.wish.scheme) else A_MINUTE

    def digest(self, version: str, path: str) -> str:
        """What tells this answer from every other, of this version of the calendar."""
        said = "\n".join((version, path, self.language, self.wish.query, str(self.everything)))
        return hashlib.sha256(said.encode()).hexdigest()[:32]


def read_asked(request: HttpRequest) -> Asked:
    """What is asked for; a ValueError names a parameter that is none of its values."""
    chosen = {field.name: request.GET.get(field.name, "") for field in fields(Wish)}
    for name, value in chosen.items():
        known = value in KNOWN[name] if name in KNOWN else re.fullmatch("[A-Z]{2}", value)
        if value and not known:
            raise ValueError(name)
    period = request.GET.get("period", "")
    if period not in ("", "all"):
        raise ValueError("period")
    return Asked(asked_language(request), Wish(**chosen), period == "all")


def asked_language(request: HttpRequest) -> str:
    """``?lang=`` where it is one of the portal's; else the page language chosen by the middleware."""
    language = request.GET.get("lang", "")
    return language if language in settings.LANGUAGES_OF_CONTENT else translation.get_language()


def entries_for(asked: Asked) -> list[Entry]:
    """The published entries that are asked for, latest first, without a day before all others."""
    now, today = timezone.now(), timezone.localdate()
    first = None if asked.everything else today - dt.timedelta(days=PAST_DAYS)
    chosen = {
        code: rows_for(kind, asked.wish, today)
        .filter(not_before(first, kind))
        .defer(*(name for name in UNSAID if hasattr(kind.model, name)))
        for code, kind in KINDS.items()
        if asked.wish.fits(kind)
    }
    subjects = load_subjects(chosen)
    subjects.sort(key=partial(_order, today=today), reverse=True)
    role = asked.wish.role
    return [
        entry
        for entry in all_entries(subjects, now, today)
        if entry.call is None or role in ("", entry.call.role)
    ]


def _order(row: Any, today: dt.date) -> tuple[bool, dt.date, str]:
    day: dt.date | None = row.stands_on(today)
    return day is None, day or today, row.reference


def not_before(day: dt.date | None, kind: Kind) -> Q:
    """Of that day or later, with a second round then, or without a day; everything where none is given."""
    if day is None:
        return Q()
    condition = Q(calendar_on__gte=day) | Q(calendar_on__isnull=True)
    return condition | Q(second_round_on__gte=day) if kind.model is Mission else condition
