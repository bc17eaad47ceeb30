"""Missions and calls: what Belgium may send people to, and until when they may come forward."""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from missions.enums import (
    ASKS_FOR_LTO,
    ASKS_FOR_STO,
    BAND_LABELS,
    MAY_ASK_FOR_STO,
    CallStatus,
    DatePrecision,
    ElectionKind,
    MissionFormat,
    MissionStage,
    Region,
)
from missions.querysets import CallQuerySet, MissionQuerySet
from osce_portal.common.enums import Role, Scheme
from osce_portal.common.models import PublicIdModel
from osce_portal.common.validators import validate_one_line

SHARE_MESSAGE = _("A share lies between 0 and 100 percent.")
PLACES_MESSAGE = _("At least one place, or empty while not yet known.")
at_most_all = MaxValueValidator(100, SHARE_MESSAGE)
at_least_one = MinValueValidator(1, PLACES_MESSAGE)


class ParticipatingState(models.Model):
    """One of the 57 participating States of the OSCE; ``name`` in four languages."""

    iso2 = models.CharField(_("ISO code"), max_length=2, unique=True)
    name = models.CharField(_("name"), max_length=100, validators=[validate_one_line])
    region = models.CharField(_("region"), max_length=60, choices=Region, db_index=True)
    languages = models.CharField(
        _("languages spoken"), max_length=100, blank=True,
        help_text=_("ISO 639 codes, separated by spaces; count as local languages for the points."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("participating State")
        verbose_name_plural = _("participating States")
        ordering = ["iso2"]

    def __str__(self) -> str:
        return self.name


class FieldOperation(models.Model):
    name = models.CharField(_("name"), max_length=150, unique=True)
    short_name = models.CharField(_("short name"), max_length=100, blank=True)
    state = models.ForeignKey(ParticipatingState, models.PROTECT, verbose_name=_("host State"))
    city = models.CharField(_("main city"), max_length=60, blank=True)
    start_year = models.PositiveSmallIntegerField(_("since"), null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(_("until"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=120)
    source = models.TextField(_("source"), blank=True)
    confidence = models.CharField(_("confidence"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("field operation")
        verbose_name_plural = _("field operations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Mission(PublicIdModel):
    """One ODIHR mission to one election; ``reference`` is its stable identity, in feeds and reloads."""

    reference = models.CharField(_("reference"), max_length=60, unique=True, validators=[validate_one_line])
    state = models.ForeignKey(ParticipatingState, models.PROTECT, verbose_name=_("country"))
    election = models.CharField(_("election"), max_length=30, choices=ElectionKind)
    is_early = models.BooleanField(_("early election"), default=False)
    election_as_found = models.CharField(_("election, as found in the source"), max_length=150, blank=True)
    election_day = models.DateField(_("election day"), null=True, blank=True)
    date_precision = models.CharField(
        _("how exact the date is"), max_length=8, choices=DatePrecision, default=DatePrecision.DAY
    )
    period_ends_on = models.DateField(
        _("election at the latest on"), null=True, blank=True,
        help_text=_("Where the election day is not known to the day: the last day it can be."),
    )  # fmt: skip
    calendar_on = models.GeneratedField(
        expression=Coalesce("election_day", "period_ends_on"),
        output_field=models.DateField(),
        db_persist=True,
        verbose_name=_("place in the calendar"),
    )
    date_as_found = models.CharField(_("date, as found in the source"), max_length=30, blank=True)
    format = models.CharField(_("format"), max_length=8, choices=MissionFormat, default=MissionFormat.UNKNOWN)
    format_as_found = models.CharField(_("format, as found in the source"), max_length=60, blank=True)
    stage = models.CharField(_("stage"), max_length=12, choices=MissionStage, default=MissionStage.EXPECTED)
    is_confirmed = models.BooleanField(
        _("confirmed by a source"), default=False, help_text=_("Otherwise shown as “to be confirmed”.")
    )
    source = models.TextField(_("source"), blank=True)
    note = models.TextField(_("note"), blank=True)
    observers_requested = models.PositiveIntegerField(_("STOs requested by ODIHR"), null=True, blank=True)
    long_term_requested = models.PositiveIntegerField(_("LTOs requested by ODIHR"), null=True, blank=True)
    share_percent = models.PositiveSmallIntegerField(
        _("Belgium's share, at most (%)"), null=True, blank=True, validators=[at_most_all],
        help_text=_("The part of the requested observers that one State may propose."),
    )  # fmt: skip
    opened_on = models.DateField(_("mission opened on"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)
    loaded = models.JSONField(_("values as last loaded"), default=dict, blank=True, editable=False)

    objects = MissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        ordering = ["-calendar_on", "reference"]
        indexes = [
            models.Index(
                fields=["calendar_on", "id"], condition=Q(published_at__isnull=False), name="mission_calendar"
            ),
            models.Index(fields=["state", "election_day"], name="mission_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(election_day__isnull=False) | ~Q(date_precision=DatePrecision.DAY),
                name="mission_day_is_given_if_exact",
                violation_error_message=_("Please give the election day, or say how exact the date is."),
            ),
            models.CheckConstraint(
                condition=Q(share_percent__isnull=True) | Q(share_percent__lte=100),
                name="mission_share_is_percent",
                violation_error_message=SHARE_MESSAGE,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Country and election, in the reader's language."""
        kind = self.get_election_display()
        if self.is_early:
            return _("%(country)s – early %(election)s") % {"country": self.state.name, "election": kind}
        return _("%(country)s – %(election)s") % {"country": self.state.name, "election": kind}

    def get_absolute_url(self) -> str:
        """The public page, under the language that is active."""
        return reverse("missions:mission", args=[self.public_id])

    @property
    def asks_for_sto(self) -> bool:
        return self.format in ASKS_FOR_STO

    @property
    def asks_for_lto(self) -> bool:
        return self.format in ASKS_FOR_LTO

    @property
    def day_is_known(self) -> bool:
        return self.election_day is not None and self.date_precision == DatePrecision.DAY

    @property
    def election_period(self) -> str:
        """What is known of an election day that is not known to the day; empty where it is."""
        if self.day_is_known:
            return ""
        if self.period_ends_on is None:
            return str(_("date not known"))
        month = date_format(self.period_ends_on, "YEAR_MONTH_FORMAT")
        if self.date_precision == DatePrecision.MONTH:
            return month
        return _("%(month)s at the latest") % {"month": month}

    def status_without_call(self, today: dt.date) -> CallStatus:
        """What the calendar says of this mission while no call is published for it."""
        if self.stage == MissionStage.CANCELLED:
            return CallStatus.CANCELLED
        if self.format not in MAY_ASK_FOR_STO:
            return CallStatus.NO_CALL
        if self.calendar_on is not None and self.calendar_on < today:
            return CallStatus.CLOSED
        return CallStatus.AWAITED

    @property
    def needed_from(self) -> dt.date | None:
        """First day on which an STO must be available: six days before (observers stay about ten days)."""
        return self.election_day - dt.timedelta(days=6) if self.election_day else None

    @property
    def needed_to(self) -> dt.date | None:
        """Last day on which an STO must be available (four days after)."""
        return self.election_day + dt.timedelta(days=4) if self.election_day else None


class Call(PublicIdModel):
    """A request for candidacies with a deadline that holds. Half-open: received_at < closes_at."""

    scheme = models.CharField(_("scheme"), max_length=24, choices=Scheme, default=Scheme.ELECTION_OBSERVATION)
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.STO)
    mission = models.ForeignKey(
        Mission, models.PROTECT, null=True, blank=True, related_name="calls", verbose_name=_("mission")
    )
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
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["-closes_at", "-id"]
        indexes = [
            models.Index(fields=["published_at", "closes_at"], name="call_calendar"),
            models.Index(fields=["closed_at", "closes_at"], name="call_to_close"),
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
            models.CheckConstraint(
                condition=~Q(scheme=Scheme.ELECTION_OBSERVATION) | Q(mission__isnull=False),
                name="call_election_has_mission",
                violation_error_message=_("A call for election observation belongs to a mission."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Mission and role, in the reader's language."""
        if self.mission is None:
            return self.get_role_display()
        return f"{self.mission.title} ({Role(self.role).within_a_sentence})"

    @property
    def reference(self) -> str:
        """Stable name in the feeds: the mission's for its STOs, with the role added for others."""
        base = self.mission.reference if self.mission else self.public_id
        return base if self.role == Role.STO else f"{base}-{self.role}"

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


class QuotaTarget(models.Model):
    """A balance band of one call: counts, or shares in % of those who have a label of its attribute."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="quota_targets", verbose_name=_("call"))
    label = models.CharField(
        _("label"), max_length=60, help_text="language_group=FR, gender=F, affiliation=internal"
    )
    min = models.PositiveSmallIntegerField(_("at least (people)"), null=True, blank=True)
    max = models.PositiveSmallIntegerField(_("at most (people)"), null=True, blank=True)
    min_share = models.PositiveSmallIntegerField(
        _("at least (%)"), null=True, blank=True, validators=[at_most_all]
    )
    max_share = models.PositiveSmallIntegerField(
        _("at most (%)"), null=True, blank=True, validators=[at_most_all]
    )
    hard = models.BooleanField(_("must hold"), default=False)
    tolerance = models.PositiveSmallIntegerField(_("tolerance (people)"), default=0)
    weight_within = models.PositiveSmallIntegerField(_("weight within the tolerance"), default=1)
    weight_beyond = models.PositiveSmallIntegerField(_("weight beyond the tolerance"), default=2)
    carries_year = models.BooleanField(_("counts this year's earlier choices"), default=False)

    class Meta:
        verbose_name = _("balance band")
        verbose_name_plural = _("balance bands")
        ordering = ["label", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "label"],
                name="quota_label_once_per_call",
                violation_error_message=_("There is a band for this label already."),
            ),
            models.CheckConstraint(
                condition=Q(min__isnull=True) | Q(max__isnull=True) | Q(min__lte=models.F("max")),
                name="quota_min_at_most_max",
                violation_error_message=_("The minimum is higher than the maximum."),
            ),
            models.CheckConstraint(
                condition=Q(min_share__isnull=True)
                | Q(max_share__isnull=True)
                | Q(min_share__lte=models.F("max_share")),
                name="quota_min_share_at_most_max_share",
                violation_error_message=_("The minimum is higher than the maximum."),
            ),
            models.CheckConstraint(
                condition=(Q(min_share__isnull=True) | Q(min_share__lte=100))
                & (Q(max_share__isnull=True) | Q(max_share__lte=100)),
                name="quota_shares_are_percent",
                violation_error_message=SHARE_MESSAGE,
            ),
            models.CheckConstraint(
                condition=Q(weight_within__lte=models.F("weight_beyond")),
                name="quota_weights_convex",
                violation_error_message=_("The weight beyond the tolerance cannot be the smaller one."),
            ),
        ]

    def __str__(self) -> str:
        return str(BAND_LABELS.get(self.label, self.label))
