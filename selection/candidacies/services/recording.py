"""Candidacies that came otherwise: by e-mail, on paper or forwarded by the OSCE, recorded by staff."""

import datetime as dt
from typing import Any

from django.db import transaction

from candidates.models import Candidate
from candidates.services.locking import lock_file
from missions.models import Call
from osce_portal.common.models import database_now
from osce_portal.files.models import StoredFile
from osce_portal.walls import refuse_behind_wall
from selection.candidacies.enums import CandidacyStatus, Channel
from selection.candidacies.errors import (
    AlreadyReceived,
    CallClosed,
    CallDecided,
    CallNotOpen,
    ReceivedBeforeOpening,
    ReceivedInFuture,
)
from selection.candidacies.models import Candidacy
from selection.candidacies.rules import refuse_involved
from selection.candidacies.services.drafts import deadline_for, hold_call
from selection.candidacies.services.moves import move_candidacy
from selection.candidacies.services.submission import receive_candidacy


@transaction.atomic
def record_candidacy(
    candidate: Candidate,
    call: Call,
    *,
    channel: Channel,
    received_at: dt.datetime,
    proof: StoredFile,
    actor: Any,
    motivation: str = "",
    available: bool = False,
) -> Candidacy:
    """Record what reached the ministry at ``received_at``; the receipt goes out all the same.

    What counts is when it was received, not when it is typed in (FPS FA procedure, point 3). Raises
    CallClosed (``at`` is the time of receipt) if that was too late, CallDecided if the selection is approved
    already, CallNotOpen for a call that never was open, ReceivedBeforeOpening, ReceivedInFuture,
    AlreadyReceived, FileGone, OwnFile, ConflictDeclared, OwnCall.
    """
    candidate = lock_file(candidate.pk)
    refuse_behind_wall(actor, candidate)
    refuse_involved(call.pk, actor)
    call = hold_call(call.pk)
    _check_time(call, candidate, received_at)
    facts = {"channel": channel, "proof": proof, "recorded_by": actor, "recorded_at": database_now()}
    candidacy = _open_candidacy(candidate, call, actor=actor)
    candidacy.motivation = motivation or candidacy.motivation
    candidacy.available = available or candidacy.available
    candidacy.save(update_fields=["motivation", "available"])
    return receive_candidacy(candidacy, call, received_at=received_at, actor=actor, **facts)


def _check_time(call: Call, candidate: Candidate, received_at: dt.datetime) -> None:
    now, opening, deadline = database_now(), call.opening, call.closes_at
    if opening is None or deadline is None or not opening < min(now, deadline) or call.cancelled_at:
        raise CallNotOpen
    if received_at > now:
        raise ReceivedInFuture
    if received_at >= deadline_for(call, candidate, received_at):
        raise CallClosed(call, at=received_at)
    if received_at < opening:
        raise ReceivedBeforeOpening
    if call.decided_at is not None:
        raise CallDecided(call, at=received_at)


def _open_candidacy(candidate: Candidate, call: Call, *, actor: Any) -> Candidacy:
    """The person's draft for this call, whatever the night made of it, or a new one."""
    rows = Candidacy.objects.filter(candidate=candidate, call=call).standing()
    candidacy, _is_new = rows.select_for_update().get_or_create(candidate=candidate, call=call)
    if candidacy.received_at is not None or candidacy.status == CandidacyStatus.MISSION_CHANGED:
        raise AlreadyReceived
    if candidacy.is_lapsed:
        return move_candidacy(candidacy, CandidacyStatus.DRAFT, actor=actor)
    return candidacy
