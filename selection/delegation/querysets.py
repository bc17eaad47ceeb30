"""Questions asked about selection runs and overrides."""

from typing import TYPE_CHECKING, Self

from django.db import models

from selection.delegation.enums import UNDECIDED, RunStatus

if TYPE_CHECKING:
    from selection.delegation.models import Override, SelectionRun, Succession


class SelectionRunQuerySet(models.QuerySet["SelectionRun"]):
    def undecided(self) -> Self:
        """Proposed or handed in: what a newer run or a change may overtake."""
        return self.filter(status__in=UNDECIDED)

    def approved(self) -> Self:
        return self.filter(status=RunStatus.APPROVED)

    def for_history(self) -> Self:
        """What a row of the history prints, without the two large files."""
        return self.select_related("proposed_by").defer("problem", "result", "by_points")


class OverrideQuerySet(models.QuerySet["Override"]):
    def in_force(self) -> Self:
        return self.filter(lifted_at__isnull=True)

    def for_list(self) -> Self:
        """Everything a list row prints: N rows cost no extra query."""
        return self.select_related("candidacy__candidate", "decided_by")


class SuccessionQuerySet(models.QuerySet["Succession"]):
    def waiting(self) -> Self:
        """Proposed, and not yet decided or overtaken."""
        return self.filter(status=RunStatus.SUBMITTED)

    def for_list(self) -> Self:
        """Everything a list row prints: N rows cost no extra query."""
        return self.select_related("call__mission__state", "proposer", "successor__candidate")
