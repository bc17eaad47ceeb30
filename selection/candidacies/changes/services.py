"""A change from its proposal to what it does; only here its state is written."""

from collections.abc import Callable, Collection
from typing import Any

from django.db import IntegrityError, transaction

from missions.enums import ChangeState
from missions.models import Call, Change
from missions.moves import needs_second
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from selection.candidacies.changes import errors
from selection.candidacies.changes.applying import apply_plan, lock_everything
from selection.candidacies.changes.planning import Plan, calls_of, make_plan
from selection.candidacies.rules import refuse_involved

ATTEMPTS = 3


def preview_change(change: Change, *, actor: Any) -> Plan:
    """What the change would do now; nothing is written. Raises OwnCall, refusals of ``missions.errors``."""
    calls = list(calls_of(change))
    for call in calls:
        refuse_involved(call.pk, actor)
    plan = make_plan(change, calls, database_now())
    change.needs_second = needs_second(change, plan.moves)
    return plan


def propose_change(change: Change, *, actor: Any) -> Change:
    """Keep a change and do it at once, or let it wait for a second person where the rule says so.

    Raises AnotherWaits, OwnCall, TooManyAtOnce, and refusals of ``missions.errors``.
    """
    preview_change(change, actor=actor)
    if change.needs_second:
        with transaction.atomic():
            return _keep(change, actor=actor)
    return _again_if_overtaken(lambda: _do_at_once(change, actor=actor))


def approve_change(change: Change, *, actor: Any, note: str = "") -> Change:
    """Do what waits, as the second person, reckoned anew at this instant.

    Raises SecondPersonNeeded, ChangeDecided, OwnCall, TooManyAtOnce, and refusals of ``missions.errors``.
    """
    return _again_if_overtaken(lambda: _apply_waiting(change, actor=actor, note=note))


@transaction.atomic
def refuse_change(change: Change, *, actor: Any, note: str) -> Change:
    """Send it back with the reason. Raises SecondPersonNeeded, ChangeDecided, DecisionReasonMissing."""
    change = _lock_waiting(change)
    if change.proposed_by_id == actor.pk:
        raise errors.SecondPersonNeeded
    if not note.strip():
        raise errors.DecisionReasonMissing
    return _end(change, ChangeState.REFUSED, actor=actor, note=note)


@transaction.atomic
def take_back_change(change: Change, *, actor: Any) -> Change:
    """The proposer's own second thought. Raises NotTheProposer, ChangeDecided."""
    change = _lock_waiting(change)
    if change.proposed_by_id != actor.pk:
        raise errors.NotTheProposer
    return _end(change, ChangeState.TAKEN_BACK, actor=actor, note="")


def _again_if_overtaken(act: Callable[[], Change]) -> Change:
    """Once more where somebody began a candidacy while the locks were waited for."""
    for _attempt in range(ATTEMPTS - 1):
        try:
            return act()
        except errors.TooManyAtOnce:
            continue
    return act()


@transaction.atomic
def _do_at_once(change: Change, *, actor: Any) -> Change:
    """The locks come first: a row that names a call holds on to it."""
    calls, files = lock_everything(change)
    _keep(change, actor=actor)
    return _apply(change, calls, files, actor=actor, note="")


@transaction.atomic
def _apply_waiting(change: Change, *, actor: Any, note: str) -> Change:
    calls, files = lock_everything(change)
    held = _lock_waiting(change)
    held.mission, held.call = change.mission, change.call
    if held.needs_second and held.proposed_by_id in (None, actor.pk):
        raise errors.SecondPersonNeeded
    return _apply(held, calls, files, actor=actor, note=note)


def _apply(change: Change, calls: list[Call], files: Collection[int], *, actor: Any, note: str) -> Change:
    for call in calls:
        refuse_involved(call.pk, actor)
    plan = make_plan(change, calls, database_now())
    if needs_second(change, plan.moves) and change.proposed_by_id == actor.pk:
        raise errors.SecondPersonNeeded  # what was free to do has become a matter for two
    change.effect = apply_plan(plan, files, actor=actor)
    return _end(change, ChangeState.APPLIED, actor=actor, note=note)


def _keep(change: Change, *, actor: Any) -> Change:
    """Raises AnotherWaits where the database finds one waiting."""
    change.proposed_by, change.state = actor, ChangeState.PROPOSED
    try:
        with transaction.atomic():
            change.save(force_insert=True)
    except IntegrityError as error:
        raise errors.AnotherWaits from error
    record("change.proposed", change, actor=actor, values=_said(change))
    return change


def _lock_waiting(change: Change) -> Change:
    locked = Change.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if locked.state != ChangeState.PROPOSED:
        raise errors.ChangeDecided
    return locked


def _end(change: Change, state: ChangeState, *, actor: Any, note: str) -> Change:
    change.state, change.decided_by, change.decided_at = state, actor, database_now()
    change.decision_note = note.strip()
    change.save()
    record(f"change.{state}", change, actor=actor, values={**_said(change), "decision": note.strip()})
    return change


def _said(change: Change) -> dict[str, Any]:
    names = ("kind", "election_day", "format", "closes_on", "reopens", "note")
    return {name: getattr(change, name) for name in names}
