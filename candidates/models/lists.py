"""A list of people as a file, too long to be written while the officer waits."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from candidates.querysets import PeopleListQuerySet
from osce_portal.common.models import PublicIdModel
from osce_portal.privacy.enums import EXPORT_RUNNING, ExportState


class PeopleList(PublicIdModel):
    """Written by the worker for the officer who asked, and for nobody else; kept for some hours.

    ``people`` holds the keys of those on it until it is written. An erasure removes every list that lies
    there.
    """

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"))
    file_format = models.CharField(_("format"), max_length=4)
    people = models.JSONField(_("people"), default=list)
    total = models.PositiveIntegerField(_("people"))
    done = models.PositiveIntegerField(_("people written"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=ExportState, default=ExportState.ASKED)
    started_at = models.DateTimeField(_("started at"), null=True)
    expires_at = models.DateTimeField(_("kept until"), null=True)
    file = models.ForeignKey("files.StoredFile", models.SET_NULL, null=True, related_name="+")

    objects = PeopleListQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of people as a file")
        verbose_name_plural = _("lists of people as files")
        ordering = ["-id"]
        indexes = [models.Index(fields=["asked_by", "-id"], name="people_list_by_officer")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ExportState.READY) | Q(file__isnull=False, expires_at__isnull=False),
                name="people_list_ready_with_its_file",
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d} ({self.file_format})"

    @property
    def is_running(self) -> bool:
        return self.state in EXPORT_RUNNING

    @property
    def is_ready(self) -> bool:
        return self.state == ExportState.READY
