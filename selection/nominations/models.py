"""The ledger of what was sent to ODIHR or the OSCE."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from osce_portal.common.models import PublicIdModel
from selection.nominations.enums import NominationChannel


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
