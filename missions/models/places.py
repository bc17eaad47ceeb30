"""Where missions and posts are: the participating States and the field operations of the OSCE."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from missions.enums import Region
from missions.territories import Places
from osce_portal.common.validators import validate_one_line


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
    country = CountryField(
        _("country"), blank=True, countries=Places,
        help_text=_("Empty where it sits in several. Posts without a country of their own stand under it."),
    )  # fmt: skip
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
