"""Sheets of people in the admin: uploaded, looked at row by row, confirmed."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View

from candidates.enums import ImportOutcome, ImportState, SheetKind
from candidates.forms.sheets import ConfirmForm, RowForm
from candidates.models import Candidate, ImportedRow, SheetImport
from candidates.names import describe_person
from candidates.register import services
from candidates.register.working import count_rows
from candidates.services import note_look
from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.common.errors import DomainError
from osce_portal.sheets.forms import SheetForm
from osce_portal.sheets.reading import MAX_ROWS

EXAMPLES = Path(__file__).parents[1] / "register" / "examples"
PERMISSION = "candidates.import_sheets"
ROWS_A_PAGE = 50
LATEST = 10
TITLES = {SheetKind.PEOPLE: _("Take over people of the register"), SheetKind.POOL: _("Take over the pool")}


class UploadView(StaffPageMixin, FormView):
    """Choose a file; below, what was uploaded lately."""

    permission = PERMISSION
    template_name = "admin/candidates/sheet_upload.html"
    form_class = SheetForm

    @property
    def title(self) -> Any:  # type: ignore[override]
        return TITLES[SheetKind(self.kwargs["kind"])]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "rows": MAX_ROWS}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind = self.kwargs["kind"]
        latest = SheetImport.objects.filter(kind=kind).select_related("uploaded_by")[:LATEST]
        columns = services.WAYS[SheetKind(kind)].columns
        return super().get_context_data(kind=kind, latest=latest, columns=columns, **kwargs)

    def form_valid(self, form: SheetForm) -> HttpResponse:
        upload = form.cleaned_data["file"]
        try:
            sheet = services.receive_sheet(
                self.kwargs["kind"], upload.read(), file_name=upload.name, actor=self.request.user
            )
        except DomainError as error:
            form.add_error("file", error.message)
            return self.form_invalid(form)
        return redirect("sheets:sheet", sheet.public_id)


class ExampleView(StaffPageMixin, View):
    """A sheet to begin with: every column, two rows."""

    permission = PERMISSION

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        content = (EXAMPLES / f"{kind}.csv").read_bytes()
        response = HttpResponse(content, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{kind}.csv"'
        return response


class SheetMixin(StaffPageMixin):
    """One sheet."""

    permission = PERMISSION
    kwargs: dict[str, Any]

    @cached_property
    def sheet(self) -> SheetImport:
        rows = SheetImport.objects.select_related("uploaded_by")
        return get_object_or_404(rows, public_id=self.kwargs["sheet"])

    @property
    def title(self) -> Any:  # type: ignore[override]
        return TITLES[SheetKind(self.sheet.kind)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sheet=self.sheet, **kwargs)


class SheetView(SheetMixin, FormView):
    """What becomes, or became, of each row; the button that takes them over, and the one that does not."""

    template_name = "admin/candidates/sheet.html"
    form_class = ConfirmForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = count_rows(self.sheet)
        state = ImportState(self.sheet.state)
        return super().get_context_data(
            page_obj=self.page(),
            chosen=self.chosen,
            counts=[(outcome, counts[outcome]) for outcome in ImportOutcome],
            is_working=state in {ImportState.CHECKING, ImportState.RUNNING},
            may_confirm=services.may_confirm(self.sheet),
            may_decide=state == ImportState.CHECKED,
            is_done=state == ImportState.DONE,
            **kwargs,
        )

    @property
    def chosen(self) -> str:
        """The outcome whose rows alone are shown."""
        asked = self.request.GET.get("outcome", "")
        return asked if asked in ImportOutcome.values else ""

    def page(self) -> Page:
        rows = self.sheet.rows.exclude(outcome="")
        if self.chosen:
            rows = rows.filter(outcome=self.chosen)
        return Paginator(rows, ROWS_A_PAGE).get_page(self.request.GET.get("page"))

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        try:
            if "discard" in self.request.POST:
                services.discard_sheet(self.sheet, actor=self.request.user)
                messages.success(self.request, _("The sheet is discarded: nothing was taken over."))
                return redirect("sheets:upload", self.sheet.kind)
            services.confirm_sheet(self.sheet, actor=self.request.user, tells=form.cleaned_data["tells"])
        except DomainError as error:
            messages.warning(self.request, error.message)
        return redirect("sheets:sheet", self.sheet.public_id)


class RowView(SheetMixin, FormView):
    """Who a row means, where the portal cannot tell."""

    template_name = "admin/candidates/sheet_row.html"
    form_class = RowForm

    @cached_property
    def row(self) -> ImportedRow:
        rows = ImportedRow.objects.filter(sheet=self.sheet, outcome=ImportOutcome.REVIEW)
        return get_object_or_404(rows.select_related("sheet"), number=self.kwargs["row"])

    @cached_property
    def people(self) -> list[Candidate]:
        return list(Candidate.objects.filter(public_id__in=self.row.related))

    def get_form_kwargs(self) -> dict[str, Any]:
        choices = [(person.public_id, describe_person(person)) for person in self.people]
        return {**super().get_form_kwargs(), "choices": choices}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        for person in self.people:
            note_look(person, actor=self.request.user, page=self.request.path)
        columns = services.WAYS[SheetKind(self.sheet.kind)].columns
        cells = ((column.code, self.row.cells.get(column.code)) for column in columns)
        said = {code: text for code, text in cells if text}
        return super().get_context_data(row=self.row, said=said, **kwargs)

    def form_valid(self, form: RowForm) -> HttpResponse:
        try:
            services.decide_row(self.row, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.form_invalid(form)
        return redirect("sheets:sheet", self.sheet.public_id)
