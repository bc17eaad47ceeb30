"""The certificate of a candidacy: sent with the draft, or again when staff have asked for it."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from candidates.services.locking import lock_file
from elearning.enums import CertificateStatus
from elearning.models import Certificate
from elearning.services import add_certificate, bind_certificate
from missions.models import Call, Mission
from osce_portal.audit.services import record
from osce_portal.files.models import StoredFile
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.errors import CertificateNotFitting, NotADraft
from selection.candidacies.models import Candidacy
from selection.candidacies.services.moves import lock_candidacies, lock_candidacy


@transaction.atomic
def send_certificate(
    candidacy: Candidacy, *, file: StoredFile, completed_on: dt.date, actor: Any, reuse_reason: str = ""
) -> Candidacy:
    """Make a certificate of a file and let it serve this candidacy: both, or nothing.

    Where one for this mission was accepted, or serves a candidacy that was handed in, that one serves here
    too and the file is not needed. Drafts that held the one which is replaced hold the newer one from now on.
    Raises NotADraft where the candidacy takes none (any more), and what ``add_certificate`` raises.
    """
    lock_file(candidacy.candidate_id)
    together = _lock_all_of_mission(candidacy)
    locked = together[candidacy.pk]
    mission = _mission_to_certify(locked)
    if standing := _find_standing(locked):
        return _attach(locked, standing, actor=actor)
    certificate = add_certificate(
        locked.candidate,
        mission,
        file=file,
        completed_on=completed_on,
        reuse_reason=reuse_reason,
        actor=actor,
    )
    for other in together.values():
        if _holds_replaced(other):
            _attach(other, certificate, actor=actor)
    return _attach(locked, certificate, actor=actor)


def _lock_all_of_mission(candidacy: Candidacy) -> dict[int, Candidacy]:
    """Every candidacy of the person for this mission, always locked in the same order: they share a file."""
    mission = Call.objects.values("mission").get(pk=candidacy.call_id)["mission"]
    theirs = Candidacy.objects.filter(candidate=candidacy.candidate_id, call__mission=mission)
    return {row.pk: row for row in lock_candidacies(theirs.values_list("pk", flat=True))}


def _find_standing(locked: Candidacy) -> Certificate | None:
    """The person's certificate for this mission that no newer file replaces."""
    theirs = Certificate.objects.counting().of(locked.candidate, locked.call.mission)
    handed_in = Candidacy.objects.received().relying_on(OuterRef("pk"))
    is_kept = Q(status=CertificateStatus.ACCEPTED) | Exists(handed_in)
    return theirs.filter(is_kept).first()


def _holds_replaced(other: Candidacy) -> bool:
    """A draft, or what waits for another certificate, whose own one has just been replaced."""
    if other.certificate is None or not (other.is_draft or may_send_certificate_again(other)):
        return False
    other.certificate.refresh_from_db(fields=["status"])
    return other.certificate.status == CertificateStatus.REPLACED


@transaction.atomic
def attach_certificate(candidacy: Candidacy, certificate: Certificate, *, actor: Any) -> Candidacy:
    """Let a certificate serve a draft, or a candidacy whose certificate was asked again.

    Raises CertificateNotFitting if it is another mission's or person's, NotADraft otherwise, FileGone.
    """
    lock_file(candidacy.candidate_id)
    locked = lock_candidacy(candidacy)
    theirs = (certificate.candidate_id, certificate.mission_id)
    if theirs != (locked.candidate_id, locked.call.mission_id):
        raise CertificateNotFitting
    _mission_to_certify(locked)
    return _attach(locked, certificate, actor=actor)


def _mission_to_certify(locked: Candidacy) -> Mission:
    """Asked before a newer certificate takes the place of the older: that alone would make room for it."""
    if locked.call.mission is None or not (locked.is_draft or may_send_certificate_again(locked)):
        raise NotADraft
    return locked.call.mission


def _attach(locked: Candidacy, certificate: Certificate, *, actor: Any) -> Candidacy:
    if locked.certificate_id != certificate.pk:
        locked.certificate = certificate
        locked.save(update_fields=["certificate"])
        values = {"certificate": certificate.public_id}
        record("candidacy.certificate", locked, actor=actor, subject=locked.candidate, values=values)
    if not locked.is_draft:
        bind_certificate(certificate, actor=actor)
    return locked


def may_send_certificate_again(candidacy: Candidacy) -> bool:
    """Staff asked for another certificate (also after a newer one took its place), and it is not decided."""
    asked = {CertificateStatus.ASKED_AGAIN, CertificateStatus.REPLACED}
    return (
        candidacy.status in {CandidacyStatus.SUBMITTED, CandidacyStatus.ELIGIBLE}
        and candidacy.certificate is not None
        and candidacy.certificate.status in asked
    )
