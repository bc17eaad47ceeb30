"""The chains of dates as staff see them: how many days are in hand, in words and as a light."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from missions.chain import STEPS, Light, light_of
from missions.models import Call, Milestone
from missions.querysets import CallQuerySet
from osce_portal.common.models import database_now


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of a chain, and how it stands."""

    step: Milestone
    light: Light | None  # none once it is done, or without a day
    said: str


@dataclass(frozen=True, slots=True)
class ChainLine:
    """A call and the next step of its chain."""

    call: Call
    next: StepLine


def steps_of(call: Call) -> list[StepLine]:
    """The whole chain of a call, in its order."""
    steps = call.milestones.select_related("owner", "done_by")
    today = timezone.localdate(database_now())
    return [_line(step, today) for step in sorted(steps, key=lambda step: STEPS.index(step.kind))]


def open_chains() -> CallQuerySet:
    """Calls whose chain is not done, the most overdue first, with everything their lines print."""
    to_do = Milestone.objects.filter(done_at__isnull=True).select_related("owner").order_by("due_on", "id")
    steps = Prefetch("milestones", queryset=to_do, to_attr="steps_to_do")
    subjects = ["mission__state", "vacancy", "round", "crisis_mission"]
    return Call.objects.with_next_step().select_related(*subjects).prefetch_related(steps)


def chain_lines(calls: Iterable[Any]) -> list[ChainLine]:
    """A line for each call of ``open_chains``."""
    today = timezone.localdate(database_now())
    return [
        ChainLine(call, _line(next(step for step in call.steps_to_do if step.due_on), today))
        for call in calls
    ]


def _line(step: Milestone, today: dt.date) -> StepLine:
    if step.done_at is not None:
        return StepLine(step, None, _("done"))
    if step.due_on is None:
        return StepLine(step, None, _("no day is known"))
    days = (step.due_on - today).days
    return StepLine(step, light_of(days, amber_days=settings.MILESTONE_AMBER_DAYS), days_in_words(days))


def days_in_words(days: int) -> str:
    """``3 days in hand``, ``due today``, ``2 days overdue``."""
    if days == 0:
        return _("due today")
    if days > 0:
        return ngettext("%(days)s day in hand", "%(days)s days in hand", days) % {"days": days}
    return ngettext("%(days)s day overdue", "%(days)s days overdue", -days) % {"days": -days}
