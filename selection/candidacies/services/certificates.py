"""The certificate of a candidacy: sent with the draft, or again when staff have asked for it."""

import datetime as dt

from django.db import transaction

from elearning.enums import CertificateStatus
from elearning.models import Certificate
from elearning.services import add_certificate, bind_certificate
from osce_portal.audit.services import record
from osce_portal.files.models import StoredFile
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.errors import CertificateNotFitting, NotADraft
from selection.candidacies.models import Candidacy
from selection.candidacies.services.moves import lock_candidacy


@transaction.atomic
def send_certificate(
    candidacy: Candidacy, *, file: StoredFile, completed_on: dt.date, actor, reuse_reason: str = ""
) -> Candidacy:
    """Make a certificate of a file and let it serve this candidacy: both, or nothing.

    Raises NotADraft where the candidacy takes none (any more), and what ``add_certificate`` raises.
    """
    locked = lock_candidacy(candidacy)
    _check_takes_certificate(locked)
    certificate = add_certificate(
        locked.candidate,
        locked.call.mission,
        file=file,
        completed_on=completed_on,
        reuse_reason=reuse_reason,
        actor=actor,
    )
    return _attach(locked, certificate, actor=actor)


@transaction.atomic
def attach_certificate(candidacy: Candidacy, certificate: Certificate, *, actor) -> Candidacy:
    """Let a certificate serve a draft, or a candidacy whose certificate was asked again.

    Raises CertificateNotFitting if it is another mission's or person's, NotADraft otherwise.
    """
    locked = lock_candidacy(candidacy)
    theirs = (certificate.candidate_id, certificate.mission_id)
    if theirs != (locked.candidate_id, locked.call.mission_id):
        raise CertificateNotFitting
    _check_takes_certificate(locked)
    return _attach(locked, certificate, actor=actor)


def _check_takes_certificate(locked: Candidacy) -> None:
    """Before a newer certificate takes the place of the one there: that alone would make room for it."""
    if not (locked.is_draft or may_send_certificate_again(locked)):
        raise NotADraft


def _attach(locked: Candidacy, certificate: Certificate, *, actor) -> Candidacy:
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
