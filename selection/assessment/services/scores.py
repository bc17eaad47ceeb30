"""Points: computed from the frozen dossier, the same on any day; written for a whole call at once."""

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.db import transaction

from candidates.services.locking import hold_files
from missions.models import Call
from osce_portal.audit.services import Act, record_each
from osce_portal.common.models import database_now
from selection.assessment.errors import NoDossier, PointsDecided
from selection.assessment.mission_context import MissionContext, context_of
from selection.assessment.models import Assessment, Rubric
from selection.assessment.profile import build_profile
from selection.assessment.rubrics import choose_rubric, engine_rubric
from selection.assessment.working import keep_working
from selection.candidacies.enums import LEAVING
from selection.candidacies.models import Candidacy, Dossier
from selection.candidacies.rules import refuse_involved
from selection.candidacies.services.drafts import hold_call
from selection.engine.profile import MotivationLevel
from selection.engine.rubric import Rubric as EngineRubric
from selection.engine.scoring import Score, score_profile

COMPUTED = ("rubric", "working", "total_tenths", "experience_tenths", "computed_at")


@transaction.atomic
def assess_call(call: Call, *, actor: Any) -> int:
    """Compute the points of every candidacy of a call that was received and still stands.

    Marks given by persons are kept and counted. Returns how many were computed: none where no grid exists
    for the call's role. The number of queries does not depend on the number of candidacies. Raises
    PointsDecided once the selection is approved, OwnCall.
    """
    _hold_files_of(call.pk)
    call = lock_undecided(call.pk, actor=actor)
    rubric = choose_rubric(call, actor=actor)
    if rubric is None:
        return 0
    standing = Candidacy.objects.received().filter(call=call).exclude(status__in=LEAVING)
    return len(_assess(standing, call, rubric, actor=actor))


@transaction.atomic
def assess_candidacy(candidacy: Candidacy, *, actor: Any) -> Assessment:
    """Compute the points of one candidacy.

    Raises NoDossier where nothing was frozen or no grid exists, PointsDecided once the selection is approved,
    OwnCall.
    """
    hold_files([candidacy.candidate_id])
    call = lock_undecided(candidacy.call_id, actor=actor)
    rubric = choose_rubric(call, actor=actor)
    one = Candidacy.objects.received().filter(pk=candidacy.pk)
    if rubric is None or not _assess(one, call, rubric, actor=actor):
        raise NoDossier
    return Assessment.objects.get(candidacy=candidacy)


def _hold_files_of(*calls: int) -> None:
    """The working names lines of the CV: no erasure comes between reading a dossier and writing it down."""
    hold_files(Candidacy.objects.received().filter(call__in=calls).values("candidate"))


@transaction.atomic
def assess_closed_calls() -> int:
    """Every night: points for what a closed call received and nobody has computed yet."""
    waiting = Candidacy.objects.received().filter(
        call__closed_at__isnull=False, call__decided_at__isnull=True, assessments=None
    )
    calls = Call.objects.filter(pk__in=waiting.exclude(status__in=LEAVING).values("call"))
    _hold_files_of(*calls.values_list("pk", flat=True))  # all before the first call's row, as others do
    computed = 0
    for call in calls:
        with suppress(PointsDecided):  # approved since the list was read
            computed += assess_call(call, actor=None)
    return computed


def lock_undecided(call_id: int, *, actor: Any) -> Call:
    """The call's row, held until the end of the transaction: points and approval never cross.

    Raises PointsDecided (the team was decided on with the points as they are), OwnCall.
    """
    refuse_involved(call_id, actor)
    call = hold_call(call_id)
    if call.decided_at is not None:
        raise PointsDecided
    return call


def _assess(candidacies: Any, call: Call, rubric: Rubric, *, actor: Any) -> list[Assessment]:
    rows = list(candidacies.select_related("candidate").order_by("pk"))
    dossiers = {dossier.candidacy_id: dossier for dossier in Dossier.objects.filter(candidacy__in=rows)}
    before = {assessment.candidacy_id: assessment for assessment in _locked(rows)}
    context, grid, now = context_of(call), engine_rubric(rubric), database_now()
    fresh = [
        _fresh(before.get(row.pk) or Assessment(candidacy=row), dossiers[row.pk].data, context, grid, now)
        for row in rows
        if row.pk in dossiers
    ]
    _store(fresh, rubric)
    _record(fresh, {row.pk: row for row in rows}, actor=actor)
    return fresh


def _locked(rows: list[Candidacy]) -> Any:
    """The assessments there are, held so that no mark is given meanwhile."""
    found = Assessment.objects.filter(candidacy__in=rows).select_related("motivation_level")
    return found.select_for_update(of=("self",))


def _store(assessments: list[Assessment], rubric: Rubric) -> None:
    for assessment in assessments:
        assessment.rubric = rubric
    old, new = [row for row in assessments if row.pk], [row for row in assessments if not row.pk]
    Assessment.objects.bulk_update(old, COMPUTED)
    Assessment.objects.bulk_create(
        new, update_conflicts=True, unique_fields=["candidacy"], update_fields=COMPUTED
    )


def _fresh(
    assessment: Assessment,
    data: dict[str, Any],
    context: MissionContext,
    grid: EngineRubric,
    now: dt.datetime,
) -> Assessment:
    level = assessment.motivation_level
    motivation = MotivationLevel(level.code) if level else None
    score = score_profile(build_profile(data, context, motivation), grid)
    return write_score(assessment, score, data, now)


def write_score(assessment: Assessment, score: Score, data: dict[str, Any], now: dt.datetime) -> Assessment:
    """Put a score and its working into the row, unsaved."""
    parts = {part.criterion: part for part in score.parts}
    assessment.working = keep_working(score, data)
    assessment.total_tenths = score.total_tenths
    assessment.experience_tenths = parts["electoral_experience"].tenths
    assessment.computed_at = now
    return assessment


def _record(assessments: Iterable[Assessment], candidacies: dict[int, Candidacy], *, actor: Any) -> None:
    acts = [
        Act(
            candidacies[assessment.candidacy_id],
            candidacies[assessment.candidacy_id].candidate,
            {"total_tenths": assessment.total_tenths},
        )
        for assessment in assessments
    ]
    record_each("candidacy.assessed", acts, actor=actor)
