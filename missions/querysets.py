"""Questions asked about missions and calls."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, Min, OuterRef, Prefetch, Q, Sum, Value, When
from django.db.models.functions import Coalesce, Now

from missions.enums import MAY_ASK_FOR_STO, CallStatus, CommitmentKind, MilestoneKind, MissionStage
from osce_portal.common.enums import Role

if TYPE_CHECKING:
    from missions.models import Budget, Call, Commitment, Milestone, Mission
    from missions.models.announced import AnnouncedModel


class CallQuerySet(models.QuerySet["Call"]):
    def published(self) -> Self:
        return self.filter(published_at__lte=Now())

    def standing(self) -> Self:
        """Published, or to be published, and not cancelled: what candidates rely on."""
        return self.filter(published_at__isnull=False, cancelled_at__isnull=True)

    def open(self) -> Self:
        """``Call.is_open`` as a question to the database."""
        return self.published().filter(
            opens_at__lte=Now(), closes_at__gt=Now(), closed_at__isnull=True, cancelled_at__isnull=True
        )

    def recordable(self) -> Self:
        """Open, or closed and not yet decided: what reached the ministry in time can still be entered."""
        return self.opened().filter(decided_at__isnull=True)

    def opened(self) -> Self:
        """Candidates could apply, or still can; not those entered afterwards for the calendar."""
        opened = self.published().filter(opens_at__lte=Now(), opens_at__lt=F("closes_at"))
        return opened.filter(published_at__lt=F("closes_at"), cancelled_at__isnull=True)

    def past_deadline(self) -> Self:
        """Not yet closed although the deadline has passed: the night closes them."""
        return self.filter(closes_at__lte=Now(), closed_at__isnull=True, cancelled_at__isnull=True)

    def in_status(self, status: str) -> Self:
        """Those of which ``Call.status_at`` the database's now says ``status``."""
        if status == CallStatus.CANCELLED:
            return self.filter(cancelled_at__isnull=False)
        living = self.filter(cancelled_at__isnull=True)
        if status == CallStatus.DECIDED:
            return living.filter(decided_at__isnull=False)
        running = Q(closed_at__isnull=True, closes_at__gt=Now())
        is_opened = Q(published_at__lte=Now(), opens_at__lte=Now())
        not_yet = Q(published_at__isnull=True) | Q(opens_at__isnull=True) | Q(opens_at__gt=Now())
        conditions = {
            CallStatus.OPEN: running & is_opened,
            CallStatus.AWAITED: Q(closes_at__isnull=True) | running & (not_yet | Q(published_at__gt=Now())),
            CallStatus.CLOSED: Q(closes_at__lte=Now()) | Q(closes_at__isnull=False, closed_at__isnull=False),
        }
        never = Q(pk__in=[])
        return living.filter(conditions.get(CallStatus(status), never), decided_at__isnull=True)

    def with_next_step(self) -> Self:
        """Published calls whose chain is not done, with the day of the next step; the most overdue first."""
        next_due = Min("milestones__due_on", filter=Q(milestones__done_at__isnull=True))
        living = self.published().filter(cancelled_at__isnull=True).annotate(next_due=next_due)
        return living.filter(next_due__isnull=False).order_by("next_due", "pk")

    def without_chain(self) -> Self:
        """Not a single step of the chain of dates stands; a call without a last day has none yet."""
        return self.filter(closes_on__isnull=False, milestones__isnull=True)

    def through_portal(self) -> Self:
        """Those whose candidacies pass through the portal: of elections; the others say how to apply."""
        return self.filter(mission__isnull=False)

    def with_subject(self) -> Self:
        """What each call is for, of whatever scheme: N titles cost no extra query."""
        return self.select_related("mission__state", "vacancy", "round", "crisis_mission")

    def for_list(self) -> Self:
        return self.with_subject().order_by("-closes_at", "-pk")

    def for_mission_pages(self) -> Self:
        """In the order in which a mission shows them: living ones first, STOs before other roles."""
        sto_first = Case(When(role=Role.STO, then=Value(0)), default=Value(1))
        return self.published().order_by(F("cancelled_at").asc(nulls_first=True), sto_first, "-pk")


class AnnouncedQuerySet(models.QuerySet["AnnouncedModel"]):
    """Vacancies, rounds and crisis-management missions."""

    def published(self) -> Self:
        """What the public calendar may show."""
        return self.filter(published_at__lte=Now())


class MissionQuerySet(models.QuerySet["Mission"]):
    def published(self) -> Self:
        """What the public calendar may show."""
        return self.filter(published_at__lte=Now())

    def with_fixed_day(self) -> Self:
        """A published call took its deadline from the election day: then the day stands.

        Moving it is an act of its own, with a reason and a second person.
        """
        return self.filter(Exists(_calls().standing().filter(mission=OuterRef("pk"))))

    def for_calendar(self) -> Self:
        """Everything a calendar row or feed entry prints: N rows cost no extra query."""
        calls = Prefetch("calls", queryset=_calls().for_mission_pages(), to_attr="published_calls")
        return self.select_related("state").prefetch_related(calls)


def _calls() -> CallQuerySet:
    """All calls; their model imports this file, and not the other way round."""
    return CallQuerySet(apps.get_model("missions.Call"))


def in_status_without_call(status: str, today: dt.date) -> Q:
    """``Mission.status_without_call`` as a condition."""
    cancelled = Q(stage=MissionStage.CANCELLED)
    may_ask, another_round = Q(format__in=MAY_ASK_FOR_STO), Q(second_round_on__gte=today)
    over = Q(calendar_on__isnull=False, calendar_on__lt=today) & ~another_round
    conditions = {
        CallStatus.CANCELLED: cancelled,
        CallStatus.NO_CALL: ~cancelled & ~may_ask,
        CallStatus.CLOSED: ~cancelled & may_ask & over,
        CallStatus.AWAITED: ~cancelled & may_ask & ~over,
    }
    return conditions.get(CallStatus(status), Q(pk__in=[]))


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def for_staff(self) -> Self:
        """All but the national deadline, which is the portal's own."""
        return self.exclude(kind=MilestoneKind.DEADLINE)

    def to_do(self) -> Self:
        """Steps of living calls that nobody has ticked off; everything their lines print is read along."""
        living = self.filter(done_at__isnull=True, call__cancelled_at__isnull=True)
        subjects = ["call__mission__state", "call__vacancy", "call__round", "call__crisis_mission"]
        return living.select_related(*subjects)


class BudgetQuerySet(models.QuerySet["Budget"]):
    def with_figures(self) -> Self:
        """Cents planned, committed and spent, as columns; amounts that wait or are released count nowhere."""
        counted = Q(commitments__released_at__isnull=True) & (
            Q(commitments__needs_signature=False) | ~Q(commitments__overrun_reason="")
        )
        return self.annotate(
            **{
                f"{kind}_cents": Coalesce(
                    Sum("commitments__cents", filter=counted & Q(commitments__kind=kind)), 0
                )
                for kind in CommitmentKind.values
            }
        )


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def counted(self) -> Self:
        """Neither released nor waiting for a signature, which is given with a reason."""
        signed = Q(needs_signature=False) | ~Q(overrun_reason="")
        return self.filter(signed, released_at__isnull=True)

    def awaiting_signature(self) -> Self:
        """Over their budget, and not signed yet."""
        return self.filter(needs_signature=True, overrun_reason="", released_at__isnull=True)
