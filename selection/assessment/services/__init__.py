"""Everything that changes points, marks and walls; one file an act's noun."""

from selection.assessment.services.conflicts import declare_conflict
from selection.assessment.services.marks import mark_motivation, verify_assessment
from selection.assessment.services.scores import assess_call, assess_candidacy, assess_closed_calls
from selection.assessment.services.screening import propose_screening, screen_candidacies

__all__ = [
    "assess_call",
    "assess_candidacy",
    "assess_closed_calls",
    "declare_conflict",
    "mark_motivation",
    "propose_screening",
    "screen_candidacies",
    "verify_assessment",
]
