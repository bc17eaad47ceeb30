"""What stands in an iCalendar of a call, an election or a selection by Selor."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from missions.calendar.ical import Event, calendar_host
from missions.calendar.kinds import kind_of
from missions.entries import Entry
from missions.enums import CallStatus, MissionFormat, MissionStage
from missions.models import Mission, SelorRound
from osce_portal.audit.models import AuditEntry

GAP = "reference"


@dataclass(frozen=True, slots=True)
class Revision:
    """How often something was changed, and when last: what the audit log says of it."""

    number: int = 0
    at: dt.datetime | None = None


def revisions_of(entries: Iterable[Entry]) -> dict[str, Revision]:
    """The revisions of everything in these entries by its reference, in one query."""
    rows = {
        row.public_id: row._meta.label_lower
        for entry in entries
        for row in (entry.subject, entry.call)
        if row
    }
    acts = AuditEntry.objects.filter(object_type__in=set(rows.values()), object_ref__in=rows).order_by()
    counted = acts.values_list("object_ref").annotate(Count("pk"), Max("at"))
    return {ref: Revision(number, at) for ref, number, at in counted}


def absolute_url(subject: Any) -> str:
    """Address of a public page in the active language; from BASE_URL, never from the request."""
    return settings.BASE_URL + _address(kind_of(subject).code, get_language()) % subject.public_id


@lru_cache
def _address(page: str, _language: str | None) -> str:
    """The page's address with a gap for the reference: looked up once, not for each entry."""
    return reverse(f"missions:{page}", args=[GAP]).replace(GAP, "%s")


def events_of(entries: Iterable[Entry]) -> Iterator[Event]:
    """The deadline of each call, and once what its mission or round brings besides."""
    entries = list(entries)
    revisions = revisions_of(entries)
    seen: set[str] = set()
    for entry in entries:
        if entry.closes_at:
            yield deadline_event(entry, revisions)
        if entry.subject.public_id not in seen:
            seen.add(entry.subject.public_id)
            yield from _days_of(entry, revisions)


def deadline_event(entry: Entry, revisions: dict[str, Revision]) -> Event:
    """The instant at which a call closes, as an event without length."""
    call: Any = entry.call
    return _event(
        entry,
        revisions,
        f"deadline-{entry.reference}",
        _("Deadline: %(title)s") % {"title": call.title},
        call.closes_at,
        of_call=True,
    )


def _days_of(entry: Entry, revisions: dict[str, Revision]) -> Iterator[Event]:
    """Whole days: election day, second round, the days of a selection by Selor."""
    subject, said = entry.subject, {"title": entry.subject.title}
    days: list[tuple[str, str, dt.date | None]] = []
    ends: dict[str, dt.date | None] = {}
    if isinstance(subject, Mission):
        days = [
            (
                "election",
                _("Election day: %(title)s"),
                subject.election_day if subject.day_is_known else None,
            ),
            ("second-round", _("Second round: %(title)s"), subject.second_round_on),
        ]
        ends["election"] = subject.vote_ends_on
    elif isinstance(subject, SelorRound):
        days = [
            ("first-day", _("First day: %(title)s"), subject.opens_on),
            ("last-day", _("Last day: %(title)s"), subject.closes_on),
        ]
    for what, words, day in days:
        if day is not None:
            event = _event(entry, revisions, f"{what}-{subject.reference}", words % said, day)
            yield replace(event, ends=ends.get(what))


def _event(
    entry: Entry,
    revisions: dict[str, Revision],
    name: str,
    summary: str,
    starts: dt.date,
    *,
    of_call: bool = False,
) -> Event:
    subject = entry.subject
    sources = [subject, entry.call] if of_call else [subject]
    found = [revisions.get(row.public_id, Revision()) for row in sources]
    changed_at = max((one.at for one in found if one.at), default=subject.published_at)
    return Event(
        uid=f"{name}@{calendar_host()}",
        summary=summary,
        starts=starts,
        changed_at=changed_at,
        url=absolute_url(subject),
        sequence=sum(one.number for one in found),
        status=_status(entry, of_call=of_call),
        description=_description(entry, of_call=of_call),
        location=entry.place,
    )


def _status(entry: Entry, *, of_call: bool) -> str:
    cancelled = of_call and entry.status == CallStatus.CANCELLED
    if cancelled or getattr(entry.subject, "stage", "") == MissionStage.CANCELLED:
        return "CANCELLED"
    return "CONFIRMED" if entry.subject.is_confirmed else "TENTATIVE"


def _description(entry: Entry, *, of_call: bool) -> str:
    """What can be said in one line; the status only of the call whose deadline it is."""
    parts: list[Any] = [entry.status.label] if of_call else []
    if entry.mission is not None:
        parts.append(MissionFormat(entry.mission.format).label)
    if not entry.subject.is_confirmed:
        parts.append(_("to be confirmed"))
    return " – ".join(str(part) for part in parts)
