"""Screening: a person decides who is eligible, with a reason the candidate can read."""

from typing import Any

from django.db import transaction

from candidates.services.locking import lock_file
from missions.enums import MilestoneKind
from missions.services import tick_off
from osce_portal.common.models import database_now
from osce_portal.walls import refuse_behind_wall
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.errors import CallStillOpen, ReasonMissing, ScreeningDecided
from selection.candidacies.models import Candidacy, Screening
from selection.candidacies.rules import refuse_involved
from selection.candidacies.services.drafts import hold_call
from selection.candidacies.services.moves import move_candidacy


@transaction.atomic
def screen_candidacy(candidacy: Candidacy, *, eligible: bool, actor: Any, reason: str = "") -> Screening:
    """Decide on eligibility after the deadline; "not eligible" needs a reason (law of 29 July 1991).

    The last one to be screened ticks the step off the call's chain of dates.

    Raises OwnFile, ConflictDeclared, OwnCall, ReasonMissing, CallStillOpen, ScreeningDecided,
    IllegalTransition, FileGone.
    """
    lock_file(candidacy.candidate_id)
    refuse_behind_wall(actor, candidacy.candidate)
    refuse_involved(candidacy.call_id, actor)
    if not eligible and not reason.strip():
        raise ReasonMissing
    now = database_now()
    call = hold_call(candidacy.call_id)  # screening and approval never cross
    if call.closes_at is None or now < call.closes_at:
        raise CallStillOpen
    if call.decided_at is not None:
        raise ScreeningDecided
    target = CandidacyStatus.ELIGIBLE if eligible else CandidacyStatus.INELIGIBLE
    candidacy = move_candidacy(candidacy, target, actor=actor, reason=reason.strip())
    if not Candidacy.objects.awaiting_screening().filter(call=call).exists():
        tick_off(call, MilestoneKind.SCREENING, actor=actor)
    return Screening.objects.create(
        candidacy=candidacy, eligible=eligible, reason=reason.strip(), screened_by=actor, screened_at=now
    )
