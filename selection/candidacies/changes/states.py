"""The states of a change: only here they are written."""

from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet

from missions.enums import CHANGE_UNDER_WAY, ChangeState
from missions.models import Change
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from selection.candidacies.changes import errors
from selection.candidacies.changes.refusals import tell_confirmer

PROPOSING_LOCK = 7_142_031  # any number, as long as it is the same everywhere and nobody else's


def keep_change(change: Change, *, actor: Any) -> None:
    """Raises SentBefore where this change is kept already, AnotherWaits where one is under way.

    Of a mission and its calls one comes after the other, too.
    """
    wait_in_line(change)
    if beside(change).filter(state__in=CHANGE_UNDER_WAY).exists():
        refuse_sent(change)
        raise errors.AnotherWaits
    change.proposed_by, change.state = actor, ChangeState.PROPOSED
    try:
        with transaction.atomic():
            change.save(force_insert=True)
    except IntegrityError as error:
        refuse_sent(change)
        raise errors.AnotherWaits from error
    record("change.proposed", change, actor=actor, values=said(change))


def beside(change: Change) -> QuerySet[Change]:
    """The changes of the same mission or call; of a mission also those of its calls, and the other way."""
    if change.call is None:
        return Change.objects.filter(Q(mission=change.mission_id) | Q(call__mission=change.mission_id))
    touching = Q(call=change.call)
    if change.call.mission_id:
        touching |= Q(mission=change.call.mission_id)
    return Change.objects.filter(touching)


def wait_in_line(change: Change) -> None:
    """Let nobody else propose for the same mission until this transaction ends; the worker goes on meanwhile.

    A change of the mission and one of its call have no row in common. SQLite lets one writer in at a time.
    """
    mission = change.call.mission_id if change.call else change.mission_id
    if mission and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [PROPOSING_LOCK, mission])


def refuse_sent(change: Change) -> None:
    """Raise SentBefore for an act that was sent before: its reference was given out with its preview."""
    if Change.objects.filter(public_id=change.public_id).exists():
        raise errors.SentBefore


def lock_change(change: Change, state: ChangeState) -> Change:
    """The row as it is, held until the end of the transaction. Raises ChangeDecided in any other state."""
    locked = Change.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if locked.state != state:
        raise errors.ChangeDecided
    locked.mission, locked.call = change.mission, change.call
    return locked


def decide(change: Change, state: ChangeState, *, actor: Any, note: str) -> Change:
    """Somebody's decision, now; the caller holds the row."""
    change.state, change.decided_by, change.decided_at = state, actor, database_now()
    change.decision_note, change.refusal = note.strip(), ""
    change.save()
    record(f"change.{state}", change, actor=actor, values={**said(change), "decision": change.decision_note})
    return change


def note_done(change: Change) -> None:
    """What was confirmed is done."""
    change.state = ChangeState.APPLIED
    change.save()
    values = {**said(change), "decision": change.decision_note}
    record("change.applied", change, actor=change.decided_by, values=values)


@transaction.atomic
def put_back(change: Change, reason: str) -> None:
    """What was confirmed and cannot be done waits for a second person; whoever confirmed it is told.

    ``reason`` is the name of the error's class. Nothing happens where it was done meanwhile.
    """
    confirmed = Change.objects.select_for_update(of=("self",)).filter(state=ChangeState.APPLYING)
    held = confirmed.filter(pk=change.pk).first()
    if held is None:
        return
    held.refusal = reason
    tell_confirmer(held)
    held.state, held.needs_second, held.effect = ChangeState.PROPOSED, True, {}
    held.decided_by, held.decided_at, held.decision_note = None, None, ""
    held.save()
    record("change.put_back", held, values={**said(held), "refusal": reason})


def said(change: Change) -> dict[str, Any]:
    """What the log keeps of it."""
    names = ("kind", "election_day", "format", "closes_on", "reopens", "note")
    return {name: getattr(change, name) for name in names}
