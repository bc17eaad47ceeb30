"""The run page, and the acts of the desk officer on it."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from missions.suggestions import allowed_by_share
from osce_portal.audit.services import record
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy
from selection.delegation import checks, engine_io, services
from selection.delegation.board import Board
from selection.delegation.enums import COMPARED, PLACED, UNDECIDED, RunStatus
from selection.delegation.labels import people_word
from selection.delegation.models import SelectionRun
from selection.delegation.views.base import ActView, CallPageMixin

OTHERS_ON_A_PAGE = 50


class RunPage(CallPageMixin, TemplateView):
    """Everything an official needs to defend a team: settings, team, balances, reasons, proof, history."""

    template_name = "delegation/run_page.html"
    title = _("Selection")

    @cached_property
    def shown_run(self) -> SelectionRun | None:
        """The run of the address, else the newest one."""
        if "run" in self.kwargs:
            return self.run
        run = self.call.selection_runs.select_related("proposed_by").first()
        if run is not None:
            run.call = self.call
        return run

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        if self.shown_run is not None:
            record("selection.seen", self.shown_run, actor=request.user)
        return response

    def people_shown(self, context: dict[str, Any]) -> list[Candidacy]:
        rows = [*context["team"], *context["reserve"], *context["others"]] if self.shown_run else []
        return [row.candidacy for row in rows if row.candidacy.candidate_id not in context["behind_wall"]]

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = self._call_context() | self._permissions() | self._run_context()
        return super().get_context_data(**(kwargs | context))

    def _call_context(self) -> dict[str, Any]:
        call = self.call
        return {
            "notices": checks.notices_of_call(call),
            "allowed_places": allowed_by_share(call),
            "targets": [
                {"target": target, "people": people_word(target.label)} for target in call.quota_targets.all()
            ],
            "counts": _counts(call),
            "below_minimum": _below_minimum(call),
            "overrides": call.overrides.in_force().for_list(),
            "history": call.selection_runs.for_history()[:20],
        }

    def _permissions(self) -> dict[str, Any]:
        user, run = self.request.user, self.shown_run
        is_open = run is not None and run.status in UNDECIDED
        proposes = user.has_perm("delegation.propose_selection")
        return {
            "may_propose": proposes,
            "may_set_cost": user.has_perm("candidacies.set_own_cost") and self.call.decided_at is None,
            "may_lock": proposes and run is not None and run.status != RunStatus.APPROVED,
            "may_submit": proposes
            and is_open
            and run.status == RunStatus.PROPOSED
            and run.proposed_by_id == user.pk,
            "may_decide": run is not None
            and run.status == RunStatus.SUBMITTED
            and user.has_perm("delegation.approve_selection", run),
        }

    def _run_context(self) -> dict[str, Any]:
        run = self.shown_run
        if run is None:
            return {"run": None}
        board = Board(run)
        others = Paginator(board.others(), OTHERS_ON_A_PAGE).get_page(self.request.GET.get("page"))
        current = run.status not in UNDECIDED or _is_current(run)
        return {
            "run": run,
            "board": board,
            "team": board.team(),
            "reserve": board.reserve(),
            "weights": board.weights(),
            "by_points": board.by_points() if board.is_feasible else None,
            "others": board.rows(others.object_list),
            "page_obj": others,
            "run_notices": checks.notices_of_run(run) if board.is_feasible else [],
            "is_overtaken": not current,
            "conflict": board.conflict() if not board.is_feasible else None,
            "approval": run.approvals.select_related("approver", "proposer").first(),
            "placed": _placed(run) if run.status == RunStatus.APPROVED else [],
        }


def _is_current(run: SelectionRun) -> bool:
    """False as soon as the engine would be given something else; settings may have been emptied since."""
    call = run.call
    if None in (call.places, call.unit_cost_cents):
        return False
    return engine_io.is_current(run)


def _counts(call) -> dict[str, int]:
    return Candidacy.objects.filter(call=call).aggregate(
        received=Count("pk", Q(received_at__isnull=False)),
        eligible=Count("pk", Q(status__in=COMPARED)),
        ineligible=Count("pk", Q(status=CandidacyStatus.INELIGIBLE)),
        withdrawn=Count("pk", Q(status=CandidacyStatus.WITHDRAWN, received_at__isnull=False)),
    )


def _below_minimum(call):
    """People whom only a person may leave out or admit."""
    undecided = Candidacy.objects.filter(
        call=call, status__in=COMPARED, assessments__total_tenths__lt=call.minimum_score_tenths or 0
    ).exclude(overrides__isnull=False, overrides__lifted_at__isnull=True)
    return undecided.select_related("candidate").prefetch_related("assessments").order_by("pk")[:100]


def _placed(run: SelectionRun):
    """Those who have a place now: replacements change it after the approval."""
    placed = Candidacy.objects.filter(call=run.call, status__in=PLACED)
    return placed.select_related("candidate").order_by("candidate__last_name", "pk")


class ProposeView(ActView):
    success: Any = _("The team was computed.")

    def act(self) -> None:
        keeps_team = self.request.POST.get("keeps_team") == "yes"
        run = services.propose_delegation(self.call, actor=self.request.user, keeps_team=keeps_team)
        if run.status == RunStatus.INFEASIBLE:
            self.success = ""  # the page itself says that no team is possible, and why


class SubmitView(ActView):
    success = _("The selection was handed in: somebody else now approves it or sends it back.")

    def act(self) -> None:
        services.submit_run(self.run, actor=self.request.user)


class RunFileView(CallPageMixin, View):
    """Problem and result as files, for whoever wants to check them with the engine alone; audited."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        name = self.kwargs["name"]
        if name == "problem" and not request.user.has_perm("delegation.see_gender"):
            raise Http404  # it holds everybody's labels
        record("selection.exported", self.run, actor=request.user, values={"file": name})
        response = JsonResponse(getattr(self.run, name), json_dumps_params={"ensure_ascii": False})
        response["Content-Disposition"] = f'attachment; filename="{name}-{self.run.public_id}.json"'
        return response
