"""What each candidacy costs, for whoever enters money; nothing else of the file stands on these pages."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, ListView

from missions.models import Call
from missions.own import without_own_calls
from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.audit.enums import Task
from osce_portal.common.errors import DomainError
from osce_portal.walls import keep_away
from selection.candidacies import services
from selection.candidacies.cost_forms import OwnCostForm
from selection.candidacies.enums import LEAVING
from selection.candidacies.errors import CostWithoutReason
from selection.candidacies.models import Candidacy


def costed_for(user: Any) -> Any:
    """Received candidacies whose cost ``user`` may set: behind no wall, and of no own call."""
    rows = Candidacy.objects.received().exclude(status__in=LEAVING)
    return keep_away(without_own_calls(rows, user).for_list(), user, person="candidate")


class CallCostsView(StaffPageMixin, ListView):
    """What each received candidacy for a call costs; no such page for an own call."""

    permission = "candidacies.set_own_cost"
    task = Task.SELECTION
    title = _("Cost of each candidacy")
    template_name = "admin/candidacies/costs.html"
    paginate_by = 50
    request: HttpRequest

    @cached_property
    def call(self) -> Call:
        others = without_own_calls(Call.objects.published(), self.request.user, call="pk")
        calls = others.filter(mission__isnull=False).select_related("mission__state")
        return get_object_or_404(calls, public_id=self.kwargs["call"])

    def get_queryset(self) -> Any:
        rows = costed_for(self.request.user).filter(call=self.call)
        return rows.order_by("candidate__last_name", "candidate__first_name", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, call=self.call)

    def people_shown(self, context: dict[str, Any]) -> list[Candidacy]:
        return list(context["object_list"])


class OwnCostView(StaffPageMixin, FormView):
    """The cost of one received candidacy; no such page behind the reader's wall, or for an own call."""

    permission = "candidacies.set_own_cost"
    task = Task.SELECTION
    title = _("Cost of a candidacy")
    form_class = OwnCostForm
    template_name = "admin/candidacies/cost.html"
    kwargs: dict[str, Any]

    @cached_property
    def candidacy(self) -> Candidacy:
        return get_object_or_404(costed_for(self.request.user), public_id=self.kwargs["public_id"])

    def get_initial(self) -> dict[str, Any]:
        return {"cents": self.candidacy.cost_cents, "reason": self.candidacy.cost_reason}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"candidacy": self.candidacy, "back_url": self.back_url()}
        return super().get_context_data(**kwargs, **shown)

    def people_shown(self, context: dict[str, Any]) -> list[Candidacy]:
        return [self.candidacy]

    def form_valid(self, form: OwnCostForm) -> HttpResponse:
        try:
            services.set_own_cost(self.candidacy, actor=self.request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error("reason" if isinstance(error, CostWithoutReason) else None, error.message)
            return self.form_invalid(form)
        messages.success(self.request, _("The cost is kept. A team that was computed before is overtaken."))
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return self.back_url()

    def back_url(self) -> str:
        """The candidacy for those who may read it, else the selection of its call."""
        call = self.candidacy.call.public_id
        if self.request.user.has_perm("assessment.see_call"):
            return reverse("assessment:candidacy", args=[call, self.candidacy.public_id])
        return reverse("delegation:run-latest", args=[call])
