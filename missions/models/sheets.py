"""A sheet of the calendar that staff uploaded: looked at first, taken over once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from missions.enums import SheetTable
from osce_portal.common.models import PublicIdModel


class CalendarSheet(PublicIdModel):
    """Its rows are compared with the calendar each time somebody looks; taking over is one transaction."""

    table = models.CharField(
        _("what its rows are"), max_length=12, choices=SheetTable, default=SheetTable.MISSIONS
    )
    file_name = models.CharField(_("file"), max_length=120)
    rows = models.JSONField(_("rows"), default=list)  # number in the sheet, and cells by their column
    unread = models.JSONField(_("columns that are not read"), default=list)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("uploaded by"),
    )  # fmt: skip
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("taken over by"),
    )  # fmt: skip
    taken_at = models.DateTimeField(_("taken over at"), null=True, blank=True)
    counts = models.JSONField(_("rows by what became of them"), default=dict)

    class Meta:
        verbose_name = _("sheet of the calendar")
        verbose_name_plural = _("sheets of the calendar")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name
