"""Files: random names on disk, everything else in a row; uploaded, or made by the worker."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from osce_portal.common.models import PublicIdModel
from osce_portal.files.enums import UNDER_WAY, MakingState
from osce_portal.files.querysets import StoredFileQuerySet


def new_storage_key(_file: "StoredFile", _name: str) -> str:
    """A name that says nothing; two levels of folders so that none grows too long."""
    key = uuid.uuid4().hex
    return f"{key[:2]}/{key[2:4]}/{key}"


class StoredFile(PublicIdModel):
    """One upload, checked by ``files.services.store_upload``, served only after a permission check."""

    content = models.FileField(_("file"), upload_to=new_storage_key, max_length=100)
    name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.name


class MadeFile(PublicIdModel):
    """What somebody asked for as a file and the worker makes (``files.making``); kept for some time."""

    state = models.CharField(_("state"), max_length=10, choices=MakingState, default=MakingState.ASKED)
    asked_at = models.DateTimeField(_("asked at"))
    started_at = models.DateTimeField(_("started at"), null=True)
    expires_at = models.DateTimeField(_("kept until"), null=True)
    file = models.ForeignKey("files.StoredFile", models.SET_NULL, null=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["-id"]

    @property
    def is_running(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def is_ready(self) -> bool:
        return self.state == MakingState.READY


def ready_with_its_file(name: str) -> models.CheckConstraint:
    """What is ready lies there, and for how long is known."""
    is_there = Q(file__isnull=False, expires_at__isnull=False)
    return models.CheckConstraint(condition=~Q(state=MakingState.READY) | is_there, name=name)
