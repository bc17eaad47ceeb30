"""A list of people as a file, too long to be written while the officer waits."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from candidates.querysets import PeopleListQuerySet
from osce_portal.files.models import MadeFile, ready_with_its_file


class PeopleList(MadeFile):
    """Written by the worker for the officer who asked, and for nobody else; kept for some hours.

    ``people`` holds the keys of those on it until it is written. An erasure removes every list that lies
    there.
    """

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("asked by")
    )
    file_format = models.CharField(_("format"), max_length=4)
    people = models.JSONField(_("people"), default=list)
    total = models.PositiveIntegerField(_("people"))
    done = models.PositiveIntegerField(_("people written"), default=0)

    objects = PeopleListQuerySet.as_manager()

    class Meta(MadeFile.Meta):
        verbose_name = _("list of people as a file")
        verbose_name_plural = _("lists of people as files")
        indexes = [models.Index(fields=["asked_by", "-id"], name="people_list_by_officer")]
        constraints = [ready_with_its_file("people_list_ready_with_its_file")]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d} ({self.file_format})"
