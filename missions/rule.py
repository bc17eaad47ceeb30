"""The rule of deadlines that this portal's settings choose, for whatever sets one (docs/calls.md)."""

import datetime as dt
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from missions.deadlines import DayOff, DeadlineRule, SixthWeek, VotingDay, last_day
from missions.models import Mission


def rule_in_force() -> DeadlineRule:
    """Raises ImproperlyConfigured, in one line, for a setting that names no choice."""
    return DeadlineRule(
        sixth_week=_choice(SixthWeek, "DEADLINE_SIXTH_WEEK"),
        day_off=_choice(DayOff, "DEADLINE_DAY_OFF"),
        voting_day=_choice(VotingDay, "DEADLINE_VOTING_DAY"),
    )


def last_day_of(mission: Mission) -> dt.date | None:
    """The mission's last day by the rule in force; None while the election day is not known."""
    if mission.election_day is None:
        return None
    return last_day(mission.election_day, voting_ends_on=mission.voting_ends_on, rule=rule_in_force())


def _choice(choices: type[StrEnum], name: str) -> Any:
    value = getattr(settings, name)
    try:
        return choices(value)
    except ValueError:
        known = ", ".join(choice.value for choice in choices)
        raise ImproperlyConfigured(f"{name} cannot be {value!r}: choose one of {known}") from None
