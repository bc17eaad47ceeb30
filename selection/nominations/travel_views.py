"""Travel details: the person's own page, and the desk's, where each look is recorded."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.audit.enums import Task
from osce_portal.audit.services import record
from osce_portal.walls import keep_away
from selection.candidacies.enums import PLACED
from selection.candidacies.models import Candidacy
from selection.nominations import travel
from selection.nominations.models import TravelDetails
from selection.nominations.travel_forms import TravelForm


class TravelDetailsView(LoginRequiredMixin, FormView):
    """Given, changed or taken back by the person. Without a place there is no such page: 404."""

    form_class = TravelForm
    template_name = "nominations/travel_form.html"

    @cached_property
    def candidacy(self) -> Candidacy:
        placed = travel.placed_of_user(self.request.user).for_list()
        return get_object_or_404(placed, public_id=self.kwargs["public_id"])

    @cached_property
    def details(self) -> TravelDetails | None:
        return TravelDetails.objects.filter(candidacy=self.candidacy).first()

    def get_initial(self) -> dict[str, Any]:
        return TravelForm.initial_of(self.details)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(candidacy=self.candidacy, details=self.details, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "remove" not in request.POST:
            return super().post(request, *args, **kwargs)
        if self.candidacy and self.details:
            travel.remove_details(self.details, actor=request.user)
        messages.success(request, _("Your travel details have been removed."))
        return redirect(self.candidacy.get_detail_url())

    def form_valid(self, form: TravelForm) -> HttpResponse:
        travel.save_details(self.candidacy, actor=self.request.user, **form.details)
        messages.success(self.request, _("Your travel details have been saved."))
        return redirect(self.candidacy.get_detail_url())


class TravelOfView(StaffPageMixin, TemplateView):
    """One person's, for the officer who prepares the journey."""

    permission = "nominations.see_travel_details"
    template_name = "nominations/travel_details.html"
    title = gettext_lazy("Travel details")
    task = Task.NOMINATION

    @cached_property
    def candidacy(self) -> Candidacy:
        placed = Candidacy.objects.filter(call__decided_at__isnull=False, status__in=PLACED).for_list()
        own = Candidacy.objects.involving(self.request.user).values("call")
        others = keep_away(placed.exclude(call__in=own), self.request.user, person="candidate")
        return get_object_or_404(others, public_id=self.kwargs["candidacy"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs |= {"candidacy": self.candidacy}  # its reference came in with the address
        details = TravelDetails.objects.filter(candidacy=self.candidacy).first()
        if details is not None:
            page = {"page": self.request.resolver_match.view_name}
            record(
                "traveldetails.seen", details, actor=self.request.user,
                subject=self.candidacy.candidate, values=page,
            )  # fmt: skip
        return super().get_context_data(details=details, **kwargs)
