"""The chains of dates in the admin: all of them, one step, and the step done."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, ListView, View

from missions import services
from missions.chains import chain_lines, open_chains
from missions.forms import MilestoneForm
from missions.models import Milestone
from missions.own import without_own_calls
from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.common.errors import DomainError
from osce_portal.staff_admin import row_address


class ChainsView(StaffPageMixin, ListView):
    """Every call whose chain is not done, the most overdue first."""

    permission = "missions.view_milestone"
    title = _("Chains of dates")
    template_name = "admin/missions/chains.html"
    paginate_by = 50

    def get_queryset(self) -> Any:
        return open_chains()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "lines": chain_lines(context["object_list"])}


class StepMixin(StaffPageMixin):
    """One step of a call's chain, unless it is the portal's own or of a call of the own candidacy."""

    permission = "missions.change_milestone"
    kwargs: dict[str, Any]
    request: HttpRequest

    @cached_property
    def step(self) -> Milestone:
        subjects = ["call__mission__state", "call__vacancy", "call__round", "call__crisis_mission"]
        steps = without_own_calls(Milestone.objects.for_staff(), self.request.user)
        steps = steps.select_related("owner", *subjects)
        return get_object_or_404(steps, public_id=self.kwargs["step"])


class StepView(StepMixin, FormView):
    """Its day and who sees to it."""

    form_class = MilestoneForm
    template_name = "admin/missions/milestone.html"

    @property
    def title(self) -> Any:  # type: ignore[override]
        return self.step.get_kind_display()

    def get_initial(self) -> dict[str, Any]:
        return {"due_on": self.step.due_on, "owner": self.step.owner}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        computed = services.computed_dates(self.step.call).get(self.step.kind)
        return super().get_context_data(**{**kwargs, "step": self.step, "computed": computed})

    def form_valid(self, form: MilestoneForm) -> HttpResponse:
        try:
            services.adjust_milestone(self.step, actor=self.request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("The step is changed."))
        return redirect(row_address(self.step.call))


class StepDoneView(StepMixin, View):
    """Tick a step off, or take that back."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        act = services.reopen_milestone if "reopen" in request.POST else services.finish_milestone
        try:
            act(self.step, actor=request.user)
        except DomainError as error:
            messages.warning(request, str(error))
        return redirect(row_address(self.step.call))
