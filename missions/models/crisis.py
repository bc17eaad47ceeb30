"""Civilian crisis-management missions that the ministry holds to be priorities."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from missions.enums import Organisation
from missions.models.announced import AnnouncedModel
from missions.models.limits import PLACES_MESSAGE, at_least_one
from missions.territories import Places
from osce_portal.common.validators import validate_one_line

LONGEST_MONTHS = 24  # Belgium seconds an expert for two years at most (page on civilian crisis management)


class CrisisMission(AnnouncedModel):
    """One post, or several alike, in a civilian mission; open to the pool, to federal services, or both."""

    page = "crisis"

    title = models.CharField(_("title"), max_length=200, validators=[validate_one_line])
    organisation = models.CharField(_("organisation"), max_length=10, choices=Organisation)
    country = CountryField(_("country"), blank=True, countries=Places)  # not only participating States
    duty_station = models.CharField(
        _("duty station"), max_length=100, blank=True, validators=[validate_one_line]
    )
    # Codes of FieldOfExpertise.
    fields = models.JSONField(_("fields of expertise"), default=list, blank=True)
    posts = models.PositiveSmallIntegerField(
        _("number of posts"), null=True, blank=True, validators=[at_least_one]
    )
    starts_on = models.DateField(_("first day of the mission"), null=True, blank=True)
    duration_months = models.PositiveSmallIntegerField(
        _("duration (months)"), null=True, blank=True, help_text=_("Two years at most.")
    )
    for_pool = models.BooleanField(_("open to the pool (trained, deployable)"), default=True)
    for_services = models.BooleanField(_("open to federal services"), default=True)
    tasks = models.TextField(_("the work"), blank=True)
    qualifications = models.TextField(_("what is asked for"), blank=True)
    link = models.URLField(_("page of the mission"), blank=True)
    # The row of the sheet it was imported from, as it was written there.
    row_as_found = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("crisis-management mission")
        verbose_name_plural = _("crisis-management missions")
        ordering = ["-calendar_on", "-id"]
        indexes = [
            models.Index(
                fields=["calendar_on", "id"], condition=Q(published_at__isnull=False), name="crisis_calendar"
            ),
            models.Index(fields=["-calendar_on", "-id"], name="crisis_list"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(posts__isnull=True) | Q(posts__gt=0),
                name="crisis_posts_positive",
                violation_error_message=PLACES_MESSAGE,
            ),
            models.CheckConstraint(
                condition=Q(duration_months__isnull=True) | Q(duration_months__lte=LONGEST_MONTHS),
                name="crisis_two_years_at_most",
                violation_error_message=_("Belgium sends an expert for two years at most."),
            ),
            models.CheckConstraint(
                condition=Q(for_pool=True) | Q(for_services=True),
                name="crisis_open_to_somebody",
                violation_error_message=_("Say whether the pool, federal services or both may apply."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def own_day(self) -> dt.date | None:
        return self.starts_on
