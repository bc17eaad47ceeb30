"""Questions asked about candidacies, in words of the field."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from candidates.models import Unavailability
from selection.candidacies.enums import IN_SELECTION, LEAVING, NEVER_RECEIVED, CandidacyStatus

if TYPE_CHECKING:
    from elearning.models import Certificate
    from missions.models import Call
    from selection.candidacies.models import Candidacy, DeadlineException

AT_MOST_AFTER = dt.timedelta(days=60)  # an observer is home, and what follows a mission is settled


class CandidacyQuerySet(models.QuerySet["Candidacy"]):
    def of_user(self, user: Any) -> Self:
        """The own candidacies, or nothing."""
        return self.filter(candidate__user=user) if user.is_authenticated else self.none()

    def involving(self, user: Any) -> Self:
        """The own candidacies that keep a member of staff away from everything about their calls."""
        own = self.none() if user is None else self.of_user(user)
        return own.received().standing()

    def standing(self) -> Self:
        """All but the withdrawn: at most one per person and call."""
        return self.exclude(status=CandidacyStatus.WITHDRAWN)

    def standing_last(self) -> Self:
        """The withdrawn first, in their order: read by call, what stands overrides them."""
        is_standing = models.Case(
            models.When(status=CandidacyStatus.WITHDRAWN, then=models.Value(0)), default=models.Value(1)
        )
        return self.order_by(is_standing, "pk")

    def with_same_motivation(self, candidacy: "Candidacy") -> Self:
        """The person's other candidacies with the text that stands in this one; none without a text."""
        others = self.filter(candidate=candidacy.candidate_id, motivation=candidacy.motivation)
        return others.exclude(pk=candidacy.pk).exclude(motivation="")

    def relying_on(self, certificate: "Certificate | models.OuterRef") -> Self:
        """Those for which this certificate serves, handed in or not yet; neither ended nor lapsed."""
        return self.filter(certificate=certificate).exclude(status__in=[*LEAVING, CandidacyStatus.LAPSED])

    def received(self) -> Self:
        """Those that reached the ministry, whatever became of them."""
        return self.filter(received_at__isnull=False)

    def drafts(self) -> Self:
        return self.filter(status=CandidacyStatus.DRAFT)

    def under_way(self) -> Self:
        """Received, and something may still come of it: not ended, not decided against, mission not over."""
        ended = [*NEVER_RECEIVED, *LEAVING, CandidacyStatus.DECLINED, CandidacyStatus.REFUSED]
        turned_down = models.Q(
            status__in=[CandidacyStatus.INELIGIBLE, CandidacyStatus.NOT_SELECTED],
            call__decided_at__isnull=False,
        )
        over = models.Q(call__mission__election_day__lt=timezone.localdate() - AT_MOST_AFTER)
        running = self.exclude(status__in=[*ended, CandidacyStatus.COMPLETED]).exclude(turned_down)
        return running.filter(call__cancelled_at__isnull=True).exclude(over)

    def awaiting_screening(self) -> Self:
        """Received, and the call can no longer change under the screener's feet."""
        return self.filter(status=CandidacyStatus.SUBMITTED, call__closes_at__lte=Now())

    def in_selection(self) -> Self:
        """Eligible, or placed by a run that may be done again."""
        return self.filter(status__in=IN_SELECTION)

    def with_absences(self, call: "Call") -> Self:
        """With ``candidate.absences``: periods of the person's file that touch the days of this call."""
        first, last = call.needed_from, call.needed_to
        if first is None or last is None:
            return self
        touching = Unavailability.objects.touching(first, last)
        return self.prefetch_related(
            models.Prefetch("candidate__unavailabilities", touching, to_attr="absences")
        )

    def for_list(self) -> Self:
        """Everything a list row prints: N rows cost no extra query."""
        return self.select_related("candidate", "call__mission__state").order_by("-call__closes_at", "pk")


class DeadlineExceptionQuerySet(models.QuerySet["DeadlineException"]):
    def in_force(self, now: dt.datetime) -> Self:
        """Approved by a second person, and still running at ``now``."""
        return self.filter(is_approved=True, until__gt=now)

    def waiting(self) -> Self:
        return self.filter(decided_at__isnull=True)

    def standing(self, now: dt.datetime) -> Self:
        """Waiting for a decision, or in force at ``now``."""
        return self.waiting() | self.in_force(now)
