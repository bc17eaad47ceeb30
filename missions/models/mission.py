"""One ODIHR mission to one election: what is known of it, and how exactly."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from missions.enums import (
    ASKS_FOR_LTO,
    ASKS_FOR_STO,
    MAY_ASK_FOR_STO,
    CallStatus,
    DatePrecision,
    ElectionKind,
    MissionFormat,
    MissionStage,
)
from missions.models.limits import ORDER_MESSAGE, SHARE_MESSAGE, at_most_all
from missions.models.places import ParticipatingState
from missions.querysets import MissionQuerySet
from osce_portal.common.enums import Role
from osce_portal.common.models import PublicIdModel
from osce_portal.common.validators import validate_one_line

# From how many days before the vote to how many after it somebody is there at the longest: an STO about ten
# days, the others as in ODIHR's missions (LTO 46 to 18 days before).
DAYS_NEEDED = {Role.STO: (6, 4), Role.LTO: (46, 9), Role.CORE_TEAM: (53, 15)}


class Mission(PublicIdModel):
    """One ODIHR mission to one election; ``reference`` is its stable identity, in feeds and reloads."""

    reference = models.CharField(_("reference"), max_length=60, unique=True, validators=[validate_one_line])
    state = models.ForeignKey(ParticipatingState, models.PROTECT, verbose_name=_("country"))
    election = models.CharField(_("election"), max_length=30, choices=ElectionKind)
    is_early = models.BooleanField(_("early election"), default=False)
    election_as_found = models.CharField(_("election, as found in the source"), max_length=150, blank=True)
    election_day = models.DateField(_("election day"), null=True, blank=True)
    voting_ends_on = models.DateField(
        _("last day of the vote"), null=True, blank=True, help_text=_("Where the vote lasts several days.")
    )
    date_precision = models.CharField(
        _("how exact the date is"), max_length=8, choices=DatePrecision, default=DatePrecision.DAY
    )
    period_ends_on = models.DateField(
        _("election at the latest on"), null=True, blank=True,
        help_text=_("Where the election day is not known to the day: the last day it can be."),
    )  # fmt: skip
    calendar_on = models.GeneratedField(
        expression=Coalesce("voting_ends_on", "election_day", "period_ends_on"),
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
    second_round_on = models.DateField(_("day of the second round"), null=True, blank=True)
    long_term_due_on = models.DateField(_("ODIHR's date for naming LTOs"), null=True, blank=True)
    long_term_from = models.DateField(_("LTOs in the field from"), null=True, blank=True)
    short_term_from = models.DateField(_("STOs in the field from"), null=True, blank=True)
    short_term_to = models.DateField(_("STOs in the field until"), null=True, blank=True)
    # The row of the sheet it was imported from, as it was written there.
    row_as_found = models.JSONField(default=dict, blank=True, editable=False)
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
                condition=Q(voting_ends_on__isnull=True) | Q(election_day__lte=F("voting_ends_on")),
                name="mission_vote_ends_after_it_begins",
                violation_error_message=ORDER_MESSAGE,
            ),
            models.CheckConstraint(
                condition=Q(short_term_from__isnull=True)
                | Q(short_term_to__isnull=True)
                | Q(short_term_from__lte=F("short_term_to")),
                name="mission_field_days_in_order",
                violation_error_message=ORDER_MESSAGE,
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
        kind = ElectionKind(self.election).label
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

    def stands_on(self, today: dt.date) -> dt.date | None:
        """The day on which the calendar lists it: ``calendar_on``; once that is over, its second round's."""
        is_over = self.calendar_on is not None and self.calendar_on < today
        return (self.second_round_on if is_over else None) or self.calendar_on

    def status_without_call(self, today: dt.date) -> CallStatus:
        """What the calendar says of this mission while no call is published for it."""
        if self.stage == MissionStage.CANCELLED:
            return CallStatus.CANCELLED
        if self.format not in MAY_ASK_FOR_STO:
            return CallStatus.NO_CALL
        day = self.stands_on(today)
        if day is not None and day < today:
            return CallStatus.CLOSED
        return CallStatus.AWAITED

    @property
    def vote_ends_on(self) -> dt.date | None:
        """The last day of the vote: the election day, where it is one day."""
        return self.voting_ends_on or self.election_day

    @property
    def days_of_vote(self) -> list[dt.date]:
        """Every day of the vote; none while the day is not known."""
        if self.election_day is None or self.vote_ends_on is None:
            return []
        length = (self.vote_ends_on - self.election_day).days
        return [self.election_day + dt.timedelta(days=number) for number in range(length + 1)]

    def days_needed(self, role: str) -> tuple[dt.date | None, dt.date | None]:
        """First and last day on which somebody in this role must be available; None while not known.

        ODIHR's own days in the field count where they are entered.
        """
        if self.election_day is None or self.vote_ends_on is None:
            return None, None
        before, after = DAYS_NEEDED[Role(role)]
        entered = {
            Role.STO: (self.short_term_from, self.short_term_to),
            Role.LTO: (self.long_term_from, None),
        }
        first, last = entered.get(Role(role), (None, None))
        return (
            first or self.election_day - dt.timedelta(days=before),
            last or self.vote_ends_on + dt.timedelta(days=after),
        )
