"""Who wants to be told of new calls."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from missions.enums import Region
from missions.models.mission import Mission
from osce_portal.common.enums import PersonLanguage, Role, Scheme
from osce_portal.common.models import PublicIdModel


class Subscription(PublicIdModel):
    """One wish of an account: every empty field means "any". ``mission``: only when this one opens."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="subscriptions", verbose_name=_("account")
    )
    scheme = models.CharField(_("scheme"), max_length=24, choices=Scheme, blank=True)
    role = models.CharField(_("role"), max_length=10, choices=Role, blank=True)
    region = models.CharField(_("region"), max_length=60, choices=Region, blank=True)
    mission = models.ForeignKey(
        Mission,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="subscriptions",
        verbose_name=_("mission"),
    )
    language = models.CharField(_("language of the mails"), max_length=2, choices=PersonLanguage)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["id"]
        indexes = [models.Index(fields=["scheme", "role", "region"], name="subscription_by_wish")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "scheme", "role", "region"],
                condition=Q(mission__isnull=True),
                name="subscription_once_per_wish",
                violation_error_message=_("You follow these calls already."),
            ),
            models.UniqueConstraint(
                fields=["user", "mission"],
                condition=Q(mission__isnull=False),
                name="subscription_once_per_mission",
                violation_error_message=_("You follow this mission already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_scheme_display() or _('all schemes')}"
