"""The ledger of what was sent to ODIHR or the OSCE."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from osce_portal.common.models import PublicIdModel
from selection.nominations.enums import NominationChannel
from selection.nominations.sealing import SealedTextField


class Nomination(PublicIdModel):
    """One selected person sent to ODIHR: when, by which channel, by whom."""

    candidacy = models.ForeignKey(
        "candidacies.Candidacy", models.PROTECT, related_name="nominations", verbose_name=_("candidacy")
    )
    channel = models.CharField(_("channel"), max_length=20, choices=NominationChannel)
    sent_at = models.DateTimeField(_("sent at"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("sent by")
    )
    expert_database_id = models.CharField(
        _("number in the Election Expert Database"), max_length=40, blank=True
    )

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["candidacy"], name="nomination_one_per_candidacy")]

    def __str__(self) -> str:
        return str(self.candidacy)


class TravelDetails(PublicIdModel):
    """What a journey needs and a selection must not know: asked only of those who have a place.

    Kept apart from the file, sealed, in no list, search or export; removed after the mission.
    """

    candidacy = models.OneToOneField(
        "candidacies.Candidacy", models.CASCADE, related_name="travel_details", verbose_name=_("candidacy")
    )
    passport_country = CountryField(_("issued by"))
    passport_number = SealedTextField(_("number of the passport"))
    passport_expires_on = models.DateField(_("valid until"))
    emergency_name = SealedTextField(_("whom to call in an emergency"))
    emergency_phone = SealedTextField(_("telephone in an emergency"))
    blood_type = SealedTextField(_("blood type"), blank=True)
    health = SealedTextField(_("what the organisers must know about your health"), blank=True)
    health_agreed_at = models.DateTimeField(_("agreed to keep health data at"), null=True, blank=True)
    saved_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("travel details")
        verbose_name_plural = _("travel details")
        indexes = [models.Index(fields=["saved_at"], name="travel_details_by_saving")]

    def __str__(self) -> str:
        return self.public_id
