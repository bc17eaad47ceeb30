"""A request for candidacies with a deadline that holds."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from missions.enums import CallStatus
from missions.models.crisis import CrisisMission
from missions.models.limits import PLACES_MESSAGE, at_least_one
from missions.models.mission import Mission
from missions.models.rounds import JpoRound
from missions.models.vacancy import Vacancy
from missions.querysets import CallQuerySet
from osce_portal.common.enums import Role, Scheme
from osce_portal.common.models import PublicIdModel

# What the calls of each scheme are made for: exactly this one column is filled.
SUBJECTS = {
    Scheme.ELECTION_OBSERVATION: "mission",
    Scheme.SECONDMENT: "vacancy",
    Scheme.JPO: "round",
    Scheme.CRISIS_MANAGEMENT: "crisis_mission",
}


def has_its_subject() -> Q:
    """Each scheme's own column filled, and the others empty."""
    condition = Q()
    for scheme, own in SUBJECTS.items():
        condition |= Q(scheme=scheme, **{f"{name}__isnull": name != own for name in SUBJECTS.values()})
    return condition


class Call(PublicIdModel):
    """A request for candidacies with a deadline that holds. Half-open: received_at < closes_at."""

    scheme = models.CharField(_("scheme"), max_length=24, choices=Scheme, default=Scheme.ELECTION_OBSERVATION)
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.STO)
    mission = models.ForeignKey(
        Mission, models.PROTECT, null=True, blank=True, related_name="calls", verbose_name=_("mission")
    )
    vacancy = models.ForeignKey(
        Vacancy, models.PROTECT, null=True, blank=True, related_name="calls", verbose_name=_("vacancy")
    )
    round = models.ForeignKey(
        JpoRound, models.PROTECT, null=True, blank=True, related_name="calls", verbose_name=_("JPO round")
    )
    crisis_mission = models.ForeignKey(
        CrisisMission, models.PROTECT, null=True, blank=True, related_name="calls",
        verbose_name=_("crisis-management mission"),
    )  # fmt: skip
    places = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, validators=[at_least_one],
        help_text=_("Leave empty while they are not yet known."),
    )  # fmt: skip
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    opens_at = models.DateTimeField(_("opens at"), null=True, blank=True)
    closes_on = models.DateField(_("last day"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(_("selection approved at"), null=True, blank=True, editable=False)
    unit_cost_cents = models.PositiveBigIntegerField(
        _("cost per observer (cents)"), null=True, blank=True, help_text=_("Leave empty while it is not set.")
    )
    budget_cents = models.PositiveBigIntegerField(
        _("budget (cents)"), null=True, blank=True, help_text=_("Empty means not set; zero means no money.")
    )
    minimum_score_tenths = models.PositiveSmallIntegerField(
        _("minimum score (tenths of a point)"), null=True, blank=True,
        help_text=_("A person below it is reviewed by a person, never refused by the machine."),
    )  # fmt: skip
    seed = models.CharField(_("seed of the lot"), max_length=64, editable=False, default="")
    text = models.TextField(_("text"), blank=True)
    how_to_apply = models.TextField(
        _("how to apply"), blank=True, help_text=_("Where candidacies do not come through this portal.")
    )
    outcome = models.TextField(
        _("outcome"), blank=True, help_text=_("Shown once the call is over; names nobody.")
    )
    # When those who follow new calls were told of this one.
    followers_told_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["-closes_at", "-id"]
        indexes = [
            models.Index(fields=["published_at", "closes_at"], name="call_calendar"),
            models.Index(fields=["closed_at", "closes_at"], name="call_to_close"),
            models.Index(
                fields=["opens_at"],
                condition=Q(followers_told_at__isnull=True, published_at__isnull=False),
                name="call_followers_to_tell",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["mission", "role"],
                condition=Q(cancelled_at__isnull=True),
                name="call_once_per_mission_and_role",
                violation_error_message=_("There is a call for this mission and role already."),
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=False),
                name="call_opens_only_with_a_deadline",
                violation_error_message=_("A call can only open with a deadline."),
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | ~Q(seed=""),
                name="call_opens_only_with_a_seed",
                violation_error_message=_("A call opens only once the seed of its lot is drawn."),
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_on__isnull=False),
                name="call_deadline_has_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(places__isnull=True) | Q(places__gt=0),
                name="call_places_positive",
                violation_error_message=PLACES_MESSAGE,
            ),
            models.CheckConstraint(
                condition=Q(minimum_score_tenths__isnull=True) | Q(minimum_score_tenths__lte=1000),
                name="call_minimum_within_scale",
            ),
            *(
                models.UniqueConstraint(
                    fields=[subject],
                    condition=Q(cancelled_at__isnull=True, **{f"{subject}__isnull": False}),
                    name=f"call_once_per_{subject}",
                    violation_error_message=_("There is a call for this already."),
                )
                for subject in ("vacancy", "round", "crisis_mission")
            ),
            models.CheckConstraint(
                condition=has_its_subject(),
                name="call_has_the_subject_of_its_scheme",
                violation_error_message=_("A call belongs to the mission, vacancy or round of its scheme."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> Any:
        """The mission, vacancy, round or crisis-management mission that the call is made for."""
        return getattr(self, SUBJECTS[Scheme(self.scheme)])

    @property
    def title(self) -> str:
        """What it is for, with the role where a mission may ask for several, in the reader's language."""
        if self.mission is None:
            return self.subject.title
        return f"{self.mission.title} ({Role(self.role).within_a_sentence})"

    @property
    def reference(self) -> str:
        """Stable name in the feeds: that of what it is for, with the role added for others than STOs."""
        base = self.subject.reference
        return f"{base}-{self.role}" if self.mission and self.role != Role.STO else base

    @property
    def needed_from(self) -> dt.date | None:
        """First day on which an observer must be available; None while not known, and for other schemes."""
        return self.mission.days_needed(self.role)[0] if self.mission else None

    @property
    def needed_to(self) -> dt.date | None:
        """The last such day."""
        return self.mission.days_needed(self.role)[1] if self.mission else None

    @property
    def opening(self) -> dt.datetime | None:
        """From when candidacies are received; None for a call that nobody has opened."""
        if self.published_at is None or self.opens_at is None:
            return None
        return max(self.published_at, self.opens_at)

    def is_open(self, now: dt.datetime) -> bool:
        """The one predicate: published, opens_at ≤ now < closes_at, neither closed nor cancelled."""
        return (
            self.opening is not None
            and self.closes_at is not None
            and self.closed_at is None
            and self.cancelled_at is None
            and self.opening <= now < self.closes_at
        )

    def was_open(self, now: dt.datetime) -> bool:
        """It opened before its deadline, which has passed; a call entered afterwards never was open."""
        return (
            self.opening is not None
            and self.closes_at is not None
            and self.opening < self.closes_at
            and (self.closed_at is not None or self.closes_at <= now)
        )

    def status_at(self, now: dt.datetime) -> CallStatus:
        """What the calendar says of this call at an instant."""
        if self.cancelled_at is not None:
            return CallStatus.CANCELLED
        if self.decided_at is not None:
            return CallStatus.DECIDED
        if self.is_open(now):
            return CallStatus.OPEN
        if self.closes_at is not None and (self.closed_at is not None or self.closes_at <= now):
            return CallStatus.CLOSED
        return CallStatus.AWAITED
