"""When each step of a call's chain is due: pure arithmetic on dates; the numbers are settings."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

STEPS = ("deadline", "screening", "selection", "nomination", "accreditation", "deployment", "report")
HOME_STEPS = frozenset(STEPS[:4])  # before the OSCE has the names
Days = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ChainDates:
    """What a chain hangs on. ``named_by``: the OSCE's last day; ``starts_on``: the first day in the field."""

    closes_on: dt.date
    election_day: dt.date | None = None
    named_by: dt.date | None = None
    starts_on: dt.date | None = None


class Light(StrEnum):
    """How much time is in hand before the next step."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


def due_dates(dates: ChainDates, *, from_election: Days, from_closing: Days) -> dict[str, dt.date]:
    """The day by which each step is to be done, in days from election day or else from the last day.

    No step falls before the one that goes before it; names reach the OSCE by its own date where it has one,
    unless the national deadline itself is later.
    """
    start, days = (
        (dates.closes_on, from_closing) if dates.election_day is None else (dates.election_day, from_election)
    )
    due = {"deadline": dates.closes_on}
    due |= {step: start + dt.timedelta(days=days[step]) for step in STEPS[1:]}
    if dates.starts_on is not None:
        due["deployment"] = dates.starts_on
    if dates.named_by is not None:
        due |= {step: min(due[step], dates.named_by) for step in HOME_STEPS if step != "deadline"}
    return dict(zip(STEPS, accumulate((due[step] for step in STEPS), max), strict=True))


def light_of(days_in_hand: int, *, amber_days: int) -> Light:
    """Red once the day is past, amber from ``amber_days`` before it on."""
    if days_in_hand < 0:
        return Light.RED
    return Light.AMBER if days_in_hand <= amber_days else Light.GREEN
