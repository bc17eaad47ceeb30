"""Marks that persons give: the motivation's level, and their word that the declared lines are right."""

from typing import Any

from django.db import transaction

from candidates.services.locking import lock_file
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from osce_portal.walls import refuse_behind_wall
from selection.assessment.errors import WrongLevel
from selection.assessment.models import Assessment, Level
from selection.assessment.services.scores import assess_candidacy, lock_undecided
from selection.candidacies.models import Candidacy

MARKED = ("motivation_level", "comment", "assessor", "assessed_at", "working", "total_tenths")


@transaction.atomic
def mark_motivation(candidacy: Candidacy, *, level: Level, comment: str, actor: Any) -> Assessment:
    """Give the motivation a level of the call's grid; the total counts it at once.

    Raises OwnFile, ConflictDeclared, OwnCall, PointsDecided, WrongLevel, NoDossier, FileGone.
    """
    lock_file(candidacy.candidate_id)
    refuse_behind_wall(actor, candidacy.candidate)
    lock_undecided(candidacy.call_id, actor=actor)
    if not Assessment.objects.filter(candidacy=candidacy).exists():
        assess_candidacy(candidacy, actor=actor)
    assessment = _lock(candidacy)
    criterion = level.criterion
    if not criterion.by_person or criterion.rubric_id != assessment.rubric_id:
        raise WrongLevel
    before = assessment.motivation_level and assessment.motivation_level.code
    assessment.motivation_level, assessment.comment = level, comment.strip()
    assessment.assessor, assessment.assessed_at = actor, database_now()
    _count_mark(assessment, level)
    assessment.save(update_fields=MARKED)
    values = {"motivation": [before, level.code], "total_tenths": assessment.total_tenths}
    record("candidacy.marked", candidacy, actor=actor, subject=candidacy.candidate, values=values)
    return assessment


def _lock(candidacy: Candidacy) -> Assessment:
    rows = Assessment.objects.select_related("motivation_level").select_for_update(of=("self",))
    return rows.get(candidacy=candidacy)


def _count_mark(assessment: Assessment, level: Level) -> None:
    """The mark's points in place of the earlier one's, in working and total (tenths of a point)."""
    for part in assessment.working:
        if part["criterion"] == level.criterion.code:
            tenths = min(level.tenths, part["max_tenths"])
            assessment.total_tenths += tenths - part["tenths"]
            part |= {"tenths": tenths, "pending": False, "levels": [level.code]}


@transaction.atomic
def verify_assessment(assessment: Assessment, *, actor: Any) -> Assessment:
    """A person has compared the declared lines with their proofs.

    Raises OwnFile, ConflictDeclared, OwnCall, PointsDecided.
    """
    candidacy = assessment.candidacy
    refuse_behind_wall(actor, candidacy.candidate)
    lock_undecided(candidacy.call_id, actor=actor)
    assessment.verified_by, assessment.verified_at = actor, database_now()
    assessment.save(update_fields=["verified_by", "verified_at"])
    record("candidacy.verified", candidacy, actor=actor, subject=candidacy.candidate)
    return assessment
