"""Questions asked about points and conflicts of interest."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from selection.assessment.models import Assessment, ConflictOfInterest


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def unmarked(self) -> Self:
        """Those whose motivation nobody has marked yet."""
        return self.filter(motivation_level__isnull=True)

    def for_page(self) -> Self:
        """Everything the score page prints about one candidacy."""
        return self.select_related(
            "rubric",
            "motivation_level",
            "assessor",
            "verified_by",
            "candidacy__candidate",
            "candidacy__certificate",
            "candidacy__call__mission__state",
        )


class ConflictQuerySet(models.QuerySet["ConflictOfInterest"]):
    def of_officer(self, user: Any) -> Self:
        """What this officer has declared."""
        return self.filter(officer=user)
