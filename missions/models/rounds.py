"""Rounds: Junior Professional Officers with their openings, and the yearly selection by Selor."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from missions.enums import CallStatus, PlacementWhere, Structure
from missions.models.announced import AnnouncedModel
from osce_portal.common.models import PublicIdModel
from osce_portal.common.validators import validate_one_line


class JpoRound(AnnouncedModel):
    """One round of the JPO programme; its terms belong to the round, not to the programme for ever."""

    page = "round"

    number = models.PositiveSmallIntegerField(_("round"), unique=True)
    year = models.PositiveSmallIntegerField(_("year"))
    osce_closes_on = models.DateField(_("closing date of the OSCE"), null=True, blank=True)
    is_sponsored = models.BooleanField(
        _("Belgium pays for its JPOs in this round"), null=True, blank=True,
        help_text=_("Unknown until it is decided."),
    )  # fmt: skip
    osce_funded_limit = models.PositiveSmallIntegerField(
        _("places the OSCE pays, of all States together"), null=True, blank=True
    )
    preferences_limit = models.PositiveSmallIntegerField(_("preferences, at most"), default=3)
    degree_asked = models.TextField(_("degree asked for"), blank=True)
    terms = models.TextField(_("terms of the round"), blank=True)
    link = models.URLField(_("notice of the OSCE"), blank=True)

    class Meta:
        verbose_name = _("JPO round")
        verbose_name_plural = _("JPO rounds")
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(preferences_limit__lte=3),
                name="jpo_round_at_most_three_preferences",
                violation_error_message=_("At most three preferences."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Programme and number, in the reader's language."""
        return _("Junior Professional Officers, round %(number)d (%(year)d)") % {
            "number": self.number,
            "year": self.year,
        }

    @property
    def own_day(self) -> dt.date | None:
        first = self.placements.first() if self.pk else None
        return self.osce_closes_on or (first.starts_on if first else None)


class JpoPlacement(models.Model):
    """One part of the round's year: where, from when to when, and the allowance where the OSCE pays."""

    round = models.ForeignKey(JpoRound, models.CASCADE, related_name="placements", verbose_name=_("round"))
    order = models.PositiveSmallIntegerField(_("order"))
    where = models.CharField(_("where"), max_length=20, choices=PlacementWhere)
    starts_on = models.DateField(_("from"), null=True, blank=True)  # the month counts
    ends_on = models.DateField(_("to"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("months"))
    allowance_cents = models.PositiveIntegerField(
        _("monthly allowance where the OSCE pays (cents)"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["round", "order"], name="jpo_placement_order_once"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(starts_on__lt=F("ends_on")),
                name="jpo_placement_ends_after_it_starts",
                violation_error_message=_("The end lies before the beginning."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_where_display())


class JpoOpening(PublicIdModel):
    """One of the places of a round, with its work in one line."""

    round = models.ForeignKey(JpoRound, models.CASCADE, related_name="openings", verbose_name=_("round"))
    number = models.PositiveSmallIntegerField(_("number"))
    code = models.CharField(_("code"), max_length=60, validators=[validate_one_line])
    title = models.CharField(_("title"), max_length=200, validators=[validate_one_line])
    department = models.CharField(_("department"), max_length=200, blank=True, validators=[validate_one_line])
    structure = models.CharField(
        _("structure of the OSCE"), max_length=20, choices=Structure, default=Structure.SECRETARIAT
    )
    duty_station = models.CharField(
        _("duty station"), max_length=100, blank=True, validators=[validate_one_line]
    )
    summary = models.CharField(_("the work in one line"), max_length=300, blank=True)
    # The row of the sheet it was imported from, as it was written there.
    row_as_found = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="jpo_opening_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class SelorRound(AnnouncedModel):
    """The yearly selection by Selor for the crisis-management pool: announced here, applied for there."""

    page = "selor"

    year = models.PositiveSmallIntegerField(_("year"))
    opens_on = models.DateField(_("first day"), null=True, blank=True)
    closes_on = models.DateField(_("last day"), null=True, blank=True)
    text = models.TextField(_("text"), blank=True)
    link = models.URLField(_("page of Selor"), blank=True)

    class Meta:
        verbose_name = _("selection by Selor")
        verbose_name_plural = _("selections by Selor")
        ordering = ["-year", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True)
                | Q(closes_on__isnull=True)
                | Q(opens_on__lte=F("closes_on")),
                name="selor_round_closes_after_it_opens",
                violation_error_message=_("The end lies before the beginning."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What and which year, in the reader's language."""
        return _("Selection for the crisis-management pool, %(year)d") % {"year": self.year}

    @property
    def own_day(self) -> dt.date | None:
        return self.closes_on or self.opens_on

    def status_at(self, today: dt.date) -> CallStatus:
        """Whether Selor takes candidacies on ``today``; the portal takes none for it."""
        if self.closes_on is not None and self.closes_on < today:
            return CallStatus.CLOSED
        if self.opens_on is None or self.opens_on > today:
            return CallStatus.AWAITED
        return CallStatus.OPEN
