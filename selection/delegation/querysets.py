"""Questions asked about selection runs and overrides."""

from django.db import models

from selection.delegation.enums import UNDECIDED, RunStatus


class SelectionRunQuerySet(models.QuerySet):
    def undecided(self):
        """Proposed or handed in: what a newer run or a change may overtake."""
        return self.filter(status__in=UNDECIDED)

    def approved(self):
        return self.filter(status=RunStatus.APPROVED)

    def for_history(self):
        """What a row of the history prints, without the two large files."""
        return self.select_related("proposed_by").defer("problem", "result", "by_points")


class OverrideQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(lifted_at__isnull=True)

    def for_list(self):
        """Everything a list row prints: N rows cost no extra query."""
        return self.select_related("candidacy__candidate", "decided_by")


class SuccessionQuerySet(models.QuerySet):
    def waiting(self):
        """Proposed, and not yet decided or overtaken."""
        return self.filter(status=RunStatus.SUBMITTED)

    def for_list(self):
        """Everything a list row prints: N rows cost no extra query."""
        return self.select_related("call__mission__state", "proposer", "successor__candidate")
