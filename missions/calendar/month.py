"""One month of the calendar: what happens on which day."""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from missions.calendar.kinds import KINDS
from missions.calendar.wish import Wish, calls_for, rows_for
from missions.deadlines import BRUSSELS, end_of_day
from missions.enums import DatePrecision, MissionStage
from missions.models import Call, Mission

FIRST_YEAR, LAST_YEAR = 2000, 2100  # of the months that have a page


class Happening(Enum):
    """What happens on a day, in the order in which a day lists it."""

    DEADLINE = _("Deadline")
    OPENING = _("Opens")
    ELECTION = _("Election day")
    SECOND_ROUND = _("Second round")
    SELOR_FROM = _("Selor: first day")
    SELOR_TO = _("Selor: last day")

    @property
    def code(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class DayItem:
    """One line of a day; ``call`` where it is about a call."""

    day: dt.date
    what: Happening
    subject: Any
    call: Call | None = None

    @property
    def title(self) -> str:
        return (self.call or self.subject).title

    @property
    def is_cancelled(self) -> bool:
        if self.call is not None and self.call.cancelled_at is not None:
            return True
        return getattr(self.subject, "stage", "") == MissionStage.CANCELLED


@dataclass(frozen=True, slots=True)
class Month:
    """The days of one month with their items; ``without_day``: elections of which only the month is known."""

    first: dt.date
    days: list[tuple[dt.date, list[DayItem]]]
    without_day: list[Mission]

    @property
    def previous(self) -> dt.date | None:
        """The first day of the month before, if it has a page."""
        earlier = (self.first - dt.timedelta(days=1)).replace(day=1)
        return earlier if earlier.year >= FIRST_YEAR else None

    @property
    def next(self) -> dt.date | None:
        """The first day of the month after, if it has a page."""
        later = end_of_month(self.first) + dt.timedelta(days=1)
        return later if later.year <= LAST_YEAR else None

    @property
    def weekdays(self) -> list[Any]:
        """The heads of the seven columns, Monday first."""
        return list(WEEKDAYS.values())

    @property
    def is_empty(self) -> bool:
        return not self.without_day and not any(items for _, items in self.days)


def end_of_month(first: dt.date) -> dt.date:
    """The last day of the month of ``first``."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def read_month(first: dt.date, wish: Wish, today: dt.date) -> Month:
    """Everything of the month that begins on ``first`` and fits, in three queries."""
    last = end_of_month(first)
    missions = _missions(first, last, wish, today)
    items = [
        *_call_items(first, last, wish),
        *_mission_items(missions),
        *_selor_items(first, last, wish, today),
    ]
    order = list(Happening)
    items.sort(key=lambda item: (order.index(item.what), item.subject.reference))
    by_day: dict[dt.date, list[DayItem]] = {
        first + dt.timedelta(days=number): [] for number in range((last - first).days + 1)
    }
    for item in items:
        if item.day in by_day:
            by_day[item.day].append(item)
    vague = [mission for mission in missions if not mission.day_is_known]
    return Month(first, list(by_day.items()), vague)


def _call_items(first: dt.date, last: dt.date, wish: Wish) -> Iterator[DayItem]:
    begins, ends = end_of_day(first - dt.timedelta(days=1)), end_of_day(last)
    touching = Q(closes_on__range=(first, last)) | Q(opens_at__gte=begins, opens_at__lt=ends)
    for call in calls_for(wish).filter(touching):
        if call.closes_on is not None:
            yield DayItem(call.closes_on, Happening.DEADLINE, call.subject, call)
        if (opening := call.opening) is not None and _opened_before_it_closed(call):
            yield DayItem(timezone.localdate(opening, BRUSSELS), Happening.OPENING, call.subject, call)


def _opened_before_it_closed(call: Call) -> bool:
    """Not so for calls entered afterwards, which nobody could ever apply to."""
    return call.opening is not None and call.closes_at is not None and call.opening < call.closes_at


def _missions(first: dt.date, last: dt.date, wish: Wish, today: dt.date) -> list[Mission]:
    month = (first, last)
    voting = Q(election_day__range=month) | Q(election_day__lt=first, voting_ends_on__gte=first)
    known = voting & Q(date_precision=DatePrecision.DAY)
    vague = Q(period_ends_on__range=month) & ~Q(date_precision=DatePrecision.DAY)
    rows = rows_for(KINDS["mission"], wish, today).filter(known | vague | Q(second_round_on__range=month))
    return list(rows.select_related("state"))


def _mission_items(missions: Iterable[Mission]) -> Iterator[DayItem]:
    for mission in missions:
        if mission.day_is_known:
            yield from (DayItem(day, Happening.ELECTION, mission) for day in mission.days_of_vote)
        if mission.second_round_on is not None:
            yield DayItem(mission.second_round_on, Happening.SECOND_ROUND, mission)


def _selor_items(first: dt.date, last: dt.date, wish: Wish, today: dt.date) -> Iterator[DayItem]:
    touching = Q(opens_on__range=(first, last)) | Q(closes_on__range=(first, last))
    for selor in rows_for(KINDS["selor"], wish, today).filter(touching):
        if selor.opens_on is not None:
            yield DayItem(selor.opens_on, Happening.SELOR_FROM, selor)
        if selor.closes_on is not None:
            yield DayItem(selor.closes_on, Happening.SELOR_TO, selor)
