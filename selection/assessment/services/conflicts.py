"""The wall between an officer and the file of somebody close."""

from typing import Any

from django.db import transaction

from candidates.models import Candidate
from candidates.services.locking import lock_file
from osce_portal.audit.services import record
from selection.assessment.models import ConflictOfInterest


@transaction.atomic
def declare_conflict(candidate: Candidate, *, officer: Any, reason: str) -> ConflictOfInterest:
    """Put up the wall; declaring twice leaves the first as it is. Raises FileGone."""
    candidate = lock_file(candidate.pk)
    conflict, created = ConflictOfInterest.objects.get_or_create(
        officer=officer, candidate=candidate, defaults={"reason": reason.strip()}
    )
    if created:
        record("conflict.declared", conflict, actor=officer, subject=candidate)
    return conflict
