"""When somebody who has a place cannot go.

The next person on the approved reserve list with whom every rule and the budget hold is proposed by one
officer and confirmed by another person, as every selection is; until then nobody moves and no mail leaves.
Every other way to fill the place is a new run, handed in and approved like the first.
"""

from typing import Any

from django.db import transaction

from candidates.services.locking import lock_file
from missions.models import Call
from missions.services import lock_call
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from osce_portal.mail.services import queue_mail
from osce_portal.walls import refuse_behind_wall
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy
from selection.candidacies.rules import refuse_involved
from selection.candidacies.services import move_candidacy, take_out
from selection.delegation import errors
from selection.delegation.checks import refuse_undecidable
from selection.delegation.enums import PLACED, RunStatus
from selection.delegation.models import Succession
from selection.delegation.replacement import free_places, next_on_reserve, next_vacancy
from selection.delegation.rules import is_second_to_both
from selection.delegation.services.outcomes import tell_outcome


@transaction.atomic
def cannot_go(candidacy: Candidacy, *, note: str, actor: Any, reason: str = "") -> Candidacy:
    """Record that somebody who has a place gives it up, and tell that person what was noted.

    ``note`` says how the staff know, and stays with them; the person reads ``reason``. Raises NotPlaced,
    ReasonNeeded, OwnCall, ConflictDeclared, FileGone.
    """
    if not note.strip():
        raise errors.ReasonNeeded
    lock_file(candidacy.candidate_id)
    call = lock_call(candidacy.call)
    refuse_involved(call.pk, actor)
    refuse_behind_wall(actor, candidacy.candidate)
    candidacy.refresh_from_db(fields=["status"])
    if candidacy.status not in PLACED:
        raise errors.NotPlaced
    gone = take_out(candidacy, actor=actor, reason=reason, note=note)
    queue_mail(
        "delegation/cannot_go",
        key=f"withdrawn:{gone.public_id}",
        to=gone.candidate,
        context={"candidacy": gone, "noted_at": database_now()},
    )
    return gone


@transaction.atomic
def propose_succession(successor: Candidacy, *, actor: Any) -> Succession:
    """Propose that the next person on the approved reserve list gets a free place; nobody is told yet.

    Takes the place of a proposal that still waits. Raises NoFreePlace, NotNextOnReserve (also for somebody
    with whom a rule or the budget would break), OwnCall, ConflictDeclared, FileGone.
    """
    lock_file(successor.candidate_id)
    call = lock_call(successor.call)
    refuse_involved(call.pk, actor)
    refuse_behind_wall(actor, successor.candidate)
    _refuse_unless_next(call, successor)
    for waiting in call.successions.waiting():
        _settle(waiting, RunStatus.STALE, actor=None)
    vacancy = next_vacancy(call)
    succession = Succession.objects.create(
        call=call,
        leaving=vacancy.candidacy if vacancy else None,
        recorded_by=vacancy.actor if vacancy else None,
        successor=successor,
        proposer=actor,
        proposed_at=database_now(),
    )
    record("selection.replacement_proposed", succession, actor=actor, subject=successor.candidate)
    return succession


@transaction.atomic
def approve_succession(succession: Succession, *, reason: str, actor: Any) -> Succession:
    """Confirm as another person: the place is given, and its new holder told, in one transaction.

    Raises SecondPersonNeeded, CloseToSomebody, RunNotOpen, ReasonNeeded, NoFreePlace, NotNextOnReserve,
    OwnCall, FileGone.
    """
    succession = _lock_decidable(succession, reason, actor)
    _refuse_unless_next(succession.call, succession.successor)
    _settle(succession, RunStatus.APPROVED, actor=actor, reason=reason)
    chosen = move_candidacy(succession.successor, CandidacyStatus.SELECTED, actor=actor)
    tell_outcome(chosen)
    return succession


@transaction.atomic
def reject_succession(succession: Succession, *, reason: str, actor: Any) -> Succession:
    """Send the proposal back with the reason. Raises as ``approve_succession`` does before it looks."""
    return _settle(_lock_decidable(succession, reason, actor), RunStatus.REJECTED, actor=actor, reason=reason)


def _refuse_unless_next(call: Call, successor: Candidacy) -> None:
    if free_places(call) < 1:
        raise errors.NoFreePlace
    expected = next_on_reserve(call)
    if expected is None or expected.pk != successor.pk:
        raise errors.NotNextOnReserve


def _lock_decidable(succession: Succession, reason: str, actor: Any) -> Succession:
    lock_file(succession.successor.candidate_id)
    call = lock_call(succession.call)
    rows = Succession.objects.select_related("successor__candidate")
    succession = rows.select_for_update(of=("self",)).get(pk=succession.pk)
    succession.call = call
    refuse_undecidable(succession, is_second=is_second_to_both(actor, succession), reason=reason, actor=actor)
    return succession


ACTS = {
    RunStatus.APPROVED: "selection.replaced",
    RunStatus.REJECTED: "selection.replacement_sent_back",
    RunStatus.STALE: "selection.replacement_overtaken",
}


def _settle(succession: Succession, status: RunStatus, *, actor: Any, reason: str = "") -> Succession:
    succession.status, succession.reason = status, reason.strip()
    succession.approver, succession.decided_at = actor, database_now()
    succession.save(update_fields=["status", "reason", "approver", "decided_at"])
    person, values = succession.successor.candidate, {"reason": succession.reason}
    record(ACTS[status], succession, actor=actor, subject=person, values=values)
    return succession
