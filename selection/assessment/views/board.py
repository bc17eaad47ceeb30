"""The day after closing: the board of a call, bulk screening with its preview, the points' computation."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from osce_portal.common.errors import DomainError
from selection.assessment.board import Row, count_rows, load_rows
from selection.assessment.enums import FlagState
from selection.assessment.forms import DecisionForm, FilterForm, ScreeningForm
from selection.assessment.services import assess_call, propose_screening, screen_candidacies
from selection.assessment.services.screening import Outcome
from selection.assessment.views.pages import CallPage
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy

PAGE_SIZE = 100


class AfterClosing(CallPage):
    """Counts, flags and the table; a POST asks for the preview of a bulk screening."""

    template_name = "assessment/after_closing.html"
    title = gettext_lazy("After closing")

    @cached_property
    def rows(self) -> list[Row]:
        return load_rows(self.call, kept_from=self.kept_from)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filters = FilterForm(self.request.GET)
        shown = filters.choose(self.rows)
        page = Paginator(shown, PAGE_SIZE).get_page(self.request.GET.get("page"))
        form = kwargs.pop("form", None) or ScreeningForm(rows=self.rows)
        return super().get_context_data(**kwargs) | {
            "counts": count_rows(self.call, self.rows),
            "filters": filters,
            "page_obj": page,
            "shown": len(shown),
            "form": form,
            "ticked": self._ticked(form),
        }

    def people_shown(self, context: dict[str, Any]) -> list[Candidacy]:
        return [row.candidacy for row in context["page_obj"] if not row.is_behind_wall]

    def _ticked(self, form: ScreeningForm) -> set[str]:
        """What was ticked before a mistake, or what "tick all complete" asks for."""
        if form.is_bound:
            return set(self.request.POST.getlist("selected"))
        if self.request.GET.get("select") != FlagState.COMPLETE:
            return set()
        return {row.candidacy.public_id for row in self.rows if _is_clear(row)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ScreeningForm(request.POST, rows=self.rows)
        may_screen = request.user.has_perm("assessment.screen") and self.is_closed and not self.is_decided
        if not may_screen:
            return redirect("assessment:after-closing", self.call.public_id)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        chosen = set(form.cleaned_data["selected"])
        proposals = propose_screening(
            [row for row in self.rows if row.candidacy.public_id in chosen],
            eligible=form.is_eligible,
            reasons=form.cleaned_data["reasons"],
            text=form.cleaned_data["text"],
        )
        preview = Preview()
        preview.setup(request, **kwargs)
        return preview.show(DecisionForm(proposals=proposals), eligible=form.is_eligible)


def _is_clear(row: Row) -> bool:
    waits = row.candidacy.status == CandidacyStatus.SUBMITTED
    return waits and row.is_screenable and row.state == FlagState.COMPLETE


class Preview(CallPage):
    """Who, what flags, what each will read; a POST confirms it."""

    permission = "assessment.screen"
    template_name = "assessment/screening_preview.html"
    title = gettext_lazy("Screening: preview")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("assessment:after-closing", self.call.public_id)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_decided:
            return redirect("assessment:after-closing", self.call.public_id)
        eligible = request.POST.get("decision") == ScreeningForm.ELIGIBLE
        chosen = request.POST.getlist("selected")
        rows = [
            row for row in load_rows(self.call, kept_from=self.kept_from, only=chosen) if row.is_screenable
        ]
        form = DecisionForm(request.POST, proposals=propose_screening(rows, eligible=eligible))
        if not form.is_valid():
            return self.show(form, eligible=eligible)
        outcome = screen_candidacies(form.decisions(), eligible=eligible, actor=request.user)
        self._tell(outcome, eligible=eligible)
        self._tell_moved(set(chosen) - {row.candidacy.public_id for row in rows})
        return redirect("assessment:after-closing", self.call.public_id)

    def people_shown(self, context: dict[str, Any]) -> list[Candidacy]:
        return [proposal.row.candidacy for proposal in context["form"].proposals]

    def show(self, form: DecisionForm, *, eligible: bool) -> HttpResponse:
        """The page with the reasons as proposed, or as typed."""
        doubtful = sum(proposal.row.state != FlagState.COMPLETE for proposal in form.proposals)
        context = self.get_context_data(form=form, eligible=eligible, doubtful=doubtful)
        return self.render_to_response(context)

    def _tell(self, outcome: Outcome, *, eligible: bool) -> None:
        done = len(outcome.done)
        if eligible:
            text = ngettext("%d candidacy is now eligible.", "%d candidacies are now eligible.", done)
        else:
            text = ngettext("%d candidacy is now not eligible.", "%d candidacies are now not eligible.", done)
        if done:
            messages.success(self.request, text % done)
        for candidacy, error in outcome.refused:
            messages.warning(self.request, f"{candidacy.receipt_number} – {error.message}")

    def _tell_moved(self, public_ids: set[str]) -> None:
        """Those of the preview that left meanwhile, for example because they were withdrawn."""
        moved = Candidacy.objects.filter(call=self.call, public_id__in=public_ids)
        for candidacy in moved.exclude(candidate__in=self.kept_from):
            text = _("%(number)s: left as it is, the status is now “%(status)s”.")
            values = {"number": candidacy.receipt_number, "status": candidacy.get_status_display()}
            messages.warning(self.request, text % values)


class ComputePoints(CallPage):
    """Compute the points of every candidacy of the call."""

    permission = "assessment.mark"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            computed = assess_call(self.call, actor=request.user)
        except DomainError as error:
            messages.error(request, error.message)
            return redirect("assessment:after-closing", self.call.public_id)
        if computed:
            text = ngettext(
                "Points computed for %d candidacy.", "Points computed for %d candidacies.", computed
            )
            messages.success(request, text % computed)
        else:
            messages.warning(request, _("There is nothing to compute: no candidacy, or no points grid."))
        return redirect("assessment:after-closing", self.call.public_id)
