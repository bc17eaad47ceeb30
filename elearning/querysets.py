"""Questions asked about certificates."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from elearning.enums import COUNTS, CertificateStatus
from missions.enums import MissionStage

if TYPE_CHECKING:
    from candidates.models import Candidate
    from elearning.models import Certificate
    from missions.models import Mission


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def of_user(self, user: Any) -> Self:
        """The own ones, or nothing."""
        return self.filter(candidate__user=user) if user.is_authenticated else self.none()

    def counting(self) -> Self:
        """Those that may serve for a candidacy: not refused, not asked again, not replaced."""
        return self.filter(status__in=COUNTS)

    def of(self, candidate: "Candidate", mission: "Mission | None") -> Self:
        return self.filter(candidate=candidate, mission=mission)

    def with_the_file_of(self, certificate: "Certificate") -> Self:
        """The same bytes sent elsewhere and still bound there.

        A mission that came to nothing, a candidacy withdrawn in time, and another file sent in its place free
        the own person's certificate, unless staff had turned it down; another person's stays bound to that
        person (FPS FA procedure, points 2 and 6).
        """
        only_replaced = Q(status=CertificateStatus.REPLACED, reason="")
        freed = Q(candidate=certificate.candidate_id) & (
            Q(released_at__isnull=False)
            | only_replaced
            | Q(mission__stage__in=[MissionStage.CANCELLED, MissionStage.DOWNGRADED])
        )
        here = Q(candidate=certificate.candidate_id, mission=certificate.mission_id)
        return self.filter(sha256=certificate.sha256).exclude(here).exclude(freed)
