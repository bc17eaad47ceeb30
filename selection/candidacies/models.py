"""The candidacy's life: one candidate's request for one call, and what is kept of its way."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from osce_portal.common.models import PublicIdModel
from selection.candidacies.enums import (
    LEAVING,
    NEVER_RECEIVED,
    PLACED,
    TOLD_WITH_THE_DECISION,
    WENT,
    WITH_OUTCOME,
    WITHDRAWABLE,
    CandidacyStatus,
    Channel,
)
from selection.candidacies.querysets import CandidacyQuerySet, DeadlineExceptionQuerySet


class Candidacy(PublicIdModel):
    """One candidate's request for one call. Only ``services.move_candidacy`` writes ``status``."""

    candidate = models.ForeignKey(
        "candidates.Candidate", models.PROTECT, related_name="candidacies", verbose_name=_("candidate")
    )
    call = models.ForeignKey(
        "missions.Call", models.PROTECT, related_name="candidacies", verbose_name=_("call")
    )
    status = models.CharField(
        _("status"), max_length=20, choices=CandidacyStatus, default=CandidacyStatus.DRAFT, editable=False
    )
    channel = models.CharField(_("received by"), max_length=20, choices=Channel, default=Channel.PORTAL)
    certificate = models.ForeignKey(
        "elearning.Certificate", models.PROTECT, null=True, blank=True, related_name="candidacies",
        verbose_name=_("certificate"),
    )  # fmt: skip
    available = models.BooleanField(_("available for the whole period"), default=False)
    motivation = models.TextField(_("motivation"), blank=True, max_length=3000)
    code_of_conduct = models.BooleanField(_("code of conduct accepted"), default=False)
    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    saved_at = models.DateTimeField(_("last saved at"), null=True, blank=True, editable=False)
    # When it reached the ministry, not when it was typed in.
    received_at = models.DateTimeField(_("received at"), null=True, blank=True, editable=False)
    # The call's deadline at reception, or an exception's.
    closes_at = models.DateTimeField(_("deadline that applied"), null=True, blank=True, editable=False)
    receipt_number = models.CharField(_("receipt number"), max_length=30, blank=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("recorded by"), editable=False,
    )  # fmt: skip
    recorded_at = models.DateTimeField(_("recorded at"), null=True, blank=True, editable=False)
    proof = models.ForeignKey(
        "files.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proof of receipt"),
    )
    cost_cents = models.PositiveBigIntegerField(
        _("own cost (cents)"), null=True, blank=True,
        help_text=_("Only where it differs from the call's for a reason of the mission."),
    )  # fmt: skip
    cost_reason = models.TextField(_("reason of the own cost"), blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidacy")
        verbose_name_plural = _("candidacies")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["call", "status"], name="candidacy_by_call_status"),
            models.Index(fields=["candidate", "-id"], name="candidacy_by_candidate"),
            models.Index(fields=["status", "-id"], name="candidacy_by_status"),
            models.Index(fields=["channel", "-id"], name="candidacy_by_channel"),
            models.Index(fields=["received_at"], name="candidacy_by_reception"),
            models.Index(
                fields=["candidate", "call"], condition=Q(status__in=sorted(WENT)), name="candidacy_that_went"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "call"],
                condition=~Q(status=CandidacyStatus.WITHDRAWN),
                name="candidacy_one_per_call",
                violation_error_message=_("You already have a candidacy for this call."),
            ),
            models.UniqueConstraint(
                fields=["receipt_number"],
                condition=~Q(receipt_number=""),
                name="candidacy_receipt_number_once",
            ),
            models.CheckConstraint(
                condition=Q(status__in=sorted(NEVER_RECEIVED | LEAVING)) | Q(received_at__isnull=False),
                name="candidacy_received_before_it_moves_on",
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True)
                | Q(closes_at__isnull=False, received_at__lt=F("closes_at")),
                name="candidacy_received_in_time",
                violation_error_message=_("The deadline for this call has passed."),
            ),
            models.CheckConstraint(
                condition=Q(cost_cents__isnull=True, cost_reason="")
                | (Q(cost_cents__isnull=False) & ~Q(cost_reason="")),
                name="candidacy_own_cost_has_a_reason",
                violation_error_message=_("A cost of its own has a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} – {self.call}"

    @property
    def is_draft(self) -> bool:
        return self.status == CandidacyStatus.DRAFT

    @property
    def is_lapsed(self) -> bool:
        return self.status == CandidacyStatus.LAPSED

    @property
    def is_withdrawn(self) -> bool:
        return self.status == CandidacyStatus.WITHDRAWN

    @property
    def has_outcome(self) -> bool:
        """The selection is approved and says something about this candidacy."""
        return self.call.decided_at is not None and self.status in WITH_OUTCOME

    @property
    def has_place(self) -> bool:
        """The selection is approved, and the person goes."""
        return self.call.decided_at is not None and self.status in PLACED

    @property
    def public_status(self) -> CandidacyStatus:
        """What the person sees: still "received" until the call is decided, whatever screening found."""
        if self.status in TOLD_WITH_THE_DECISION and self.call.decided_at is None:
            return CandidacyStatus.SUBMITTED
        return CandidacyStatus(self.status)

    @property
    def public_transitions(self) -> list["Transition"]:
        """The steps the person sees, in their order."""
        hidden = TOLD_WITH_THE_DECISION if self.call.decided_at is None else frozenset()
        return [step for step in self.transitions.all() if step.target not in hidden]

    @property
    def is_withdrawable(self) -> bool:
        return self.status in WITHDRAWABLE

    def get_absolute_url(self) -> str:
        """Where its person goes on: the form of a draft, else what became of it."""
        if self.is_draft:
            return reverse("candidacies:edit", args=[self.public_id])
        return self.get_detail_url()

    def get_detail_url(self) -> str:
        return reverse("candidacies:detail", args=[self.public_id])


class Dossier(PublicIdModel):
    """The CV and answers as they were at reception; points are computed from this, not from later changes."""

    candidacy = models.ForeignKey(Candidacy, models.CASCADE, related_name="dossiers")
    data = models.JSONField(_("data"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    frozen_at = models.DateTimeField(_("frozen at"))

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["candidacy"], name="dossier_one_per_candidacy")]

    def __str__(self) -> str:
        return str(self.candidacy)


class Transition(models.Model):
    """One change of status; never changed afterwards."""

    candidacy = models.ForeignKey(Candidacy, models.CASCADE, related_name="transitions")
    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    source = models.CharField(_("status before"), max_length=20, choices=CandidacyStatus)
    target = models.CharField(_("status after"), max_length=20, choices=CandidacyStatus)
    reason = models.TextField(_("reason"), blank=True, help_text=_("The candidate reads this."))
    note = models.TextField(_("internal note"), blank=True, help_text=_("The candidate never reads this."))

    class Meta:
        verbose_name = _("change of status")
        verbose_name_plural = _("changes of status")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class Screening(PublicIdModel):
    """One officer's decision on eligibility; a later one stands beside it, none is overwritten."""

    candidacy = models.ForeignKey(Candidacy, models.CASCADE, related_name="screenings")
    eligible = models.BooleanField(_("eligible"))
    reason = models.TextField(_("reason"), help_text=_("The candidate reads this."))
    screened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("screened by")
    )
    screened_at = models.DateTimeField(_("screened at"))

    class Meta:
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.candidacy)


