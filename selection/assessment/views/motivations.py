"""Marking motivations, twenty to a page, without seeing whose they are."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, ngettext

from osce_portal.common.errors import DomainError
from selection.assessment.forms import MarkForm
from selection.assessment.models import Assessment, Level
from selection.assessment.rubrics import rubric_of
from selection.assessment.services import mark_motivation
from selection.assessment.views.pages import CallPage
from selection.candidacies.enums import LEAVING
from selection.candidacies.models import Candidacy

PAGE_SIZE = 20


class Motivations(CallPage):
    """The texts in the order of their receipt numbers, which says nothing about the persons."""

    template_name = "assessment/motivations.html"
    title = gettext_lazy("Motivations")

    @cached_property
    def candidacies(self) -> Any:
        rows = Candidacy.objects.received().filter(call=self.call).exclude(status__in=LEAVING)
        return rows.exclude(candidate__in=self.kept_from).order_by("receipt_number")

    @cached_property
    def page(self) -> Page:
        rows = self.candidacies.select_related("candidate")
        return Paginator(rows, PAGE_SIZE).get_page(self.request.GET.get("page"))

    @cached_property
    def shown(self) -> list[Candidacy]:
        """Those of the page, or those a form comes back for: nothing typed is lost if the list moved."""
        if self.request.method != "POST":
            return list(self.page)
        sent = self.request.POST.getlist("row")
        return list(self.candidacies.filter(public_id__in=sent).select_related("candidate"))

    @cached_property
    def assessments(self) -> dict[int, Assessment]:
        rows = Assessment.objects.filter(candidacy__in=self.shown).select_related("motivation_level")
        return {row.candidacy_id: row for row in rows}

    @cached_property
    def levels(self) -> list[Level]:
        rows = Level.objects.filter(criterion__rubric=rubric_of(self.call), criterion__by_person=True)
        return list(rows.order_by("tenths"))

    def people_shown(self, context: dict[str, Any]) -> list[Candidacy]:
        return self.shown

    def forms(self, data: Any = None) -> list[tuple[Candidacy, MarkForm]]:
        """A form per text, with the mark given before, or with what was just typed."""
        return [(row, self._form(row, data)) for row in self.shown]

    def _form(self, candidacy: Candidacy, data: Any) -> MarkForm:
        given = self.assessments.get(candidacy.pk)
        level = given.motivation_level.code if given and given.motivation_level else ""
        initial = {"level": level, "comment": given.comment if given else ""}
        return MarkForm(data, prefix=candidacy.public_id, levels=self.levels, initial=initial)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "forms": self.forms(),
            "page_obj": self.page,
            "unmarked": self._unmarked().count(),
            "all": self.page.paginator.count,
            "may_mark": self.request.user.has_perm("assessment.mark") and not self.is_decided,
        } | super().get_context_data(**kwargs)

    def _unmarked(self) -> Any:
        return self.candidacies.exclude(assessments__motivation_level__isnull=False)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("assessment.mark"):
            raise Http404
        forms = self.forms(request.POST)
        if any([not form.is_valid() for _row, form in forms]):  # noqa: C419 – every form is to show its errors
            return self.render_to_response(self.get_context_data(forms=forms))
        try:
            saved = self._save(forms)
        except DomainError as error:
            messages.error(request, error.message)
            return self.render_to_response(self.get_context_data(forms=forms))
        messages.success(request, ngettext("%d mark saved.", "%d marks saved.", saved) % saved)
        return redirect(self._next_address())

    @transaction.atomic
    def _save(self, forms: list[tuple[Candidacy, MarkForm]]) -> int:
        """All marks of the page or none."""
        saved = 0
        for row, form in forms:
            level = form.chosen_level
            if level is not None and form.has_changed():
                comment = form.cleaned_data["comment"]
                mark_motivation(row, level=level, comment=comment, actor=self.request.user)
                saved += 1
        return saved

    def _next_address(self) -> str:
        """The page of the first text that is still unmarked; the board when none is."""
        order = list(self.candidacies.values_list("pk", flat=True))
        open_ones = set(self._unmarked().values_list("pk", flat=True))
        first = next((place for place, pk in enumerate(order) if pk in open_ones), None)
        if first is None:
            return reverse("assessment:after-closing", args=[self.call.public_id])
        address = reverse("assessment:motivations", args=[self.call.public_id])
        return f"{address}?page={first // PAGE_SIZE + 1}"
