"""What changed from one run to another: what the decider looks at first."""

from dataclasses import dataclass

from selection.candidacies.models import Candidacy
from selection.delegation.models import SelectionRun


@dataclass(frozen=True, slots=True)
class Changes:
    """From ``before`` to a newer run: who came in, who left, differences in points (tenths) and cents."""

    before: SelectionRun
    joins: list[Candidacy]
    leaves: list[Candidacy]
    score_tenths: int
    cost_cents: int

    @property
    def is_same_team(self) -> bool:
        return not self.joins and not self.leaves


def changes_since(run: SelectionRun) -> Changes | None:
    """Against the run before it that had a team; None for the first one. Two queries."""
    earlier = run.call.selection_runs.filter(pk__lt=run.pk).exclude(result__status="infeasible")
    before = earlier.defer("problem").first()
    if before is None:
        return None
    old, new = set(before.result["team"]), set(run.result["team"])
    people = Candidacy.objects.filter(public_id__in=old ^ new).select_related("candidate").order_by("pk")
    return Changes(
        before=before,
        joins=[person for person in people if person.public_id in new],
        leaves=[person for person in people if person.public_id in old],
        score_tenths=run.result["score"] - before.result["score"],
        cost_cents=run.result["cost_cents"] - before.result["cost_cents"],
    )
