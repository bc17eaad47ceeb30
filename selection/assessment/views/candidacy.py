"""One candidacy for staff: conditions, points with their working, the mark, the wall."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from osce_portal.common.errors import DomainError
from selection.assessment.board import Row, load_rows
from selection.assessment.forms import ConflictForm, MarkForm
from selection.assessment.models import Assessment, Level
from selection.assessment.services import declare_conflict, mark_motivation, verify_assessment
from selection.assessment.views.pages import CallPage
from selection.candidacies.dossier_reading import Part, read_dossier
from selection.candidacies.models import Candidacy


class CandidacyPage(CallPage):
    """A page about one received candidacy; behind the reader's wall there is none."""

    @cached_property
    def row(self) -> Row:
        rows = load_rows(self.call, only=[self.kwargs["candidacy_ref"]])
        if not rows:
            raise Http404
        self.refuse_behind_wall(rows[0].candidacy.candidate_id)
        return rows[0]

    @property
    def candidacy(self) -> Candidacy:
        return self.row.candidacy

    def back(self) -> HttpResponse:
        return redirect("assessment:candidacy", self.call.public_id, self.candidacy.public_id)


class ShowCandidacy(CandidacyPage):
    """Everything about one candidacy that staff decide on; every look is recorded."""

    template_name = "assessment/candidacy.html"
    title = gettext_lazy("Candidacy")

    def people_shown(self, context: dict[str, Any]) -> list[Candidacy]:
        return [self.candidacy]

    @cached_property
    def assessment(self) -> Assessment | None:
        return Assessment.objects.for_page().filter(candidacy=self.candidacy).first()

    def mark_form(self, data: Any = None) -> MarkForm | None:
        """The motivation's form; None before the points are computed."""
        if self.assessment is None:
            return None
        criteria = {"criterion__rubric": self.assessment.rubric_id, "criterion__by_person": True}
        level = self.assessment.motivation_level
        initial = {"level": level.code if level else "", "comment": self.assessment.comment}
        return MarkForm(
            data, levels=list(Level.objects.filter(**criteria).order_by("tenths")), initial=initial
        )

    def dossier(self) -> list[Part]:
        """The CV and answers as they were handed in; gender is no ground for points, and not shown."""
        frozen = self.candidacy.dossiers.first()
        return read_dossier(frozen.data, without=["gender"]) if frozen else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, candidacy = self.request.user, self.candidacy
        return {
            "row": self.row,
            "candidacy": candidacy,
            "assessment": self.assessment,
            "mark_form": self.mark_form(),
            "dossier": self.dossier(),
            "conflict_form": ConflictForm(),
            "screenings": candidacy.screenings.select_related("screened_by"),
            "transitions": candidacy.transitions.select_related("actor"),
            "may_mark": user.has_perm("assessment.mark", candidacy) and not self.is_decided,
            "may_set_cost": user.has_perm("candidacies.set_own_cost", candidacy) and not self.is_decided,
            "may_screen": user.has_perm("assessment.screen", candidacy),
        } | super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Mark the motivation."""
        form = self.mark_form(request.POST)
        if form is None or not request.user.has_perm("assessment.mark", self.candidacy):
            raise Http404
        if not form.is_valid() or form.chosen_level is None:
            if not form.errors:
                form.add_error("level", _("Please choose a level."))
            return self.render_to_response(self.get_context_data(mark_form=form))
        comment = form.cleaned_data["comment"]
        try:
            mark_motivation(self.candidacy, level=form.chosen_level, comment=comment, actor=request.user)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.render_to_response(self.get_context_data(mark_form=form))
        messages.success(request, _("The mark is saved."))
        return self.back()


class Verify(CandidacyPage):
    """A person says that the declared lines were compared with their proofs."""

    permission = "assessment.mark"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        assessment = Assessment.objects.for_page().filter(candidacy=self.candidacy).first()
        if assessment is None:
            raise Http404
        try:
            verify_assessment(assessment, actor=request.user)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("The points are verified."))
        return self.back()


class DeclareConflict(CandidacyPage):
    """The reader keeps away from this person's file from now on."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ConflictForm(request.POST)
        if not form.is_valid():
            page = ShowCandidacy()
            page.setup(request, **kwargs)
            return page.render_to_response(page.get_context_data(conflict_form=form))
        declare_conflict(self.candidacy.candidate, officer=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("You keep away from this file from now on; a colleague does the rest."))
        return redirect("assessment:after-closing", self.call.public_id)
