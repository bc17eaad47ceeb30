"""A letter of the ministry to many people, and who gets it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from candidates.models.person import Candidate
from candidates.querysets import CampaignQuerySet
from osce_portal.audit.enums import Function
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

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter to many people")
        verbose_name_plural = _("letters to many people")
        ordering = ["-id"]

    def __str__(self) -> str:
        """The subject, in the reader's language where it was written in it."""
        text = self.texts.get(get_language()) or next(iter(self.texts.values()))
        return str(text["subject"])

    @property
    def functions(self) -> list[str]:
        """In which functions the one who confirmed it acts now; nothing once the account is gone."""
        names = {group.name for group in self.confirmed_by.groups.all()} if self.confirmed_by else set()
        return [str(function.label) for function in Function if function.value in names]

    @property
    def queued(self) -> int:
        """How many mails are in the outbox or have left."""
        return self.total - self.recipients.filter(queued_at__isnull=True).count()

    @property
    def written(self) -> int:
        """The same of a row of the list (``for_list``), without a query."""
        return self.total - self.waiting  # type: ignore[attr-defined]


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
