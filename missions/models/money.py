"""The yearly envelope, and what each call takes of it. Amounts are whole cents."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from missions.enums import CommitmentKind, CostLine
from missions.models.call import Call
from missions.querysets import BudgetQuerySet, CommitmentQuerySet
from osce_portal.common.models import PublicIdModel
from osce_portal.common.validators import validate_one_line


class Budget(PublicIdModel):
    """One programme line of one year."""

    year = models.PositiveSmallIntegerField(_("year"))
    line = models.CharField(
        _("programme line"),
        max_length=60,
        validators=[validate_one_line],
        help_text=_("For example 14-53-5."),
    )
    amount_cents = models.PositiveBigIntegerField(
        _("amount (cents)"), null=True, blank=True, help_text=_("Empty means not set; zero means no money.")
    )

    objects = BudgetQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget")
        verbose_name_plural = _("budgets")
        ordering = ["-year", "line"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "line"],
                name="budget_once_per_year_and_line",
                violation_error_message=_("There is a budget for this year and line already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.year} – {self.line}"


class Commitment(PublicIdModel):
    """An amount that a call takes of a budget; released ones stay readable and count no more."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="commitments", verbose_name=_("budget"))
    call = models.ForeignKey(Call, models.PROTECT, related_name="commitments", verbose_name=_("call"))
    kind = models.CharField(_("kind"), max_length=12, choices=CommitmentKind)
    line = models.CharField(_("for"), max_length=15, choices=CostLine, default=CostLine.PEOPLE)
    cents = models.PositiveBigIntegerField(_("amount (cents)"))
    note = models.CharField(_("note"), max_length=200, blank=True, validators=[validate_one_line])
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("entered by"), editable=False,
    )  # fmt: skip
    entered_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    released_at = models.DateTimeField(_("released at"), null=True, blank=True, editable=False)
    # More than the budget holds counts only with the decider's signature and reason.
    needs_signature = models.BooleanField(_("over the budget"), default=False, editable=False)
    overrun_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("overrun signed by"), editable=False,
    )  # fmt: skip
    overrun_reason = models.TextField(_("reason of the overrun"), blank=True, editable=False)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["call", "kind"], name="commitment_by_call"),
            models.Index(
                fields=["-id"],
                condition=Q(needs_signature=True, overrun_reason="", released_at__isnull=True),
                name="commitment_to_sign",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(overrun_reason="")
                | Q(overrun_signed_by__isnull=True)
                | ~Q(overrun_signed_by=F("entered_by")),
                name="commitment_overrun_signed_by_another",
                violation_error_message=_("Whoever entered the amount cannot sign its overrun."),
            ),
            models.CheckConstraint(
                condition=Q(overrun_signed_by__isnull=True) | ~Q(overrun_reason=""),
                name="commitment_overrun_signed_with_a_reason",
                violation_error_message=_("Please give the reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call} – {self.get_kind_display()}"
