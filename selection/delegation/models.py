"""Selection runs: frozen inputs, proven results, overrides and the second person's approval."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from osce_portal.common.enums import Affiliation, Gender, LanguageGroup
from osce_portal.common.models import PublicIdModel
from selection.delegation.enums import LockKind, PickPlace, RunStatus
from selection.delegation.querysets import OverrideQuerySet, SelectionRunQuerySet, SuccessionQuerySet


class BalanceFacts(models.Model):
    """What balances and ties ask of a candidacy, read once from its frozen dossier: never from points.

    ``affiliation`` follows from the employer on the call's last day; ``last_belgian_year`` is the year of the
    last mission for which Belgium sent the person, None for never.
    """

    candidacy = models.OneToOneField(
        "candidacies.Candidacy", models.CASCADE, related_name="balance_facts", verbose_name=_("candidacy")
    )
    gender = models.CharField(_("gender"), max_length=1, choices=Gender, blank=True)
    language_group = models.CharField(_("language group"), max_length=2, choices=LanguageGroup, blank=True)
    affiliation = models.CharField(_("internal or external"), max_length=8, choices=Affiliation)
    first_timer = models.BooleanField(_("no international mission yet"))
    last_belgian_year = models.PositiveSmallIntegerField(_("last mission for Belgium"), null=True, blank=True)
    dossier_sha256 = models.CharField(_("SHA-256 of the dossier read"), max_length=64)

    class Meta:
        verbose_name = _("facts for the balance")
        verbose_name_plural = _("facts for the balance")

    def __str__(self) -> str:
        return str(self.candidacy)


class SelectionRun(PublicIdModel):
    """One computation for one call: problem and result as files, with the hash of what went in."""

    call = models.ForeignKey(
        "missions.Call", models.PROTECT, related_name="selection_runs", verbose_name=_("call")
    )
    status = models.CharField(_("status"), max_length=12, choices=RunStatus, default=RunStatus.PROPOSED)
    problem = models.JSONField(_("problem"))
    result = models.JSONField(_("result"))
    by_points = models.JSONField(
        _("what a list sorted by points would have given"), null=True, blank=True, editable=False
    )
    inputs_sha256 = models.CharField(_("hash of the inputs"), max_length=64)
    engine_version = models.CharField(_("engine"), max_length=40)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    keeps_team = models.BooleanField(
        _("those already selected keep their place"),
        default=False,
        help_text=_("A replacement changes as little as possible; a full run compares everybody again."),
    )

    objects = SelectionRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("selection run")
        verbose_name_plural = _("selection runs")
        ordering = ["-id"]
        indexes = [models.Index(fields=["call", "-id"], name="run_by_call")]

    def __str__(self) -> str:
        return f"{self.call} – {self.get_status_display()}"


class Pick(models.Model):
    """One person of the team, or of the reserve list in its order."""

    run = models.ForeignKey(SelectionRun, models.CASCADE, related_name="picks", verbose_name=_("run"))
    candidacy = models.ForeignKey(
        "candidacies.Candidacy", models.PROTECT, related_name="picks", verbose_name=_("candidacy")
    )
    place = models.CharField(_("place"), max_length=8, choices=PickPlace)
    rank = models.PositiveSmallIntegerField(_("rank"))

    class Meta:
        verbose_name = _("pick")
        verbose_name_plural = _("picks")
        ordering = ["run", "place", "rank"]
        constraints = [models.UniqueConstraint(fields=["run", "candidacy"], name="pick_once_per_run")]

    def __str__(self) -> str:
        return f"{self.get_place_display()} {self.rank}"


class Override(PublicIdModel):
    """A person's decision that the next run must respect, with its reason."""

    call = models.ForeignKey(
        "missions.Call", models.PROTECT, related_name="overrides", verbose_name=_("call")
    )
    candidacy = models.ForeignKey(
        "candidacies.Candidacy", models.PROTECT, related_name="overrides", verbose_name=_("candidacy")
    )
    lock = models.CharField(_("decision"), max_length=5, choices=LockKind)
    reason = models.TextField(_("reason"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"))
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "candidacy"],
                condition=Q(lifted_at__isnull=True),
                name="override_one_in_force",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.get_lock_display()} – {self.candidacy}"


class Approval(PublicIdModel):
    """The second person's word on a run; never the proposer's own."""

    run = models.ForeignKey(SelectionRun, models.PROTECT, related_name="approvals", verbose_name=_("run"))
    approved = models.BooleanField(_("approved"))
    reason = models.TextField(_("reason"))
    despite = models.TextField(_("why although there were warnings"), blank=True)
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"))

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(approver=F("proposer")),
                name="approval_by_a_second_person",
                violation_error_message=_("Somebody else than the proposer must decide."),
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="approval_has_reason"),
            models.UniqueConstraint(fields=["run"], condition=Q(approved=True), name="approval_once_per_run"),
        ]

    def __str__(self) -> str:
        return str(self.run)


class Succession(PublicIdModel):
    """A free place for the next on the approved reserve list: proposed by one person, confirmed by another.

    ``recorded_by`` noted that ``leaving`` cannot go (the person, where nobody of the staff did). Who proposed
    and who noted it do not confirm.
    """

    call = models.ForeignKey(
        "missions.Call", models.PROTECT, related_name="successions", verbose_name=_("call")
    )
    leaving = models.ForeignKey(
        "candidacies.Candidacy", models.PROTECT, null=True, related_name="+", verbose_name=_("cannot go")
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("noted by")
    )
    successor = models.ForeignKey(
        "candidacies.Candidacy", models.PROTECT, related_name="successions", verbose_name=_("gets the place")
    )
    status = models.CharField(_("status"), max_length=12, choices=RunStatus, default=RunStatus.SUBMITTED)
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("replacement")
        verbose_name_plural = _("replacements")
        ordering = ["-id"]
        indexes = [models.Index(fields=["status", "-id"], name="succession_by_status")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(approver=F("proposer")) & ~Q(approver=F("recorded_by")),
                name="succession_by_another_person",
                violation_error_message=_("Somebody else than the proposer must decide."),
            ),
            models.CheckConstraint(
                condition=~Q(status=RunStatus.APPROVED) | (Q(approver__isnull=False) & ~Q(reason="")),
                name="succession_approved_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["call"], condition=Q(status=RunStatus.SUBMITTED), name="succession_one_waiting"
            ),
        ]

    def __str__(self) -> str:
        return str(self.successor)

    @property
    def is_waiting(self) -> bool:
        return self.status == RunStatus.SUBMITTED
