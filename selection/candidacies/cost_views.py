"""What one candidacy costs, for whoever enters money; nothing else of the file stands on this page."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.audit.enums import Task
from osce_portal.common.errors import DomainError
from osce_portal.walls import keep_away
from selection.candidacies import services
from selection.candidacies.cost_forms import OwnCostForm
from selection.candidacies.enums import LEAVING
from selection.candidacies.errors import CostWithoutReason
from selection.candidacies.models import Candidacy


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
        own = Candidacy.objects.involving(self.request.user)
        rows = Candidacy.objects.received().exclude(status__in=LEAVING).exclude(call__in=own.values("call"))
        known = keep_away(rows.for_list(), self.request.user, person="candidate")
        return get_object_or_404(known, public_id=self.kwargs["public_id"])

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
