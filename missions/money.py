"""The figures of budgets and calls, in cents; what is not set stays None and is said, not taken for zero."""

from dataclasses import dataclass

from django.db.models import Sum

from missions.enums import CommitmentKind, CostLine
from missions.models import Call
from missions.querysets import CommitmentQuerySet


@dataclass(frozen=True, slots=True)
class Figures:
    """``limit`` and ``left`` are None while the amount is not set; ``left`` is negative after an overrun."""

    limit: int | None
    planned: int
    committed: int
    spent: int
    accommodation: int = 0  # on its own line, never counted against the cost of a place
    waiting: int = 0  # for a signature: counts not yet

    @property
    def left(self) -> int | None:
        """What is neither planned, committed nor spent."""
        taken = self.planned + self.committed + self.spent
        return None if self.limit is None else self.limit - taken


def figures_of_call(call: Call) -> Figures:
    """What a call takes for its people, against its own budget; accommodation beside it."""
    people = _by_kind(call.commitments.filter(line=CostLine.PEOPLE).counted())
    needs = _total(call.commitments.filter(line=CostLine.ACCOMMODATION).counted())
    return Figures(
        call.budget_cents, *people, accommodation=needs, waiting=_total(call.commitments.awaiting_signature())
    )


def _by_kind(commitments: CommitmentQuerySet) -> tuple[int, int, int]:
    totals = dict(commitments.order_by().values_list("kind").annotate(Sum("cents")))
    planned, committed, spent = (totals.get(kind, 0) for kind in CommitmentKind.values)
    return planned, committed, spent


def _total(commitments: CommitmentQuerySet) -> int:
    return commitments.aggregate(total=Sum("cents"))["total"] or 0
