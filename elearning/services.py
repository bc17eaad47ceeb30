"""Everything that changes a certificate."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from candidates.models import Candidate
from candidates.services.locking import lock_file
from elearning.enums import CHECKS, COUNTS, NEEDS_REASON, REPLACEABLE, CertificateStatus
from elearning.errors import (
    CertificateNotAccepted,
    CertificateSeenBefore,
    CompletedInFuture,
    IllegalCertificateMove,
    ReasonMissing,
)
from elearning.models import Certificate
from missions.models import Mission
from osce_portal.audit.services import Act, record, record_each
from osce_portal.common.models import database_now
from osce_portal.files.models import StoredFile
from osce_portal.mail.services import queue_mail
from osce_portal.walls import refuse_behind_wall


@transaction.atomic
def add_certificate(
    candidate: Candidate,
    mission: Mission,
    *,
    file: StoredFile,
    completed_on: dt.date,
    actor: Any,
    reuse_reason: str = "",
) -> Certificate:
    """Note the proof that the course was done for this mission (FPS FA procedure, points 2 and 6).

    It takes the place of earlier ones that were not accepted.

    Sending the same file again for the same mission gives the certificate that is there already; one that
    was only replaced takes its place again. Raises CompletedInFuture, CertificateNotAccepted (staff turned
    this file down here), CertificateSeenBefore (it serves elsewhere and ``reuse_reason`` is empty; with a
    reason it is kept, flagged for staff), FileGone. Of two sent at once the second meets the first.
    """
    candidate = lock_file(candidate.pk)
    now = database_now()
    if completed_on > timezone.localdate(now):
        raise CompletedInFuture
    certificate = Certificate.objects.of(candidate, mission).filter(sha256=file.sha256).first()
    if certificate is None:
        certificate = Certificate(candidate=candidate, mission=mission, file=file, sha256=file.sha256)
    elif certificate.was_turned_down:
        raise CertificateNotAccepted
    elif certificate.status in COUNTS:
        return _correct_day(certificate, completed_on, actor=actor)
    certificate.status, certificate.completed_on = CertificateStatus.RECEIVED, completed_on
    certificate.uploaded_at, certificate.verified_by, certificate.verified_at = now, None, None
    certificate.is_reused = Certificate.objects.with_the_file_of(certificate).exists()
    if certificate.is_reused and not reuse_reason.strip():
        raise CertificateSeenBefore
    certificate.reuse_reason = reuse_reason.strip() if certificate.is_reused else ""
    certificate.save()
    _replace_earlier(certificate, actor=actor)
    values = {"completed_on": completed_on, "sha256": file.sha256, "reused": certificate.is_reused}
    record("certificate.added", certificate, actor=actor, subject=candidate, values=values)
    return certificate


def _correct_day(certificate: Certificate, completed_on: dt.date, *, actor: Any) -> Certificate:
    if certificate.completed_on != completed_on:
        values = {"completed_on": [certificate.completed_on, completed_on]}
        certificate.completed_on = completed_on
        certificate.save(update_fields=["completed_on"])
        record(
            "certificate.corrected", certificate, actor=actor, subject=certificate.candidate, values=values
        )
    return certificate


def _replace_earlier(certificate: Certificate, *, actor: Any) -> None:
    earlier = Certificate.objects.of(certificate.candidate, certificate.mission).exclude(pk=certificate.pk)
    for replaced in earlier.filter(status__in=REPLACEABLE).select_for_update(of=("self",)).order_by("pk"):
        values = {"status": [replaced.status, CertificateStatus.REPLACED], "by": certificate.public_id}
        replaced.status = CertificateStatus.REPLACED
        replaced.save(update_fields=["status"])
        record("certificate.replaced", replaced, actor=actor, subject=replaced.candidate, values=values)


def accept_certificate(certificate: Certificate, *, actor: Any) -> Certificate:
    """A person looked at it and it does.

    Raises IllegalCertificateMove, OwnFile, ConflictDeclared, FileGone.
    """
    return _check(certificate, CertificateStatus.ACCEPTED, reason="", actor=actor)


def ask_certificate_again(certificate: Certificate, *, reason: str, actor: Any) -> Certificate:
    """Ask for another file; the candidate gets a mail. Raises as ``refuse_certificate``."""
    return _check(certificate, CertificateStatus.ASKED_AGAIN, reason=reason, actor=actor)


def refuse_certificate(certificate: Certificate, *, reason: str, actor: Any) -> Certificate:
    """It does not do; the candidate gets a mail.

    Raises IllegalCertificateMove, ReasonMissing, OwnFile, ConflictDeclared, FileGone.
    """
    return _check(certificate, CertificateStatus.REFUSED, reason=reason, actor=actor)


@transaction.atomic
def _check(certificate: Certificate, target: CertificateStatus, *, reason: str, actor: Any) -> Certificate:
    lock_file(certificate.candidate_id)
    certificate = lock_certificate(certificate)
    refuse_behind_wall(actor, certificate.candidate)
    if target not in CHECKS[CertificateStatus(certificate.status)]:
        raise IllegalCertificateMove
    if target in NEEDS_REASON and not reason.strip():
        raise ReasonMissing
    values = {"status": [certificate.status, target], "reason": reason.strip()}
    certificate.status, certificate.reason = target, reason.strip()
    certificate.verified_by, certificate.verified_at = actor, database_now()
    certificate.save(update_fields=["status", "reason", "verified_by", "verified_at"])
    record(f"certificate.{target}", certificate, actor=actor, subject=certificate.candidate, values=values)
    if target in NEEDS_REASON:
        _tell_candidate(certificate)
    return certificate


def _tell_candidate(certificate: Certificate) -> None:
    queue_mail(
        f"elearning/{certificate.status}",
        key=f"certificate:{certificate.public_id}:{certificate.verified_at.isoformat()}",
        to=certificate.candidate,
        context={"certificate": certificate},
    )


def lock_certificate(certificate: Certificate) -> Certificate:
    """The row as it is, held until the end of the transaction."""
    rows = Certificate.objects.select_related("candidate", "mission")
    return rows.select_for_update(of=("self",)).get(pk=certificate.pk)


def release_certificate(certificate: Certificate, *, actor: Any) -> None:
    """Its candidacy was withdrawn in time: the same file may serve for another mission."""
    certificate.released_at = database_now()
    certificate.save(update_fields=["released_at"])
    record("certificate.released", certificate, actor=actor, subject=certificate.candidate)


def release_certificates(certificates: QuerySet[Certificate], *, actor: Any) -> int:
    """Free all of these that are not free yet: their mission came to nothing. Returns how many."""
    bound = certificates.filter(released_at__isnull=True).select_related("candidate")
    bound = bound.only("public_id", "candidate__public_id")
    locked = list(bound.select_for_update(of=("self",)).order_by("pk"))
    Certificate.objects.filter(pk__in=[row.pk for row in locked]).update(released_at=database_now())
    record_each("certificate.released", [Act(row, row.candidate) for row in locked], actor=actor)
    return len(locked)


def bind_certificate(certificate: Certificate, *, actor: Any) -> None:
    """It serves a candidacy (again); flagged for staff if it was used elsewhere while it was free."""
    if certificate.released_at is None:
        return
    certificate.released_at = None
    certificate.is_reused = Certificate.objects.with_the_file_of(certificate).exists()
    certificate.save(update_fields=["released_at", "is_reused"])
    record("certificate.bound", certificate, actor=actor, subject=certificate.candidate)
