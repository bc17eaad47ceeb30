"""Handing a candidacy in: the act the deadline is about."""

import datetime as dt
import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone

from candidates.services.locking import lock_file
from elearning.services import bind_certificate
from missions.models import Call
from osce_portal.common.models import database_now
from osce_portal.mail.services import queue_mail
from selection.candidacies.checklist import missing_requirements
from selection.candidacies.dossier import freeze_dossier
from selection.candidacies.enums import LEAVING, CandidacyStatus
from selection.candidacies.errors import IllegalTransition, IncompleteCandidacy
from selection.candidacies.models import Candidacy
from selection.candidacies.services.drafts import check_call_is_open, deadline_for, hold_call
from selection.candidacies.services.moves import lock_candidacy, move_candidacy

# Without 0, O, 1, I and L: the number is read out on the telephone.
RECEIPT_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@transaction.atomic
def submit_candidacy(candidacy: Candidacy, *, actor: Any) -> Candidacy:
    """Hand a draft in and thank the candidate; a second time gives what was received the first time.

    Raises CallClosed after the deadline (FPS FA procedure, point 3), CallNotOpen, IncompleteCandidacy naming
    all that is missing, IllegalTransition for a withdrawn one, FileGone. The database's clock decides, read
    after all rows are locked.
    """
    lock_file(candidacy.candidate_id)
    call = hold_call(candidacy.call_id)
    candidacy = lock_candidacy(candidacy)
    if candidacy.status in LEAVING:
        raise IllegalTransition(candidacy, CandidacyStatus.SUBMITTED)
    if candidacy.received_at is not None:
        return candidacy
    now = check_call_is_open(call, candidacy.candidate)
    if missing := missing_requirements(candidacy):
        raise IncompleteCandidacy(missing)
    return receive_candidacy(candidacy, call, received_at=now, actor=actor)


def receive_candidacy(
    candidacy: Candidacy, call: Call, *, received_at: dt.datetime, actor: Any, **facts: Any
) -> Candidacy:
    """Move to "received" with number, dossier and the mail that says so; the caller has checked the time."""
    candidacy = move_candidacy(
        candidacy,
        CandidacyStatus.SUBMITTED,
        actor=actor,
        received_at=received_at,
        closes_at=deadline_for(call, candidacy.candidate, received_at),
        receipt_number=new_receipt_number(call),
        **facts,
    )
    if candidacy.certificate is not None:
        bind_certificate(candidacy.certificate, actor=actor)
    freeze_dossier(candidacy, at=database_now())
    queue_mail(
        "candidacies/received",
        key=f"received:{candidacy.public_id}",
        to=candidacy.candidate,
        context={"candidacy": candidacy},
    )
    return candidacy


def new_receipt_number(call: Call) -> str:
    """Role, country and year of the mission, then six characters that cannot be guessed and count nothing."""
    mission = call.mission
    closing_year = timezone.localdate(call.closes_at).year
    year = mission.election_day.year if mission and mission.election_day else closing_year
    parts = [call.role.upper(), *([mission.state.iso2] if mission else []), str(year)]
    while True:
        lot = "".join(secrets.choice(RECEIPT_ALPHABET) for _place in range(6))
        number = "-".join([*parts, lot])
        if not Candidacy.objects.filter(receipt_number=number).exists():
            return number