class LateAttempt(PublicIdModel):
    """Somebody tried after the deadline: refused, never forgotten."""

    candidate = models.ForeignKey(
        "candidates.Candidate", models.CASCADE, related_name="late_attempts", verbose_name=_("candidate")
    )
    call = models.ForeignKey(
        "missions.Call", models.PROTECT, related_name="late_attempts", verbose_name=_("call")
    )
    at = models.DateTimeField(_("at"))
    closes_at = models.DateTimeField(_("deadline that applied"))
    channel = models.CharField(_("received by"), max_length=20, choices=Channel, default=Channel.PORTAL)

    class Meta:
        verbose_name = _("late attempt")
        verbose_name_plural = _("late attempts")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["call", "-at"], name="late_attempt_by_call"),
            models.Index(fields=["-at", "-id"], name="late_attempt_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} – {self.call}"


class AvailabilityQuestion(PublicIdModel):
    """The days changed after somebody had said yes: asked again, answered by the person alone."""

    candidacy = models.ForeignKey(Candidacy, models.CASCADE, related_name="availability_questions")
    change = models.ForeignKey("missions.Change", models.PROTECT, related_name="+", verbose_name=_("change"))
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    is_available = models.BooleanField(_("available"), null=True, blank=True)

    class Meta:
        verbose_name = _("question about availability")
        verbose_name_plural = _("questions about availability")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "change"], name="availability_asked_once_per_change"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, is_available__isnull=True)
                | Q(answered_at__isnull=False, is_available__isnull=False),
                name="availability_answered_with_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return str(self.candidacy)


class DeadlineException(PublicIdModel):
    """One person may still hand in for one call, until an instant, if a second person agrees."""

    candidate = models.ForeignKey(
        "candidates.Candidate", models.CASCADE, related_name="deadline_exceptions",
        verbose_name=_("candidate"),
    )  # fmt: skip
    call = models.ForeignKey(
        "missions.Call", models.PROTECT, related_name="deadline_exceptions", verbose_name=_("call")
    )
    until = models.DateTimeField(_("received before"))
    reason = models.TextField(_("reason"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed at"), auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("approved by"),
    )  # fmt: skip
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    is_approved = models.BooleanField(_("approved"), null=True, blank=True)
    is_taken_back = models.BooleanField(_("taken back by the proposer"), default=False)
    decision_note = models.TextField(_("reason of the decision"), blank=True)

    objects = DeadlineExceptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exception to a deadline")
        verbose_name_plural = _("exceptions to deadlines")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["-proposed_at"], condition=Q(decided_at__isnull=True), name="exception_waiting"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "call"],
                condition=Q(is_approved__isnull=True),
                name="exception_one_waiting_per_candidate_and_call",
                violation_error_message=_("There is an exception for this person and call already."),
            ),
            models.CheckConstraint(
                condition=~Q(is_approved=True) | ~Q(approved_by=F("proposed_by")),
                name="exception_approved_by_another",
                violation_error_message=_("Somebody else than the proposer decides."),
            ),
            models.CheckConstraint(
                condition=Q(is_approved__isnull=True) | Q(decided_at__isnull=False),
                name="exception_decided_with_a_date",
            ),
            models.CheckConstraint(
                condition=Q(is_taken_back=False) | Q(is_approved=False, approved_by__isnull=True),
                name="exception_taken_back_by_its_proposer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} – {self.call}"


class CalendarToken(models.Model):
    """The secret in the address of a person's own calendar; only its hash is kept, a new one ends the old."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_token", verbose_name=_("account")
    )
    token_sha256 = models.CharField(_("SHA-256 of the address"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("address of an own calendar")
        verbose_name_plural = _("addresses of own calendars")

    def __str__(self) -> str:
        return str(self.user)
