"""A post that the OSCE advertises for secondment; what its notice does not say stays unknown."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from missions.enums import Structure, VacancyKind
from missions.models.announced import AnnouncedModel
from missions.models.limits import ALLOWANCE_MESSAGE, PLACES_MESSAGE, at_least_one
from missions.models.places import FieldOperation, ParticipatingState
from missions.territories import KOSOVO, Places
from osce_portal.common.validators import validate_one_line


class Vacancy(AnnouncedModel):
    """One vacancy notice of the OSCE. Null and empty mean that the notice does not say it."""

    page = "vacancy"

    number = models.CharField(
        _("vacancy number"), max_length=30, blank=True, help_text=_("As printed, for example VNSECS00728.")
    )
    kind = models.CharField(
        _("kind of post"), max_length=12, choices=VacancyKind, default=VacancyKind.SECONDED
    )
    title = models.CharField(_("title"), max_length=200, validators=[validate_one_line])
    structure = models.CharField(_("structure of the OSCE"), max_length=20, choices=Structure)
    field_operation = models.ForeignKey(
        FieldOperation, models.PROTECT, null=True, blank=True, verbose_name=_("field operation")
    )
    department = models.CharField(_("department"), max_length=150, blank=True, validators=[validate_one_line])
    unit = models.CharField(_("unit"), max_length=150, blank=True, validators=[validate_one_line])
    duty_station = models.CharField(
        _("duty station"), max_length=100, blank=True, validators=[validate_one_line]
    )
    state = models.ForeignKey(
        ParticipatingState, models.PROTECT, null=True, blank=True, verbose_name=_("country")
    )
    # Where readers find it: ``country_stated``. Written by the services.
    country = CountryField(blank=True, countries=Places, editable=False)
    grade = models.CharField(_("grade"), max_length=20, blank=True, help_text=_("For example S2."))
    # Codes of FieldOfExpertise; most notices name one.
    fields = models.JSONField(_("fields of expertise"), default=list, blank=True)
    minimum_years = models.PositiveSmallIntegerField(
        _("years of experience, at least"), null=True, blank=True
    )
    posts = models.PositiveSmallIntegerField(
        _("number of posts"), null=True, blank=True, validators=[at_least_one]
    )
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    osce_closes_on = models.DateField(_("closing date of the OSCE"), null=True, blank=True)
    starts_on = models.DateField(_("date of entry on duty"), null=True, blank=True)
    duration_months = models.PositiveSmallIntegerField(_("duration (months)"), null=True, blank=True)
    has_allowance = models.BooleanField(
        _("board-and-lodging allowance of the OSCE"), null=True, blank=True,
        help_text=_("Only in field operations; there is none in the Secretariat and the institutions."),
    )  # fmt: skip
    may_apply_directly = models.BooleanField(
        _("candidates also apply to the OSCE themselves"), null=True, blank=True
    )
    tasks = models.TextField(_("the work"), blank=True)
    qualifications = models.TextField(_("what is asked for"), blank=True)
    belgium_pays = models.TextField(_("what Belgium pays"), blank=True)
    link = models.URLField(_("notice of the OSCE"), blank=True)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by",
        verbose_name=_("advertised again after"),
    )  # fmt: skip
    # The row of the sheet it was imported from, as it was written there.
    row_as_found = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("vacancy")
        verbose_name_plural = _("vacancies")
        ordering = ["-calendar_on", "-id"]
        indexes = [
            models.Index(
                fields=["calendar_on", "id"], condition=Q(published_at__isnull=False), name="vacancy_calendar"
            ),
            models.Index(fields=["-calendar_on", "-id"], name="vacancy_list"),
            models.Index(
                fields=["country", "calendar_on"],
                condition=Q(published_at__isnull=False),
                name="vacancy_by_country",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(posts__isnull=True) | Q(posts__gt=0),
                name="vacancy_posts_positive",
                violation_error_message=PLACES_MESSAGE,
            ),
            models.CheckConstraint(
                condition=~Q(has_allowance=True) | Q(structure=Structure.FIELD_OPERATION),
                name="vacancy_allowance_in_field_operations",
                violation_error_message=ALLOWANCE_MESSAGE,
            ),
            models.CheckConstraint(
                condition=Q(field_operation__isnull=True) | Q(structure=Structure.FIELD_OPERATION),
                name="vacancy_operation_is_in_the_field",
                violation_error_message=_("Name a field operation only for a post in one."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def own_day(self) -> dt.date | None:
        return self.osce_closes_on or self.starts_on

    @property
    def country_stated(self) -> str:
        """The code of its own State, else of its field operation's country; empty where neither is known.

        A post of an operation in Kosovo is in Kosovo, whatever State was entered.
        """
        operation = str(self.field_operation.country) if self.field_operation else ""
        own = self.state.iso2 if self.state and operation != KOSOVO else ""
        return own or operation
