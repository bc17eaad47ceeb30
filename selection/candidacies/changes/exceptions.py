"""Exceptions to a deadline: one person, one call, a reason, a second person. Off by default."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from candidates.models import Candidate
from candidates.services.locking import lock_file
from missions.deadlines import end_of_day
from missions.errors import NotBeforeElectionDay
from missions.models import Call, Change
from missions.services.moving import lock_mission
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from osce_portal.mail.services import queue_mail, retire_mails
from osce_portal.walls import refuse_behind_wall
from selection.candidacies.changes import errors
from selection.candidacies.enums import LEAVING
from selection.candidacies.errors import AlreadyReceived
from selection.candidacies.models import Candidacy, DeadlineException
from selection.candidacies.rules import refuse_involved
from selection.candidacies.services.drafts import hold_call

TEMPLATE = "candidacies/exception"


def exception_for(candidacy: Candidacy) -> DeadlineException | None:
    """The one that lets this candidacy be handed in now; None once it was, or the selection is approved."""
    if candidacy.received_at is not None or candidacy.is_withdrawn or candidacy.call.decided_at is not None:
        return None
    running = DeadlineException.objects.in_force(database_now())
    return running.filter(candidate=candidacy.candidate_id, call=candidacy.call_id).first()


@transaction.atomic
def propose_exception(
    candidate: Candidate, call: Call, *, until: dt.datetime, reason: str, actor: Any
) -> DeadlineException:
    """Ask a second person whether this person may hand in before ``until``.

    Raises ExceptionsOff, ExceptionNotPossible, AlreadyReceived, ExceptionTooEarly, NotBeforeElectionDay,
    ExceptionStands, DecisionReasonMissing, OwnFile, ConflictDeclared, OwnCall, FileGone.
    """
    candidate = lock_file(candidate.pk)
    call = _check(candidate, call, until, actor)
    if not reason.strip():
        raise errors.DecisionReasonMissing
    standing = DeadlineException.objects.standing(database_now())
    if standing.filter(candidate=candidate, call=call).exists():
        raise errors.ExceptionStands
    exception = DeadlineException.objects.create(
        candidate=candidate, call=call, until=until, reason=reason.strip(), proposed_by=actor
    )
    values = {"until": until, "reason": reason.strip()}
    record("deadlineexception.proposed", exception, actor=actor, subject=candidate, values=values)
    return exception


@transaction.atomic
def decide_exception(
    exception: DeadlineException, *, approve: bool, actor: Any, note: str = ""
) -> DeadlineException:
    """The second person's word; the person is told of a yes by mail.

    Where the proposer's account is gone nobody can be the second person: it can only be refused.

    Raises SecondPersonNeeded, ExceptionDecided, DecisionReasonMissing for a no, and what
    ``propose_exception`` raises about person, call and instant.
    """
    candidate = lock_file(exception.candidate_id)
    call = _check(candidate, exception.call, exception.until, actor) if approve else exception.call
    refuse_behind_wall(actor, candidate)
    locked = _lock_waiting(exception)
    if locked.proposed_by_id == actor.pk or (approve and locked.proposed_by_id is None):
        raise errors.SecondPersonNeeded
    if not approve and not note.strip():
        raise errors.DecisionReasonMissing
    locked.is_approved, locked.approved_by, locked.decided_at = approve, actor, database_now()
    locked.decision_note = note.strip()
    locked.save()
    act = "approved" if approve else "refused"
    values = {"until": locked.until, "note": note.strip()}
    record(f"deadlineexception.{act}", locked, actor=actor, subject=candidate, values=values)
    if approve:
        locked.candidate = candidate
        _tell(locked, call, "approved")
    return locked


@transaction.atomic
def take_back_exception(exception: DeadlineException, *, actor: Any) -> DeadlineException:
    """The proposer's own second thought; another one can be proposed then.

    Raises NotTheProposer, ExceptionDecided, OwnFile, ConflictDeclared, FileGone.
    """
    candidate = lock_file(exception.candidate_id)
    refuse_behind_wall(actor, candidate)
    locked = _lock_waiting(exception)
    if locked.proposed_by_id != actor.pk:
        raise errors.NotTheProposer
    locked.is_approved, locked.is_taken_back, locked.decided_at = False, True, database_now()
    locked.save(update_fields=["is_approved", "is_taken_back", "decided_at"])
    record(
        "deadlineexception.taken_back", locked, actor=actor, subject=candidate, values={"until": locked.until}
    )
    return locked


def exceptions_running(calls: Collection[Call]) -> QuerySet[DeadlineException]:
    """Those in force for these calls, of people who can still be told."""
    running = DeadlineException.objects.in_force(database_now()).filter(call__in=calls)
    return running.filter(call__decided_at__isnull=True, candidate__anonymised_at__isnull=True).order_by()


def shorten_exceptions(change: Change, calls: Collection[Call], *, actor: Any) -> None:
    """Let those in force end before an election that has moved earlier; who may still hand in is told.

    The caller holds the files, the mission and its calls, and has moved the mission.
    """
    if change.mission is None or change.mission.election_day is None:
        return
    until = latest_end(change.mission.election_day)
    rows = (
        exceptions_running(calls).filter(until__gt=until).select_related("candidate", "call").order_by("pk")
    )
    for exception in rows.select_for_update(of=("self",)):
        values = {"until": [exception.until, until], "change": change.public_id}
        exception.until, exception.call.mission = until, change.mission
        exception.save(update_fields=["until"])
        subject, because_of = exception.candidate, change.public_id
        record("deadlineexception.shortened", exception, actor=actor, subject=subject, values=values)
        retire_mails(TEMPLATE, kind="exception", about=exception.public_id, because_of=because_of)
        if not _has_handed_in(subject, exception.call):
            _tell(exception, exception.call, because_of, is_shorter=True)


def latest_end(election_day: dt.date) -> dt.datetime:
    """The last instant at which an exception can end: the midnight at which election day begins."""
    return end_of_day(election_day - dt.timedelta(days=1))


def _tell(exception: DeadlineException, call: Call, act: str, *, is_shorter: bool = False) -> None:
    key = f"exception:{exception.public_id}:{act}"
    context = {"exception": exception, "call": call, "is_shorter": is_shorter}
    queue_mail(TEMPLATE, key=key, to=exception.candidate, context=context, not_after=exception.until)


def _has_handed_in(candidate: Candidate, call: Call) -> bool:
    received = Candidacy.objects.received().filter(candidate=candidate, call=call)
    return received.exclude(status__in=LEAVING).exists()


def _lock_waiting(exception: DeadlineException) -> DeadlineException:
    locked = DeadlineException.objects.select_for_update(of=("self",)).get(pk=exception.pk)
    if locked.decided_at is not None:
        raise errors.ExceptionDecided
    return locked


def _check(candidate: Candidate, call: Call, until: dt.datetime, actor: Any) -> Call:
    """The call as it is now, held with its mission, so that neither moves meanwhile."""
    if not settings.DEADLINE_EXCEPTIONS_ALLOWED:
        raise errors.ExceptionsOff
    refuse_behind_wall(actor, candidate)
    refuse_involved(call.pk, actor)
    mission = lock_mission(call.mission_id) if call.mission_id else None
    call, now = hold_call(call.pk), database_now()
    if not call.was_open(now) or call.cancelled_at is not None or call.decided_at is not None:
        raise errors.ExceptionNotPossible
    if until <= now or (call.closes_at is not None and until <= call.closes_at):
        raise errors.ExceptionTooEarly
    if _has_handed_in(candidate, call):
        raise AlreadyReceived
    if mission and mission.election_day and until > latest_end(mission.election_day):
        raise NotBeforeElectionDay
    call.mission = mission
    return call
