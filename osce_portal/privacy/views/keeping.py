"""Until when files are kept: holds, the switch of the purge, and what the purge would do tonight."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View

from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.common.errors import DomainError
from osce_portal.privacy.forms import HoldForm, SwitchForm
from osce_portal.privacy.models import LegalHold, PurgeSwitch
from osce_portal.privacy.services import lift_hold, place_hold, switch_purge
from osce_portal.privacy.services.retention import files_to_tell, forecast, outlook
from osce_portal.walls import keep_away

FILES_A_PAGE = 50


def holds_for(user: Any) -> QuerySet[LegalHold]:
    return keep_away(LegalHold.objects.for_list(), user, person="candidate")


class HoldsView(StaffPageMixin, FormView):
    """Holds in force, and the form to place one, by the person's reference."""

    permission = "privacy.view_legalhold"
    title = _("Legal holds")
    template_name = "privacy/staff/holds.html"
    form_class = HoldForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        holds = holds_for(self.request.user).in_force(timezone.localdate())[:200]
        may_place = self.request.user.has_perm("privacy.add_legalhold")
        return super().get_context_data(holds=holds, may_place=may_place, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("privacy.add_legalhold"):
            raise Http404
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: HoldForm) -> HttpResponse:
        try:
            place_hold(**form.cleaned_data, actor=self.request.user)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.form_invalid(form)
        messages.success(self.request, _("The file is kept while the hold stands."))
        return redirect("privacy-staff:holds")


class LiftHoldView(StaffPageMixin, View):
    """One button."""

    permission = "privacy.change_legalhold"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        hold = get_object_or_404(holds_for(request.user), public_id=kwargs["public_id"])
        try:
            lift_hold(hold, actor=request.user)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("The hold is lifted."))
        return redirect("privacy-staff:holds")


class RetentionView(StaffPageMixin, FormView):
    """The switch, who set it when and why, and what tonight would bring."""

    permission = "privacy.see_retention"
    title = _("Retention of files")
    template_name = "privacy/staff/retention.html"
    form_class = SwitchForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(files_to_tell(), FILES_A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            page_obj=page,
            files=outlook(page.object_list),
            switch=PurgeSwitch.objects.in_force(),
            history=PurgeSwitch.objects.select_related("set_by")[:20],
            forecast=forecast(),
            may_switch=self.request.user.has_perm("privacy.switch_purge"),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("privacy.switch_purge"):
            raise Http404
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: SwitchForm) -> HttpResponse:
        switch = switch_purge(
            armed=form.cleaned_data["act"] == SwitchForm.ARM,
            reason=form.cleaned_data["reason"],
            actor=self.request.user,
        )
        text = _("The purge is armed.") if switch.armed else _("The purge is a dry run again.")
        messages.success(self.request, text)
        return redirect("privacy-staff:retention")
