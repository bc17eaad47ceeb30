"""The second person's page, and what happens when somebody cannot go."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from missions.models import Call
from selection.candidacies.models import Candidacy
from selection.delegation import checks, services
from selection.delegation.board import Board
from selection.delegation.changes import changes_since
from selection.delegation.forms import CannotGoForm, DecisionForm
from selection.delegation.replacement import preview_replacement
from selection.delegation.views.base import ActView, CallPageMixin, ReasonedView


class DecisionView(ReasonedView):
    """Approve or send back, seeing what changed since the run before."""

    permission = "delegation.approve_selection"
    template_name = "delegation/decision.html"
    title = _("Decide on a selection")
    form_class = DecisionForm
    success = _("Your decision is kept.")

    def notices(self) -> list[checks.Notice]:
        return [*checks.notices_of_call(self.call), *checks.notices_of_run(self.run)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"has_warnings": bool(self.notices())}

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        board = Board(self.run)
        return super().get_context_data(
            run=self.run,
            board=board,
            team=board.team(),
            weights=board.weights(),
            by_points=board.by_points(),
            notices=self.notices(),
            overrides=self.call.overrides.in_force().for_list(),
            changes=changes_since(self.run),
            may_decide=self.request.user.has_perm(self.permission, self.run),
            **kwargs,
        )

    def people_shown(self, context: dict[str, Any]) -> list[Candidacy]:
        team = (row.candidacy for row in context["team"])
        return [one for one in team if one.candidate_id not in context["behind_wall"]]

    def act(self, data: dict[str, Any]) -> None:
        if data["decision"] == "approve":
            despite = data.get("despite", "")
            services.approve_run(self.run, reason=data["reason"], despite=despite, actor=self.request.user)
        else:
            services.reject_run(self.run, reason=data["reason"], actor=self.request.user)


class CannotGoView(ReasonedView):
    """Somebody gives the place up; the replacement page follows."""

    template_name = "delegation/cannot_go.html"
    title = _("Cannot go")
    form_class = CannotGoForm
    success = _("The place is free. Decide here how it is filled.")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(candidacy=self.candidacy, **kwargs)

    def act(self, data: dict[str, Any]) -> None:
        services.cannot_go(self.candidacy, reason=data["reason"], actor=self.request.user)

    def back(self) -> HttpResponse:
        return redirect("delegation:replacement", call=self.call.public_id)


class ReplacementPage(CallPageMixin, TemplateView):
    """The next on the reserve list, the least change and the best team, side by side."""

    template_name = "delegation/replacement.html"
    title = _("Fill a free place")

    @cached_property
    def call(self) -> Call:
        """Before the approval nobody has a place: no such page."""
        if super().call.decided_at is None:
            raise Http404
        return super().call

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(
            replacement=preview_replacement(self.call),
            may_propose=self.request.user.has_perm("delegation.propose_selection"),
            **kwargs,
        )

    def people_shown(self, context: dict[str, Any]) -> set[Candidacy]:
        return context["replacement"].people


class ReplaceView(ActView):
    """Confirm the next person on the approved reserve list."""

    success = _("The place is filled and the person is told.")

    def act(self) -> None:
        services.replace(self.candidacy, actor=self.request.user)
