"""The six-week deadline (FPS FA procedure, point 3): pure arithmetic on dates, zone attached last.

What the procedure leaves open is a rule of its own, with today's choices as defaults (docs/calls.md, "The
deadline"): settings may choose otherwise, but none of them moves a deadline to another hour than midnight.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")
SIX_WEEKS = dt.timedelta(days=42)
ONE_DAY = dt.timedelta(days=1)
SATURDAY = 5


class SixthWeek(StrEnum):
    """Whether the day six weeks before the election still counts."""

    END = "end"  # to its end: 24:00
    START = "start"  # not any more: 24:00 of the day before


class DayOff(StrEnum):
    """What becomes of a last day on a Saturday, a Sunday or a legal holiday (Civil Code, article 1.7)."""

    STAYS = "stays"
    NEXT = "next"  # the next working day, as the article says of periods that count forwards
    PREVIOUS = "previous"  # the working day before: six weeks remain whole


class VotingDay(StrEnum):
    """From which day of a vote of several days the six weeks count back."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """The answers to what the procedure leaves open; the defaults are today's."""

    sixth_week: SixthWeek = SixthWeek.END
    day_off: DayOff = DayOff.STAYS
    voting_day: VotingDay = VotingDay.FIRST


TODAYS_RULE = DeadlineRule()


def last_day(
    election_day: dt.date, *, voting_ends_on: dt.date | None = None, rule: DeadlineRule = TODAYS_RULE
) -> dt.date:
    """The last full day on which a candidacy is received in time: six weeks before election day.

    ``voting_ends_on`` is the last day of a vote of several days, which matters only to some rules.
    """
    counted = election_day
    if rule.voting_day == VotingDay.LAST and voting_ends_on is not None:
        counted = max(election_day, voting_ends_on)
    day = counted - SIX_WEEKS
    if rule.sixth_week == SixthWeek.START:
        day -= ONE_DAY
    return MOVED[rule.day_off](day)


def long_term_last_day(usual: dt.date, named_by: dt.date, margin_days: int) -> dt.date:
    """The last full day for long-term observers: the ``usual`` one, or ODIHR's own date less a margin.

    ``named_by`` is ODIHR's date for naming them; the earlier of the two counts.
    """
    return min(usual, named_by - dt.timedelta(days=margin_days))


def gives_notice(day: dt.date, now: dt.datetime, notice: dt.timedelta) -> bool:
    """Whether a deadline at the end of ``day``, published at ``now``, leaves people at least ``notice``."""
    return end_of_day(day) >= now + notice


def end_of_day(day: dt.date) -> dt.datetime:
    """24:00 in Brussels of ``day``, as an instant in UTC: the first that is too late for a last ``day``.

    Midnight is looked up as the next date's 00:00, so that a clock change inside the day cannot shift it.
    """
    midnight = dt.datetime.combine(day + ONE_DAY, dt.time(), tzinfo=BRUSSELS)
    return midnight.astimezone(dt.UTC)


def days_left(closes_on: dt.date, today: dt.date) -> int:
    """Full days from ``today`` to the last day: 0 on the last day itself, negative after it."""
    return (closes_on - today).days


def is_working_day(day: dt.date) -> bool:
    """Neither Saturday nor Sunday nor one of Belgium's ten legal holidays."""
    return day.weekday() < SATURDAY and day not in legal_holidays(day.year)


@cache
def legal_holidays(year: int) -> frozenset[dt.date]:
    """Belgium's ten legal holidays (royal decree of 18 April 1974), on the days they fall on."""
    fixed = {dt.date(year, month, day) for month, day in FIXED_HOLIDAYS}
    return frozenset(fixed | {easter(year) + dt.timedelta(days=days) for days in AFTER_EASTER})


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar, in whole numbers (the method of Meeus, Jones and Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    skipped = (8 * century + 13) // 25
    moon = (19 * golden + century - century // 4 - skipped + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def _next_working_day(day: dt.date) -> dt.date:
    while not is_working_day(day):
        day += ONE_DAY
    return day


def _previous_working_day(day: dt.date) -> dt.date:
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def _same_day(day: dt.date) -> dt.date:
    return day


FIXED_HOLIDAYS = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday
MOVED: dict[DayOff, Callable[[dt.date], dt.date]] = {
    DayOff.STAYS: _same_day,
    DayOff.NEXT: _next_working_day,
    DayOff.PREVIOUS: _previous_working_day,
}
