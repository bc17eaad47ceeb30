"""The chain of dates of a call, from the national deadline to the report."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from missions.enums import MilestoneKind
from missions.models.call import Call
from missions.querysets import MilestoneQuerySet
from osce_portal.common.models import PublicIdModel


class Milestone(PublicIdModel):
    """One link of the chain: computed from the election day or the closing date unless staff set it."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="milestones", verbose_name=_("call"))
    kind = models.CharField(_("step"), max_length=15, choices=MilestoneKind, editable=False)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    is_adjusted = models.BooleanField(
        _("set by hand"), default=False, editable=False,
        help_text=_("A date set by hand stays when the election or the deadline moves."),
    )  # fmt: skip
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("who sees to it"),
    )  # fmt: skip
    done_at = models.DateTimeField(_("done at"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("done by"), editable=False,
    )  # fmt: skip
    by_act = models.BooleanField(
        _("ticked off by the act itself"), default=False, editable=False,
        help_text=_("Otherwise by hand."),
    )  # fmt: skip

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["due_on"], condition=Q(done_at__isnull=True), name="milestone_to_do")]
        constraints = [
            models.UniqueConstraint(fields=["call", "kind"], name="milestone_once_per_call"),
            models.CheckConstraint(
                condition=Q(by_act=False) | Q(done_at__isnull=False), name="milestone_by_act_is_done"
            ),
        ]

    @property
    def is_the_portals(self) -> bool:
        """The national deadline: it is the call's own last day, done when the call closes."""
        return self.kind == MilestoneKind.DEADLINE

    def __str__(self) -> str:
        return f"{self.call} – {self.get_kind_display()}"
