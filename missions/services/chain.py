"""The chain of dates of a call: placed by what sets or moves a call, adjusted and done by staff."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction

from missions import errors
from missions.chain import STEPS, ChainDates, due_dates
from missions.enums import MilestoneKind
from missions.models import Call, Milestone, Mission
from missions.own import refuse_candidates
from osce_portal.audit.services import record
from osce_portal.common.enums import Role
from osce_portal.common.models import database_now


@transaction.atomic
def place_milestones(call: Call) -> list[Milestone]:
    """Give a call its chain, or compute it anew after the deadline or the election moved.

    Steps that are done and dates that staff set stay. A call without a last day has no chain yet.
    """
    due = computed_dates(call)
    known = {step.kind: step for step in call.milestones.select_for_update(of=("self",))} if due else {}
    for kind, day in due.items():
        step = known.setdefault(kind, Milestone(call=call, kind=kind))
        is_free = step.done_at is None and not step.is_adjusted
        if step.pk is None or (is_free and step.due_on != day):
            step.due_on = day
            step.save()
    if due and call.closed_at is not None:
        note_deadline(call, is_over=True)
    return list(known.values())


def place_chains(mission: Mission) -> None:
    """Compute the chains of the mission's living calls anew; ``mission`` as it is now."""
    for call in mission.calls.filter(cancelled_at__isnull=True, milestones__isnull=False).distinct():
        place_milestones(call)


def computed_dates(call: Call) -> dict[str, dt.date | None]:
    """The days that the rule gives for the steps of this call; none while it has no last day.

    Without an election day nothing is known of the steps after the deadline.
    """
    if call.closes_on is None:
        return {}
    if call.mission is not None and not call.mission.day_is_known:
        return dict.fromkeys(STEPS) | {MilestoneKind.DEADLINE.value: call.closes_on}
    days = due_dates(
        _dates_of(call, call.closes_on),
        from_election=settings.MILESTONE_DAYS_FROM_ELECTION,
        from_closing=settings.MILESTONE_DAYS_FROM_CLOSING,
    )
    return {**days}


def _dates_of(call: Call, closes_on: dt.date) -> ChainDates:
    if (mission := call.mission) is not None:
        is_long_term = call.role == Role.LTO
        return ChainDates(
            closes_on,
            election_day=mission.election_day,
            named_by=mission.long_term_due_on if is_long_term else None,
            starts_on=mission.long_term_from if is_long_term else mission.short_term_from,
        )
    subject = call.subject
    named_by, starts_on = getattr(subject, "osce_closes_on", None), getattr(subject, "starts_on", None)
    return ChainDates(closes_on, named_by=named_by, starts_on=starts_on)


@transaction.atomic
def adjust_milestone(
    milestone: Milestone, *, actor: Any, due_on: dt.date | None, owner: Any = None
) -> Milestone:
    """Set the day and who sees to a step; without a day the computed one counts again.

    Raises StepIsDone, StepOfThePortal, OwnCall.
    """
    step = lock_for_staff(milestone, actor)
    if step.done_at is not None:
        raise errors.StepIsDone
    before = [step.due_on, str(step.owner or "")]
    computed = computed_dates(step.call).get(step.kind)
    step.is_adjusted = due_on is not None and due_on != computed
    step.due_on, step.owner = due_on or computed, owner
    step.save()
    values = {"step": step.kind, "before": before, "after": [step.due_on, str(step.owner or "")]}
    record("milestone.adjusted", step, actor=actor, values=values)
    return step


@transaction.atomic
def finish_milestone(milestone: Milestone, *, actor: Any) -> Milestone:
    """Tick a step off by hand; one that is done stays as it is. Raises StepOfThePortal, OwnCall."""
    return _note_done(lock_for_staff(milestone, actor), actor=actor, by_act=False)


def _note_done(step: Milestone, *, actor: Any, by_act: bool) -> Milestone:
    if step.done_at is None:
        step.done_at, step.done_by, step.by_act = database_now(), actor, by_act
        step.save(update_fields=["done_at", "done_by", "by_act"])
        values = {"step": step.kind, "due_on": step.due_on, "by_act": by_act}
        record("milestone.done", step, actor=actor, values=values)
    return step


def tick_off(call: Call, *kinds: MilestoneKind, actor: Any) -> None:
    """What these steps stand for was done in the portal: they are done by that act.

    The caller holds the call. One that was ticked off before stays; nothing is undone by a later act.
    """
    for step in call.milestones.filter(kind__in=kinds, done_at__isnull=True):
        _note_done(lock_milestone(step), actor=actor, by_act=True)


@transaction.atomic
def reopen_milestone(milestone: Milestone, *, actor: Any) -> Milestone:
    """Take back that a step is done. Raises StepOfThePortal, OwnCall."""
    return _note_to_do(lock_for_staff(milestone, actor), actor=actor)


def _note_to_do(step: Milestone, *, actor: Any) -> Milestone:
    if step.done_at is not None:
        step.done_at, step.done_by, step.by_act = None, None, False
        step.save(update_fields=["done_at", "done_by", "by_act"])
        record("milestone.reopened", step, actor=actor, values={"step": step.kind})
    return step


def note_deadline(call: Call, *, is_over: bool) -> None:
    """The first step is the portal's own: done when the call closes, to be done again when it reopens.

    With it go the other steps that an act ticked off: whoever applies now is still to be screened.
    """
    if is_over:
        tick_off(call, MilestoneKind.DEADLINE, actor=None)
    else:
        for step in call.milestones.filter(by_act=True):
            _note_to_do(lock_milestone(step), actor=None)


def lock_for_staff(milestone: Milestone, actor: Any) -> Milestone:
    """Raises StepOfThePortal, and OwnCall where ``actor`` is a candidate for the call."""
    refuse_candidates(milestone.call, actor)
    if milestone.is_the_portals:
        raise errors.StepOfThePortal
    return lock_milestone(milestone)


def lock_milestone(milestone: Milestone) -> Milestone:
    """The step's row as it is now, held until the commit."""
    steps = Milestone.objects.select_for_update(of=("self",)).select_related("owner", "call__mission")
    return steps.get(pk=milestone.pk)
