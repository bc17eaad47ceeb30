"""Certificates of the e-learning: each of one person for one mission (FPS FA procedure, points 2 and 6)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from elearning.enums import CertificateStatus
from elearning.querysets import CertificateQuerySet
from osce_portal.common.models import PublicIdModel


class Certificate(PublicIdModel):
    """The proof that the course was done for this mission; only ``elearning.services`` writes ``status``."""

    candidate = models.ForeignKey(
        "candidates.Candidate", models.PROTECT, related_name="certificates", verbose_name=_("candidate")
    )
    mission = models.ForeignKey(
        "missions.Mission", models.PROTECT, related_name="certificates", verbose_name=_("mission")
    )
    issuer = models.CharField(_("issued by"), max_length=100, default="OSCE/ODIHR")
    completed_on = models.DateField(_("completed on"))
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", verbose_name=_("file"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    status = models.CharField(
        _("status"), max_length=12, choices=CertificateStatus, default=CertificateStatus.RECEIVED
    )
    is_reused = models.BooleanField(
        _("same file seen before"), default=False, help_text=_("For another mission or another person.")
    )
    reuse_reason = models.TextField(_("why the same file is sent again"), blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("checked by"),
    )
    verified_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    # Set when the candidacy it served was withdrawn in time: the file may serve another mission.
    released_at = models.DateTimeField(_("free again since"), null=True, blank=True, editable=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-uploaded_at", "-id"]
        indexes = [models.Index(fields=["mission", "status"], name="certificate_to_check")]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "mission", "sha256"],
                name="certificate_file_once_per_mission",
                violation_error_message=_("You have already sent this file for this mission."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidate} – {self.mission}"

    @property
    def was_turned_down(self) -> bool:
        """Staff looked at this file and said why it does not do; still so once another took its place."""
        return bool(self.reason)
