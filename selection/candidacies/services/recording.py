"""Candidacies that came otherwise: by e-mail, on paper or forwarded by the OSCE, recorded by staff."""

import datetime as dt

from django.db import transaction

from candidates.models import Candidate
from missions.models import Call
from osce_portal.common.models import database_now
from osce_portal.files.models import StoredFile
from osce_portal.walls import refuse_behind_wall
from selection.candidacies.enums import CandidacyStatus, Channel
from selection.candidacies.errors import AlreadyReceived, CallClosed, CallNotOpen, ReceivedInFuture
from selection.candidacies.models import Candidacy
from selection.candidacies.services.drafts import lock_call
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
    actor,
    motivation: str = "",
    available: bool = False,
) -> Candidacy:
    """Record what reached the ministry at ``received_at``; the receipt goes out all the same.

    What counts is when it was received, not when it is typed in (FPS FA procedure, point 3). Raises
    CallClosed (``at`` is the time of receipt) if that was too late, CallNotOpen, ReceivedInFuture,
    AlreadyReceived, OwnFile, ConflictDeclared.
    """
    refuse_behind_wall(actor, candidate)
    call = lock_call(call.pk)
    _check_time(call, received_at)
    facts = {"channel": channel, "proof": proof, "recorded_by": actor, "recorded_at": database_now()}
    candidacy = _open_candidacy(candidate, call, actor=actor)
    candidacy.motivation = motivation or candidacy.motivation
    candidacy.available = available or candidacy.available
    candidacy.save(update_fields=["motivation", "available"])
    return receive_candidacy(candidacy, call, received_at=received_at, actor=actor, **facts)


def _check_time(call: Call, received_at: dt.datetime) -> None:
    if call.cancelled_at is not None or call.published_at is None or call.closes_at is None:
        raise CallNotOpen
    if received_at > database_now():
        raise ReceivedInFuture
    if received_at >= call.closes_at:
        raise CallClosed(call, at=received_at)


def _open_candidacy(candidate: Candidate, call: Call, *, actor) -> Candidacy:
    """The person's draft for this call, whatever the night made of it, or a new one."""
    rows = Candidacy.objects.filter(candidate=candidate, call=call).standing()
    candidacy, _is_new = rows.select_for_update().get_or_create(candidate=candidate, call=call)
    if candidacy.received_at is not None or candidacy.status == CandidacyStatus.MISSION_CHANGED:
        raise AlreadyReceived
    if candidacy.is_lapsed:
        return move_candidacy(candidacy, CandidacyStatus.DRAFT, actor=actor)
    return candidacy
