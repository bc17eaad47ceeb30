"""Questions asked about certificates."""

from django.db import models

from elearning.enums import COUNTS, CertificateStatus


class CertificateQuerySet(models.QuerySet):
    def counting(self):
        """Those that may serve for a candidacy: not refused, not asked again, not replaced."""
        return self.filter(status__in=COUNTS)

    def awaiting_check(self):
        return self.filter(status=CertificateStatus.RECEIVED)

    def of(self, candidate, mission):
        return self.filter(candidate=candidate, mission=mission)
