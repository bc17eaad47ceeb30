"""What stands in the calendar: five kinds of things, of which four have calls."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from missions.enums import CallStatus
from missions.models import CrisisMission, JpoRound, Mission, SelorRound, Vacancy
from missions.querysets import in_status_without_call
from osce_portal.common.enums import Scheme


@dataclass(frozen=True, slots=True)
class Kind:
    """One table of the calendar; ``calls``: the column by which calls name its rows, empty without."""

    code: str
    model: type[Model]
    scheme: Scheme
    calls: str = ""
    along: tuple[str, ...] = ()  # what a row's words need besides its own columns
    country: str = ""  # the column with the ISO code of its country, empty where it has none


KINDS = {
    kind.code: kind
    for kind in (
        Kind("mission", Mission, Scheme.ELECTION_OBSERVATION, "mission", ("state",), "state__iso2"),
        Kind("vacancy", Vacancy, Scheme.SECONDMENT, "vacancy", (), "country"),
        Kind("round", JpoRound, Scheme.JPO, "round"),
        Kind("selor", SelorRound, Scheme.CRISIS_MANAGEMENT),
        Kind("crisis", CrisisMission, Scheme.CRISIS_MANAGEMENT, "crisis_mission", (), "country"),
    )
}
WITH_CALLS = tuple(kind for kind in KINDS.values() if kind.calls)
_of_model = {kind.model: kind for kind in KINDS.values()}


def kind_of(subject: Any) -> Kind:
    """The kind of a row of the calendar."""
    return _of_model[type(subject)]


def status_without_call(subject: Any, today: dt.date) -> CallStatus:
    """What the calendar says of something for which no call is published."""
    if isinstance(subject, SelorRound):
        return subject.status_at(today)
    status: CallStatus = subject.status_without_call(today)
    return status


def without_call_in(kind: Kind, status: str, today: dt.date) -> Q:
    """``status_without_call`` as a condition on the rows of one kind."""
    if kind.model is Mission:
        return in_status_without_call(status, today)
    if kind.model is SelorRound:
        return _selor_in(status, today)
    conditions = {
        CallStatus.NO_CALL: Q(calendar_on__isnull=True),
        CallStatus.CLOSED: Q(calendar_on__lt=today),
        CallStatus.AWAITED: Q(calendar_on__gte=today),
    }
    return conditions.get(CallStatus(status), Q(pk__in=[]))


def _selor_in(status: str, today: dt.date) -> Q:
    over = Q(closes_on__isnull=False, closes_on__lt=today)
    begun = Q(opens_on__isnull=False, opens_on__lte=today)
    conditions = {
        CallStatus.CLOSED: over,
        CallStatus.OPEN: ~over & begun,
        CallStatus.AWAITED: ~over & ~begun,
    }
    return conditions.get(CallStatus(status), Q(pk__in=[]))
