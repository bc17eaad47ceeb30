"""How things move once a call is published: proposed with a reason, decided, done in one act."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from missions.enums import CHANGE_UNDER_WAY, ChangeKind, ChangeState, MissionFormat
from missions.models.call import Call
from missions.models.mission import Mission
from osce_portal.common.models import PublicIdModel


class Change(PublicIdModel):
    """One way in which a mission, or a call without one, moves; never retroactive."""

    mission = models.ForeignKey(
        Mission, models.PROTECT, null=True, blank=True, related_name="changes", verbose_name=_("mission")
    )
    call = models.ForeignKey(
        Call, models.PROTECT, null=True, blank=True, related_name="changes", verbose_name=_("call")
    )
    kind = models.CharField(_("what happens"), max_length=15, choices=ChangeKind)
    state = models.CharField(
        _("state"), max_length=12, choices=ChangeState, default=ChangeState.PROPOSED, editable=False
    )
    election_day = models.DateField(_("new election day"), null=True, blank=True)
    format = models.CharField(_("new format"), max_length=8, choices=MissionFormat, blank=True)
    closes_on = models.DateField(_("new last day"), null=True, blank=True)
    reopens = models.BooleanField(_("the call opens again"), default=False)
    needs_second = models.BooleanField(_("needs a second person"), default=True, editable=False)
    note = models.TextField(_("internal reason"), help_text=_("For the file; candidates do not read it."))
    message = models.TextField(
        _("reason for the candidates"), blank=True, help_text=_("They read this in their own language.")
    )
    # What stood before, so that the effect can be told afterwards: fields with their earlier values.
    before = models.JSONField(default=dict, blank=True, editable=False)
    effect = models.JSONField(default=dict, blank=True, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("proposed by"),
        editable=False,
    )  # fmt: skip
    proposed_at = models.DateTimeField(_("proposed at"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("decided by"), editable=False,
    )  # fmt: skip
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)
    decision_note = models.TextField(_("reason of the decision"), blank=True, editable=False)
    # Why what was confirmed was not done and waits again: the error's class (``changes.refusals`` says it).
    refusal = models.CharField(max_length=60, blank=True, editable=False)
    # When those who had been told of its calls were told of it.
    followers_told_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["proposed_at"], condition=Q(state=ChangeState.PROPOSED), name="change_waiting"
            ),
            models.Index(
                fields=["decided_at"],
                condition=Q(state=ChangeState.APPLIED, followers_told_at__isnull=True),
                name="change_followers_to_tell",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(mission__isnull=False, call__isnull=True)
                | Q(mission__isnull=True, call__isnull=False),
                name="change_of_a_mission_or_a_call",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ChangeState.APPLYING, ChangeState.APPLIED], needs_second=True)
                | ~Q(decided_by=F("proposed_by")),
                name="change_decided_by_another",
                violation_error_message=_("Somebody else than the proposer decides."),
            ),
            models.CheckConstraint(
                condition=Q(state=ChangeState.PROPOSED) | Q(decided_at__isnull=False),
                name="change_decided_with_a_date",
            ),
            models.UniqueConstraint(
                fields=["mission"],
                condition=Q(state__in=CHANGE_UNDER_WAY, mission__isnull=False),
                name="change_one_waiting_per_mission",
                violation_error_message=_("Another change of this mission is under way."),
            ),
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(state__in=CHANGE_UNDER_WAY, call__isnull=False),
                name="change_one_waiting_per_call",
                violation_error_message=_("Another change of this call is under way."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mission or self.call} – {self.get_kind_display()}"
