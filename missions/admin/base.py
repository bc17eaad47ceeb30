"""What the lists and forms of the calendar share."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from missions.enums import SheetTable
from missions.sheet_views import IMPORT
from osce_portal.audit.services import record
from osce_portal.shown_values import ShownForm
from osce_portal.staff_admin import StaffAdmin

SMALL_TEXTS: dict[Any, Any] = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 4})}}


def write_typed(form: type[forms.BaseForm]) -> Any:
    """This class of form, which leaves alone what others changed since its page was shown."""
    return type(form.__name__, (ShownForm, form), {})


class KeptAdmin(StaffAdmin):
    """Rows of the calendar are never deleted: the past stays readable."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Only what was typed is written, into a row that is there."""
        return super().get_form(request, obj, change=change, form=write_typed(self.form), **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        act = "changed" if change else "added"
        values = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        record(f"{self.opts.model_name}.{act}", obj, actor=request.user, values=values)


class ActsAdmin(KeptAdmin):
    """Rows whose page leads to acts: only those that whoever opened it may do."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        found.reader = request.user
        return found


class SheetsAdmin(KeptAdmin):
    """A list that comes and goes as a sheet: its own rows, or lines that belong to them (``sheet_name``)."""

    sheet_table: SheetTable
    sheet_name: Any = ""
    change_list_template = "admin/missions/sheet_change_list.html"

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        context = {
            "sheet_table": self.sheet_table,
            "sheet_name": self.sheet_name,
            "may_import": request.user.has_perm(IMPORT),
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})


def public_page(row: Any) -> list[tuple[str, Any]]:
    """The link to the page for everybody, once there is one."""
    return [(row.get_absolute_url(), _("Public page"))] if row.published_at else []


def join_links(links: list[tuple[str, Any]]) -> str:
    """Links side by side; a dash where there is none."""
    return format_html_join(" · ", '<a href="{}">{}</a>', links) or "–"
