"""What a candidate may read about the own outcome: own points, places, and in general words what decided."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from selection.assessment.models import Assessment
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy, Screening
from selection.delegation.enums import LockKind
from selection.delegation.explanations import candidate_text
from selection.delegation.models import Override, SelectionRun


@dataclass(frozen=True, slots=True)
class Outcome:
    """``reasons``: what decided, in general words; ``own_reason``: what an officer wrote."""

    status: str
    reasons: str
    own_reason: str
    places: int | None
    assessment: Assessment | None
    reserve_rank: int | None


def outcome_of(candidacy: Candidacy) -> Outcome:
    """The outcome as its person may read it, in the active language."""
    run = candidacy.call.selection_runs.approved().first()
    return Outcome(
        status=candidacy.status,
        reasons=_reasons(run, candidacy),
        own_reason=_own_reason(candidacy),
        places=run.problem["calls"][0]["places"] if run else None,
        assessment=candidacy.assessments.select_related("rubric").first(),
        reserve_rank=_reserve_rank(run, candidacy),
    )


def _reasons(run: SelectionRun | None, candidacy: Candidacy) -> str:
    """The run's reason, while it still fits: who came in from the reserve list was not left out."""
    explanation: dict[str, Any] | None = run.result["explanations"].get(candidacy.public_id) if run else None
    if not explanation:
        return ""
    was_chosen = candidacy.public_id in run.result["team"]
    if not was_chosen and candidacy.status not in (CandidacyStatus.RESERVE, CandidacyStatus.NOT_SELECTED):
        return ""
    return candidate_text(explanation["candidate"])


def _own_reason(candidacy: Candidacy) -> str:
    """The reason of the screening, or of the decision that kept the person out; "" where nobody wrote one."""
    decisions: QuerySet[Screening] | QuerySet[Override]
    if candidacy.status == CandidacyStatus.INELIGIBLE:
        decisions = candidacy.screenings.filter(eligible=False)
    elif candidacy.status in (CandidacyStatus.RESERVE, CandidacyStatus.NOT_SELECTED):
        decisions = candidacy.overrides.in_force().filter(lock=LockKind.OUT)
    else:
        return ""
    return decisions.values_list("reason", flat=True).first() or ""


def _reserve_rank(run: SelectionRun | None, candidacy: Candidacy) -> int | None:
    if run is None or candidacy.status != CandidacyStatus.RESERVE:
        return None
    return run.picks.filter(candidacy=candidacy).values_list("rank", flat=True).first()
