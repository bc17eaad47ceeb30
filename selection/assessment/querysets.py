"""Questions asked about points and conflicts of interest."""

from django.db import models


class AssessmentQuerySet(models.QuerySet):
    def unmarked(self):
        """Those whose motivation nobody has marked yet."""
        return self.filter(motivation_level__isnull=True)

    def for_page(self):
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


class ConflictQuerySet(models.QuerySet):
    def of_officer(self, user):
        """What this officer has declared."""
        return self.filter(officer=user)
