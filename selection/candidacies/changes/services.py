"""A change from its proposal to its decision; what is confirmed is done by the worker (``working``)."""

from functools import partial
from typing import Any

from django.db import transaction

from missions.enums import ChangeState
from missions.models import Change
from missions.moves import needs_second, refuse_idle_day
from osce_portal.common.models import database_now
from selection.candidacies.changes import errors
from selection.candidacies.changes.figures import figures_of
from selection.candidacies.changes.planning import Plan, calls_of, make_plan
from selection.candidacies.changes.states import decide, keep_change, lock_change, refuse_sent
from selection.candidacies.rules import refuse_involved
from selection.candidacies.tasks import apply_change


def preview_change(change: Change, *, actor: Any) -> Plan:
    """What the change would do now; nothing is written. Raises OwnCall, refusals of ``missions.errors``."""
    calls = list(calls_of(change))
    for call in calls:
        refuse_involved(call.pk, actor)
    now = database_now()
    plan = make_plan(change, calls, now)
    if change.pk is None:
        refuse_idle_day(change, calls, now)
    change.needs_second = needs_second(change, plan.moves)
    return plan


@transaction.atomic
def propose_change(change: Change, *, actor: Any) -> Change:
    """Keep a change and have it done, or let it wait for a second person where the rule says so.

    Raises SentBefore, AnotherWaits, OwnCall, and refusals of ``missions.errors``.
    """
    refuse_sent(change)
    plan = preview_change(change, actor=actor)
    keep_change(change, actor=actor)
    return change if change.needs_second else _confirm(plan, actor=actor, note="")


@transaction.atomic
def approve_change(change: Change, *, actor: Any, note: str = "") -> Change:
    """Have done what waits, as the second person, reckoned anew at this instant.

    Raises SecondPersonNeeded, ChangeDecided, OwnCall, and refusals of ``missions.errors``.
    """
    change = lock_change(change, ChangeState.PROPOSED)
    waited_for_second = change.needs_second
    plan = preview_change(change, actor=actor)
    change.needs_second |= waited_for_second
    if change.needs_second and change.proposed_by_id in (None, actor.pk):
        raise errors.SecondPersonNeeded
    return _confirm(plan, actor=actor, note=note)


@transaction.atomic
def refuse_change(change: Change, *, actor: Any, note: str) -> Change:
    """Send it back with the reason. Raises SecondPersonNeeded, ChangeDecided, DecisionReasonMissing."""
    change = lock_change(change, ChangeState.PROPOSED)
    if change.proposed_by_id == actor.pk:
        raise errors.SecondPersonNeeded
    if not note.strip():
        raise errors.DecisionReasonMissing
    return decide(change, ChangeState.REFUSED, actor=actor, note=note)


@transaction.atomic
def take_back_change(change: Change, *, actor: Any) -> Change:
    """The proposer's own second thought. Raises NotTheProposer, ChangeDecided."""
    change = lock_change(change, ChangeState.PROPOSED)
    if change.proposed_by_id != actor.pk:
        raise errors.NotTheProposer
    return decide(change, ChangeState.TAKEN_BACK, actor=actor, note="")


def _confirm(plan: Plan, *, actor: Any, note: str) -> Change:
    """The worker is told once this stands; until it is done, the change keeps what it is expected to do."""
    change = plan.change
    change.effect = figures_of(plan)
    transaction.on_commit(partial(apply_change.delay, change.pk), robust=True)
    return decide(change, ChangeState.APPLYING, actor=actor, note=note)
