"""What is kept of the ministry's own register: who stood in it, and how each sheet was taken over."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from candidates.enums import ImportOutcome, ImportState, SheetKind
from candidates.models.person import Candidate
from osce_portal.common.models import PublicIdModel


class RegisterEntry(models.Model):
    """A person's place in the register; its values as loaded last tell what somebody changed since."""

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="register_entry")
    number = models.CharField(_("number in the register"), max_length=40, blank=True)
    loaded = models.JSONField(_("values loaded last"), default=dict)
    imported_at = models.DateTimeField(_("imported at"))

    class Meta:
        verbose_name = _("entry of the register")
        verbose_name_plural = _("entries of the register")
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number=""),
                name="register_number_once",
                violation_error_message=_("This number of the register belongs to somebody else."),
            )
        ]

    def __str__(self) -> str:
        return self.number or str(self.candidate)


class SheetImport(PublicIdModel):
    """One sheet taken over, or about to be; its rows hold people's data only until that is done."""

    kind = models.CharField(_("what it holds"), max_length=10, choices=SheetKind)
    file_name = models.CharField(_("file"), max_length=120)
    state = models.CharField(_("state"), max_length=10, choices=ImportState)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("uploaded by"),
    )  # fmt: skip
    uploaded_at = models.DateTimeField(_("uploaded at"))
    tells = models.BooleanField(_("people are told"), default=True)
    total = models.PositiveIntegerField(_("rows"))
    done = models.PositiveIntegerField(_("rows dealt with"), default=0)
    worked_at = models.DateTimeField(_("last worked on at"), null=True)
    unread = models.JSONField(_("columns that are not read"), default=list)

    class Meta:
        verbose_name = _("import of a sheet")
        verbose_name_plural = _("imports of sheets")
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "-id"], name="sheet_import_by_kind")]

    def __str__(self) -> str:
        return self.file_name


class ImportedRow(models.Model):
    """A row of a sheet and what becomes, or became, of it."""

    sheet = models.ForeignKey(SheetImport, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(_("cells"), default=dict)
    outcome = models.CharField(_("outcome"), max_length=10, choices=ImportOutcome, blank=True)
    notes = models.JSONField(_("why"), default=list)
    related = models.JSONField(_("who may be meant"), default=list)

    class Meta:
        verbose_name = _("row of a sheet")
        verbose_name_plural = _("rows of a sheet")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="imported_row_once")]
        indexes = [models.Index(fields=["sheet", "outcome", "number"], name="imported_row_by_outcome")]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_outcome_display()}"
