"""Sheets of the calendar in the admin: uploaded, looked at row by row, confirmed; and taken along."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View

from missions.enums import SheetOutcome
from missions.models import CalendarSheet
from missions.sheets.exporting import export_file, export_name
from missions.sheets.plans import count_outcomes, digest_of
from missions.sheets.reading import TABLES
from missions.sheets.taking import confirm_sheet, keep_sheet, plan_sheet
from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.common.errors import DomainError
from osce_portal.sheets.forms import SheetForm
from osce_portal.sheets.writing import CONTENT_TYPES

ROWS_A_PAGE = 50
LATEST = 10
IMPORT = "missions.add_mission"


class UploadView(StaffPageMixin, FormView):
    """Choose a file; below, the columns of each table, and what was uploaded lately."""

    permission = IMPORT
    title = _("Import a sheet of the calendar")
    form_class = SheetForm
    template_name = "admin/missions/sheet_upload.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "rows": settings.CALENDAR_ROWS}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        latest = CalendarSheet.objects.select_related("uploaded_by").defer("rows")[:LATEST]
        return super().get_context_data(latest=latest, tables=TABLES.values(), **kwargs)

    def form_valid(self, form: SheetForm) -> HttpResponse:
        upload = form.cleaned_data["file"]
        try:
            sheet = keep_sheet(upload.read(), file_name=upload.name, actor=self.request.user)
        except DomainError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        return redirect("calendar-sheets:sheet", sheet.public_id)


class SheetView(StaffPageMixin, TemplateView):
    """What would become of each row now, and the button that takes them over."""

    title = _("Import a sheet of the calendar")
    template_name = "admin/missions/sheet.html"
    kwargs: dict[str, Any]

    @property
    def permission(self) -> str:  # type: ignore[override]
        return f"missions.add_{TABLES[self.sheet.table].model._meta.model_name}"

    @cached_property
    def sheet(self) -> CalendarSheet:
        sheets = CalendarSheet.objects.select_related("taken_by")
        return get_object_or_404(sheets, public_id=self.kwargs["sheet"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plans = plan_sheet(self.sheet)
        counts = count_outcomes(plans)
        asked = self.request.GET.get("outcome", "")
        chosen = asked if asked in SheetOutcome.values else ""
        shown = [plan for plan in plans if chosen in {"", plan.outcome}]
        return super().get_context_data(
            **{**kwargs, "sheet": self.sheet},
            total=len(plans),
            counts=[(outcome, counts[outcome]) for outcome in SheetOutcome],
            became=[(outcome.label, self.sheet.counts.get(outcome, 0)) for outcome in SheetOutcome],
            writes=counts[SheetOutcome.NEW] + counts[SheetOutcome.CHANGED],
            shown=digest_of(plans),
            chosen=chosen,
            page_obj=Paginator(shown, ROWS_A_PAGE).get_page(self.request.GET.get("page")),
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            confirm_sheet(self.sheet, shown=request.POST.get("shown", ""), actor=request.user)
        except DomainError as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("The sheet is taken over."))
        return redirect("calendar-sheets:sheet", self.sheet.public_id)


class ExportView(StaffPageMixin, View):
    """A whole table of the calendar in the format of the import."""

    kwargs: dict[str, Any]

    @property
    def permission(self) -> str:  # type: ignore[override]
        if (table := TABLES.get(self.kwargs["table"])) is None:
            raise Http404
        return f"missions.view_{table.model._meta.model_name}"

    def get(self, request: HttpRequest, table: str, file_format: str) -> HttpResponseBase:
        if file_format not in CONTENT_TYPES:
            raise Http404
        return FileResponse(
            export_file(table, file_format),
            as_attachment=True,
            filename=export_name(table, file_format),
            content_type=CONTENT_TYPES[file_format],
        )
