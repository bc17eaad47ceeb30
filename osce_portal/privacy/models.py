"""Notices taken note of, requests about the own data, holds, and the switch of the purge."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from osce_portal.common.enums import PersonLanguage
from osce_portal.common.models import PublicIdModel
from osce_portal.files.enums import UNDER_WAY
from osce_portal.files.models import MadeFile, ready_with_its_file
from osce_portal.privacy.enums import ErasureState, RequestChannel
from osce_portal.privacy.querysets import (
    DataExportQuerySet,
    ErasureRequestQuerySet,
    LegalHoldQuerySet,
    PurgeSwitchQuerySet,
)


class NoticeAcceptance(models.Model):
    """An account took note of a version of the privacy notice: information, no consent (GDPR, art. 13)."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    version = models.CharField(_("version"), max_length=20)
    language = models.CharField(_("language"), max_length=2, choices=PersonLanguage)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("privacy notice taken note of")
        verbose_name_plural = _("privacy notices taken note of")
        constraints = [models.UniqueConstraint(fields=["account", "version"], name="notice_noted_once")]

    def __str__(self) -> str:
        return f"{self.version} ({self.language})"


class DataExport(MadeFile):
    """A person's data as one file (GDPR, articles 15 and 20): made by the worker, kept for some days."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    parts_done = models.PositiveSmallIntegerField(_("parts done"), default=0)
    parts = models.PositiveSmallIntegerField(_("parts"), default=0)
    ready_at = models.DateTimeField(_("ready at"), null=True)

    objects = DataExportQuerySet.as_manager()

    class Meta(MadeFile.Meta):
        verbose_name = _("export of the own data")
        verbose_name_plural = _("exports of the own data")
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(state__in=sorted(UNDER_WAY)),
                name="export_one_at_a_time",
                violation_error_message=_("Your data are being put together already."),
            ),
            ready_with_its_file("export_ready_with_its_file"),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d} {self.get_state_display()}"


class ErasureRequest(PublicIdModel):
    """A person asks for the own data to be erased (GDPR, article 17); a human answers within a month."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    candidate = models.ForeignKey(
        "candidates.Candidate", models.SET_NULL, null=True, related_name="+", verbose_name=_("file")
    )
    state = models.CharField(_("state"), max_length=10, choices=ErasureState, default=ErasureState.ASKED)
    why = models.TextField(_("what you want to tell us"), blank=True, max_length=2000)
    channel = models.CharField(
        _("how it reached us"), max_length=10, choices=RequestChannel, default=RequestChannel.PORTAL
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("recorded by")
    )
    asked_at = models.DateTimeField(_("asked at"))
    due_on = models.DateField(_("answer due on"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    reason = models.TextField(_("reason"), blank=True, max_length=2000)

    objects = ErasureRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for erasure")
        verbose_name_plural = _("requests for erasure")
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["state", "due_on", "id"], name="erasure_by_due_date")]
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(state=ErasureState.ASKED),
                name="erasure_asked_once",
                violation_error_message=_("You have already asked for it."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ErasureState.REFUSED) | (Q(decided_at__isnull=False) & ~Q(reason="")),
                name="erasure_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=ErasureState.DONE) | Q(decided_at__isnull=False),
                name="erasure_done_by_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} ({self.get_state_display()})"

    @property
    def is_open(self) -> bool:
        return self.state == ErasureState.ASKED


class LegalHold(PublicIdModel):
    """While it stands, a file is neither erased nor purged: a review or a court case needs it."""

    candidate = models.ForeignKey(
        "candidates.Candidate", models.CASCADE, related_name="+", verbose_name=_("candidate")
    )
    reason = models.TextField(_("reason"), max_length=2000)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("placed by")
    )
    placed_at = models.DateTimeField(_("placed at"))
    ends_on = models.DateField(
        _("until (last day)"), null=True, blank=True, help_text=_("Empty: until somebody lifts it.")
    )
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("lifted by")
    )
    lifted_at = models.DateTimeField(_("lifted at"), null=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        ordering = ["-id"]
        indexes = [models.Index(fields=["candidate", "lifted_at"], name="hold_by_candidate")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="hold_has_reason",
                violation_error_message=_("Please say why the file must be kept."),
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class PurgeSwitch(PublicIdModel):
    """Armed or not, by whom, when and why: the newest row counts; without one the purge is a dry run."""

    armed = models.BooleanField(_("armed"))
    reason = models.TextField(_("reason"), max_length=2000)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("set by")
    )
    set_at = models.DateTimeField(_("set at"))

    objects = PurgeSwitchQuerySet.as_manager()

    class Meta:
        verbose_name = _("switch of the purge")
        verbose_name_plural = _("switches of the purge")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="purge_switch_has_reason",
                violation_error_message=_("Please say why."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.set_at:%Y-%m-%d}: {self.armed}"


class RetentionNotice(models.Model):
    """A person was told that the file will be anonymised, unless something happens on it until then."""

    candidate = models.ForeignKey("candidates.Candidate", models.CASCADE, related_name="+")
    last_active_at = models.DateTimeField(_("last activity"))
    told_at = models.DateTimeField(_("told at"))
    due_on = models.DateField(_("anonymised from"))

    class Meta:
        verbose_name = _("notice before the purge")
        verbose_name_plural = _("notices before the purge")
        constraints = [
            models.UniqueConstraint(fields=["candidate", "last_active_at"], name="retention_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.due_on:%Y-%m-%d}"
