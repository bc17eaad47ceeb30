"""The second person's page, and what happens when somebody cannot go."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from missions.models import Call
from selection.candidacies.models import Candidacy
from selection.delegation import checks, services
from selection.delegation.board import Board
from selection.delegation.changes import changes_since
from selection.delegation.forms import CannotGoForm, DecisionForm, SuccessionForm
from selection.delegation.models import Succession
from selection.delegation.replacement import next_on_reserve, preview_replacement
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
        services.cannot_go(self.candidacy, **data, actor=self.request.user)

    def back(self) -> HttpResponse:
        return redirect("delegation:replacement", call=self.call.public_id)


class DecidedCallMixin(CallPageMixin):
    """Before the approval nobody has a place: no such page."""

    @cached_property
    def call(self) -> Call:
        if super().call.decided_at is None:
            raise Http404
        return super().call


class ReplacementPage(DecidedCallMixin, TemplateView):
    """The next on the reserve list, the least change and the best team, side by side."""

    template_name = "delegation/replacement.html"
    title = _("Fill a free place")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(
            replacement=preview_replacement(self.call),
            waiting=self.call.successions.waiting().for_list().first(),
            may_propose=self.request.user.has_perm("delegation.propose_selection"),
            may_decide=self.request.user.has_perm("delegation.approve_selection"),
            **kwargs,
        )

    def people_shown(self, context: dict[str, Any]) -> set[Candidacy]:
        return context["replacement"].people


class ReplaceView(DecidedCallMixin, ActView):
    """Propose the next person on the approved reserve list."""

    success = _("The replacement is proposed: somebody else now confirms it or sends it back.")

    def act(self) -> None:
        services.propose_succession(self.candidacy, actor=self.request.user)

    def back(self) -> HttpResponse:
        """Where the proposal waits; before the approval that page is none."""
        if self.call.decided_at is None:
            return super().back()
        return redirect("delegation:replacement", call=self.call.public_id)


class SuccessionView(ReasonedView):
    """Confirm a replacement or send it back."""

    permission = "delegation.approve_selection"
    template_name = "delegation/succession.html"
    title = _("Decide on a replacement")
    form_class = SuccessionForm
    success = _("Your decision is kept.")

    @cached_property
    def succession(self) -> Succession:
        rows = Succession.objects.select_related(
            "successor__candidate", "leaving__candidate", "proposer", "approver"
        )
        succession = get_object_or_404(rows, public_id=self.kwargs["succession"], call=self.call)
        succession.call = self.call
        return succession

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        user, succession = self.request.user, self.succession
        return super().get_context_data(
            succession=succession,
            is_next=not succession.is_waiting or next_on_reserve(self.call) == succession.successor,
            may_decide=user.has_perm("delegation.approve_succession", succession),
            **kwargs,
        )

    def people_shown(self, context: dict[str, Any]) -> list[Candidacy]:
        people = [one for one in (self.succession.successor, self.succession.leaving) if one is not None]
        return [one for one in people if one.candidate_id not in context["behind_wall"]]

    def act(self, data: dict[str, Any]) -> None:
        decide = services.approve_succession if data["decision"] == "approve" else services.reject_succession
        decide(self.succession, reason=data["reason"], actor=self.request.user)
