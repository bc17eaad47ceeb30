"""Withdrawing: at any time, without having to say why."""

from typing import Any

from django.db import transaction

from candidates.services.locking import lock_file
from elearning.models import Certificate
from elearning.services import lock_certificate, release_certificate
from osce_portal.common.models import database_now
from osce_portal.mail.services import queue_mail
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy
from selection.candidacies.services.moves import move_candidacy


@transaction.atomic
def withdraw_candidacy(candidacy: Candidacy, *, actor: Any, reason: str = "") -> Candidacy:
    """Withdraw and confirm it by mail; before the deadline, also one set anew, the certificate is free again.

    Raises IllegalTransition where there is nothing left to withdraw from, FileGone.
    """
    lock_file(candidacy.candidate_id)
    candidacy = take_out(candidacy, actor=actor, reason=reason)
    queue_mail(
        "candidacies/withdrawn",
        key=f"withdrawn:{candidacy.public_id}",
        to=candidacy.candidate,
        context={"candidacy": candidacy},
    )
    return candidacy


def take_out(candidacy: Candidacy, *, actor: Any, reason: str = "", note: str = "") -> Candidacy:
    """Withdraw without telling anybody: the caller does. ``note`` is the staff's alone."""
    candidacy = move_candidacy(
        candidacy, CandidacyStatus.WITHDRAWN, actor=actor, reason=reason.strip(), note=note.strip()
    )
    deadlines = [one for one in (candidacy.closes_at, candidacy.call.closes_at) if one is not None]
    in_time = not deadlines or database_now() < max(deadlines)
    if in_time and candidacy.certificate is not None:
        _free_certificate(candidacy.certificate, actor=actor)
    return candidacy


def _free_certificate(certificate: Certificate, *, actor: Any) -> None:
    """Unless another candidacy of the person relies on it; locked, so that the last of two frees it."""
    certificate = lock_certificate(certificate)
    if not Candidacy.objects.relying_on(certificate).exists():
        release_certificate(certificate, actor=actor)
