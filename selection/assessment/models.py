"""Rubric, points and conflicts of interest."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from osce_portal.common.models import PublicIdModel
from selection.assessment.querysets import AssessmentQuerySet, ConflictQuerySet


class Rubric(PublicIdModel):
    """A version of the points grid; frozen from the moment a call uses it."""

    code = models.CharField(_("code"), max_length=30)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    name = models.CharField(_("name"), max_length=150)
    frozen_at = models.DateTimeField(_("frozen at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="rubric_version_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"


class Criterion(PublicIdModel):
    """One row of the grid, at most ``max_tenths`` tenths of a point."""

    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="criteria", verbose_name=_("rubric"))
    code = models.CharField(_("code"), max_length=40)
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=200)
    max_tenths = models.PositiveSmallIntegerField(_("at most (tenths of a point)"))
    by_person = models.BooleanField(_("marked by a person"), default=False)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["rubric", "position"]
        constraints = [models.UniqueConstraint(fields=["rubric", "code"], name="criterion_once_per_rubric")]

    def __str__(self) -> str:
        return self.name


class Level(PublicIdModel):
    """One step of a criterion."""

    criterion = models.ForeignKey(
        Criterion, models.CASCADE, related_name="levels", verbose_name=_("criterion")
    )
    code = models.CharField(_("code"), max_length=40)
    tenths = models.PositiveSmallIntegerField(_("tenths of a point"))
    text = models.CharField(_("text"), max_length=300)

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        ordering = ["criterion", "tenths", "id"]
        constraints = [models.UniqueConstraint(fields=["criterion", "code"], name="level_once_per_criterion")]

    def __str__(self) -> str:
        return self.text


class CallRubric(models.Model):
    """The rubric version that a call uses; set when it opens, never changed afterwards."""

    call = models.OneToOneField("missions.Call", models.PROTECT, related_name="rubric_choice")
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="calls")

    class Meta:
        verbose_name = _("rubric of a call")
        verbose_name_plural = _("rubrics of calls")

    def __str__(self) -> str:
        return f"{self.call} – {self.rubric}"


class Assessment(PublicIdModel):
    """The points of one candidacy: the machine's part with its working, and the levels a person gave."""

    candidacy = models.ForeignKey(
        "candidacies.Candidacy", models.CASCADE, related_name="assessments", verbose_name=_("candidacy")
    )
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="+", verbose_name=_("rubric"))
    motivation_level = models.ForeignKey(
        Level, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("motivation")
    )
    comment = models.TextField(_("comment"), blank=True)
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assessor"),
    )
    assessed_at = models.DateTimeField(_("assessed at"), null=True, blank=True)
    working = models.JSONField(_("working"), default=list)  # parts of the score, each with the lines it used
    total_tenths = models.PositiveSmallIntegerField(_("points (tenths)"), default=0)
    experience_tenths = models.PositiveSmallIntegerField(_("electoral experience (tenths)"), default=0)
    computed_at = models.DateTimeField(_("computed at"))
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("verified by"),
    )
    verified_at = models.DateTimeField(_("verified at"), null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-total_tenths", "id"]
        constraints = [
            models.UniqueConstraint(fields=["candidacy"], name="assessment_one_per_candidacy"),
            models.CheckConstraint(condition=Q(total_tenths__lte=1000), name="assessment_within_scale"),
        ]

    def __str__(self) -> str:
        return str(self.candidacy)

    @property
    def is_complete(self) -> bool:
        """False while the motivation is not marked: the total is then the machine's part alone."""
        return self.motivation_level_id is not None

    @property
    def is_verified(self) -> bool:
        """Staff have checked the declared lines."""
        return self.verified_at is not None


class ConflictOfInterest(PublicIdModel):
    """An officer who must keep away from a person's file."""

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("officer")
    )
    candidate = models.ForeignKey(
        "candidates.Candidate", models.CASCADE, related_name="+", verbose_name=_("candidate")
    )
    reason = models.TextField(_("reason"))
    declared_at = models.DateTimeField(_("declared at"), auto_now_add=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        constraints = [
            models.UniqueConstraint(fields=["officer", "candidate"], name="conflict_declared_once")
        ]

    def __str__(self) -> str:
        return f"{self.officer} / {self.candidate}"
