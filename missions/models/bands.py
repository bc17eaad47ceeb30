"""Balance bands of a call."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from missions.enums import BAND_LABELS
from missions.models.call import Call
from missions.models.limits import SHARE_MESSAGE, at_most_all


class QuotaTarget(models.Model):
    """A balance band of one call: counts, or shares in % of those who have a label of its attribute."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="quota_targets", verbose_name=_("call"))
    label = models.CharField(
        _("label"), max_length=60, help_text="language_group=FR, gender=F, affiliation=internal"
    )
    min = models.PositiveSmallIntegerField(_("at least (people)"), null=True, blank=True)
    max = models.PositiveSmallIntegerField(_("at most (people)"), null=True, blank=True)
    min_share = models.PositiveSmallIntegerField(
        _("at least (%)"), null=True, blank=True, validators=[at_most_all]
    )
    max_share = models.PositiveSmallIntegerField(
        _("at most (%)"), null=True, blank=True, validators=[at_most_all]
    )
    hard = models.BooleanField(_("must hold"), default=False)
    tolerance = models.PositiveSmallIntegerField(_("tolerance (people)"), default=0)
    weight_within = models.PositiveSmallIntegerField(_("weight within the tolerance"), default=1)
    weight_beyond = models.PositiveSmallIntegerField(_("weight beyond the tolerance"), default=2)
    carries_year = models.BooleanField(_("counts this year's earlier choices"), default=False)

    class Meta:
        verbose_name = _("balance band")
        verbose_name_plural = _("balance bands")
        ordering = ["label", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "label"],
                name="quota_label_once_per_call",
                violation_error_message=_("There is a band for this label already."),
            ),
            models.CheckConstraint(
                condition=Q(min__isnull=True) | Q(max__isnull=True) | Q(min__lte=models.F("max")),
                name="quota_min_at_most_max",
                violation_error_message=_("The minimum is higher than the maximum."),
            ),
            models.CheckConstraint(
                condition=Q(min_share__isnull=True)
                | Q(max_share__isnull=True)
                | Q(min_share__lte=models.F("max_share")),
                name="quota_min_share_at_most_max_share",
                violation_error_message=_("The minimum is higher than the maximum."),
            ),
            models.CheckConstraint(
                condition=(Q(min_share__isnull=True) | Q(min_share__lte=100))
                & (Q(max_share__isnull=True) | Q(max_share__lte=100)),
                name="quota_shares_are_percent",
                violation_error_message=SHARE_MESSAGE,
            ),
            models.CheckConstraint(
                condition=Q(weight_within__lte=models.F("weight_beyond")),
                name="quota_weights_convex",
                violation_error_message=_("The weight beyond the tolerance cannot be the smaller one."),
            ),
        ]

    def __str__(self) -> str:
        return str(BAND_LABELS.get(self.label, self.label))
