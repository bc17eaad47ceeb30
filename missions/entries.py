"""What the calendar and the feeds show: one entry per published call, one for what has no call."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from missions.calendar.kinds import kind_of, status_without_call
from missions.calendar.places import place_of
from missions.deadlines import days_left
from missions.enums import CallStatus, MissionStage
from missions.models import Call, Mission
from osce_portal.common.enums import Role, Scheme


@dataclass(frozen=True, slots=True)
class Entry:
    """A mission, post or round (with ``published_calls``) and one of its calls, or none, at one instant."""

    subject: Any
    call: Call | None
    status: CallStatus
    today: dt.date
    own: Any = None  # the reader's own candidacy for the call

    @property
    def mission(self) -> Mission | None:
        """ODIHR's mission; None for the other kinds."""
        return self.subject if isinstance(self.subject, Mission) else None

    @property
    def kind(self) -> str:
        return kind_of(self.subject).code

    @property
    def scheme(self) -> Scheme:
        return kind_of(self.subject).scheme

    @property
    def reference(self) -> str:
        return self.call.reference if self.call else self.subject.reference

    @property
    def title(self) -> str:
        return self.call.title if self.call else self.subject.title

    @property
    def place(self) -> str:
        """Town and country, as far as they are known."""
        return place_of(self.subject)

    @property
    def outcome(self) -> str:
        """How an ended call ended, in words; empty where nobody wrote them."""
        ended = self.status in (CallStatus.CLOSED, CallStatus.DECIDED, CallStatus.CANCELLED)
        return self.call.outcome if self.call and ended else ""

    @property
    def closes_at(self) -> dt.datetime | None:
        return self.call.closes_at if self.call else None

    @property
    def days_left(self) -> int | None:
        """Full days to the last day of an open call; None where nothing is open."""
        if not self.is_open or self.call is None or self.call.closes_on is None:
            return None
        return days_left(self.call.closes_on, self.today)

    @property
    def is_open(self) -> bool:
        return self.status == CallStatus.OPEN

    @property
    def may_open_again(self) -> bool:
        """Closed, of an election that takes place later: staff may open the call once more."""
        is_postponed = self.mission is not None and self.mission.stage == MissionStage.POSTPONED
        return self.call is not None and self.status == CallStatus.CLOSED and is_postponed

    @property
    def days_needed(self) -> tuple[dt.date | None, dt.date | None]:
        """First and last day on which an observer must be available; without a call, a short-term one."""
        if self.mission is None:
            return None, None
        return self.mission.days_needed(self.call.role if self.call else Role.STO)

    @property
    def asks_for_experience(self) -> bool:
        """A call for LTOs: who applies has been on several missions as STO (FPS FA, election observation)."""
        return self.call is not None and self.call.role == Role.LTO

    @property
    def may_still_be_applied_to(self) -> bool:
        """Open, or not open yet where short-term observers will be asked for."""
        awaited = self.status == CallStatus.AWAITED and self.mission is not None and self.mission.asks_for_sto
        return self.is_open or awaited


def entries_of(
    subject: Any, now: dt.datetime, today: dt.date, own: Mapping[int, Any] | None = None
) -> list[Entry]:
    """The entries of one row of the calendar loaded with its ``published_calls``: at least one.

    ``own``: the reader's own candidacies by the call's key (``own.own_candidacies``).
    """
    calls: list[Call] = subject.published_calls
    if not calls:
        return [Entry(subject, None, status_without_call(subject, today), today)]
    column = kind_of(subject).calls
    for call in calls:
        setattr(call, column, subject)  # spares a query per title
    own = own or {}
    return [Entry(subject, call, call.status_at(now), today, own.get(call.pk)) for call in calls]


def all_entries(subjects: Iterable[Any], now: dt.datetime, today: dt.date) -> Iterator[Entry]:
    """The entries of many rows, in their order."""
    for subject in subjects:
        yield from entries_of(subject, now, today)
