"""Files that may be one person's, and what is left of a file that became part of another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from candidates.enums import Likeness
from candidates.models.person import Candidate
from candidates.querysets import AlikePairQuerySet
from osce_portal.common.models import PublicIdModel


class AlikePair(PublicIdModel):
    """Two files that may be one person's, until they are merged or staff say that they are two people's.

    ``first`` is the older file. Only ``services.alike`` writes these rows.
    """

    first = models.ForeignKey(
        Candidate, models.CASCADE, related_name="alike_newer", verbose_name=_("older file")
    )
    second = models.ForeignKey(
        Candidate, models.CASCADE, related_name="alike_older", verbose_name=_("newer file")
    )
    likenesses = models.CharField(_("what they have in common"), max_length=60)  # codes, apart by spaces
    noted_at = models.DateTimeField(_("noted at"))
    apart_at = models.DateTimeField(_("told apart at"), null=True, blank=True)
    apart_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("told apart by"),
    )  # fmt: skip
    because = models.TextField(_("why they are two people"), blank=True, max_length=500)

    objects = AlikePairQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair of files that are alike")
        verbose_name_plural = _("pairs of files that are alike")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="alike_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="alike_pair_in_order"),
            models.CheckConstraint(
                condition=Q(apart_at__isnull=True) | ~Q(because=""), name="alike_pair_apart_for_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["-id"], condition=Q(apart_at__isnull=True), name="alike_pair_open"),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"

    @property
    def in_common(self) -> list[str]:
        """What both files say, in words."""
        return [str(Likeness(code).label) for code in self.likenesses.split()]


class FormerNumber(models.Model):
    """A number under which somebody stood in the register a second time: sheets may still use it."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="former_numbers")
    number = models.CharField(_("number in the register"), max_length=40, unique=True)
    merged_at = models.DateTimeField(_("merged at"))

    class Meta:
        verbose_name = _("former number in the register")
        verbose_name_plural = _("former numbers in the register")

    def __str__(self) -> str:
        return self.number


class FormerReference(models.Model):
    """The reference of a file that was merged into another: what bears it leads there."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="former_references")
    public_id = models.CharField(_("reference"), max_length=22, unique=True)
    merged_at = models.DateTimeField(_("merged at"))

    class Meta:
        verbose_name = _("former reference")
        verbose_name_plural = _("former references")

    def __str__(self) -> str:
        return self.public_id
