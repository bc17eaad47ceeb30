"""A letter of the ministry to many people, and who gets it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from candidates.models.person import Candidate
from osce_portal.common.models import PublicIdModel


class Campaign(PublicIdModel):
    """What was confirmed, once: ``texts`` holds subject and body by language; who gets it stands below."""

    texts = models.JSONField(_("texts"))
    selection_words = models.TextField(_("to whom, in words"), blank=True)
    total = models.PositiveIntegerField(_("people"), default=0)
    confirmed_at = models.DateTimeField(_("confirmed at"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name=_("confirmed by"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("letter to many people")
        verbose_name_plural = _("letters to many people")
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(next(iter(self.texts.values()))["subject"])

    @property
    def queued(self) -> int:
        """How many mails are in the outbox or have left."""
        return self.total - self.recipients.filter(queued_at__isnull=True).count()


class CampaignRecipient(models.Model):
    """One person who gets it; queued once."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="recipients")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="letters")
    queued_at = models.DateTimeField(_("queued at"), null=True)

    class Meta:
        verbose_name = _("person who gets a letter")
        verbose_name_plural = _("people who get a letter")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "candidate"], name="letter_once_per_person")
        ]
        indexes = [
            models.Index(fields=["campaign", "id"], condition=Q(queued_at__isnull=True), name="letter_due")
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} → {self.candidate_id}"
