"""What the calendar and the feeds show: one entry per published call, one for a mission without any."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from missions.deadlines import days_left
from missions.enums import CallStatus
from missions.models import Call, Mission


@dataclass(frozen=True, slots=True)
class Entry:
    """A mission (from ``for_calendar``) with one of its calls, or none, as it stood at one instant."""

    mission: Mission
    call: Call | None
    status: CallStatus
    today: dt.date
    own: Any = None  # the reader's own candidacy for the call

    @property
    def reference(self) -> str:
        return self.call.reference if self.call else self.mission.reference

    @property
    def title(self) -> str:
        return self.call.title if self.call else self.mission.title

    @property
    def closes_at(self) -> dt.datetime | None:
        return self.call.closes_at if self.call else None

    @property
    def days_left(self) -> int | None:
        """Full days to the last day of an open call; None where nothing is open."""
        if self.status != CallStatus.OPEN or self.call is None or self.call.closes_on is None:
            return None
        return days_left(self.call.closes_on, self.today)

    @property
    def is_open(self) -> bool:
        return self.status == CallStatus.OPEN

    @property
    def may_still_be_applied_to(self) -> bool:
        """Open, or not open yet where short-term observers will be asked for."""
        awaited = self.status == CallStatus.AWAITED and self.mission.asks_for_sto
        return self.is_open or awaited


def entries_of(
    mission: Mission, now: dt.datetime, today: dt.date, own: Mapping[int, Any] | None = None
) -> list[Entry]:
    """The entries of one mission loaded with ``for_calendar``: at least one.

    ``own``: the reader's own candidacies by the call's key (``own.own_candidacies``).
    """
    calls: list[Call] = mission.published_calls  # type: ignore[attr-defined]
    if not calls:
        return [Entry(mission, None, mission.status_without_call(today), today)]
    for call in calls:
        call.mission = mission  # spares a query per title
    own = own or {}
    return [Entry(mission, call, call.status_at(now), today, own.get(call.pk)) for call in calls]


def all_entries(missions: Iterable[Mission], now: dt.datetime, today: dt.date) -> Iterator[Entry]:
    """The entries of many missions, in their order."""
    for mission in missions:
        yield from entries_of(mission, now, today)
