"""Acts of the staff that show what they will do before they do it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from missions import services
from missions.enums import BAND_LABELS
from missions.forms import ConfirmForm
from missions.models import Call, Mission
from missions.own import without_own_calls
from missions.presets import PRESETS, describe_seats, find_preset, preview
from missions.rule import last_day_of
from missions.suggestions import suggest_places
from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.common.enums import Role
from osce_portal.common.errors import DomainError
from osce_portal.staff_admin import row_address


class MissionPageMixin(StaffPageMixin):
    """A staff page about one mission."""

    permission = "missions.change_mission"
    kwargs: dict[str, Any]

    @cached_property
    def mission(self) -> Mission:
        return get_object_or_404(Mission.objects.select_related("state"), public_id=self.kwargs["public_id"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(mission=self.mission, **kwargs)


class MissionConfirmView(MissionPageMixin, FormView):
    """Confirm an entry with its source; it is published with that."""

    title = _("Confirm with a source")
    form_class = ConfirmForm
    template_name = "admin/missions/mission_confirm.html"

    def get_initial(self) -> dict[str, Any]:
        return {"source": self.mission.source}

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        try:
            services.confirm_mission(
                self.mission, source=form.cleaned_data["source"], actor=self.request.user
            )
        except DomainError as error:
            form.add_error("source", str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("The mission is confirmed and published."))
        return redirect(row_address(self.mission))


class MissionCallView(MissionPageMixin, TemplateView):
    """Set the mission's call for STOs, or for LTOs, and open it: the deadline is shown before."""

    role = Role.STO
    title = _("Set the call for STOs")
    template_name = "admin/missions/mission_call.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **self.find_last_day(),
            published=Call.objects.published()
            .filter(mission=self.mission, role=self.role, cancelled_at=None)
            .first(),
            **kwargs,
        )

    def find_last_day(self) -> dict[str, Any]:
        """Of a call for LTOs, else why there can be none; that for STOs hangs on the election day alone."""
        if self.role != Role.LTO:
            return {"last_day": last_day_of(self.mission) if self.mission.day_is_known else None}
        try:
            return {"last_day": services.latest_last_day(self.mission, self.role)}
        except DomainError as error:
            return {"why": error.message}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            call = services.set_election_call(self.mission, role=self.role, actor=request.user)
            if "publish" in request.POST:
                services.publish_call(call, actor=request.user)
        except DomainError as error:
            return self.render_to_response(self.get_context_data(refusal=error.message))
        messages.success(request, _("The call is set."))
        return redirect(row_address(call))


class CallPresetsView(StaffPageMixin, TemplateView):
    """Balance bands from a preset: what each means for this call, and a button that applies it."""

    permission = "missions.change_call"
    title = _("Balance bands from presets")
    template_name = "admin/missions/call_presets.html"

    @cached_property
    def call(self) -> Call:
        others = without_own_calls(Call.objects.all(), self.request.user, call="pk")
        calls = others.select_related("mission__state").prefetch_related("quota_targets")
        return get_object_or_404(calls, public_id=self.kwargs["public_id"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        places = self.call.places or suggest_places(self.call).places
        current = [
            {
                "people": BAND_LABELS.get(target.label, target.label),
                "target": target,
                "seats": describe_seats(target, places),
            }
            for target in self.call.quota_targets.all()
        ]
        return super().get_context_data(
            call=self.call,
            places=places,
            current=current,
            presets=[(preset, preview(preset, places)) for preset in PRESETS],
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        preset = find_preset(request.POST.get("preset", ""))
        if preset is None:
            refusal = _("Please choose one of the presets.")
            return self.render_to_response(self.get_context_data(refusal=refusal))
        try:
            services.set_bands(self.call, actor=request.user, bands=[dict(band) for band in preset.bands])
        except DomainError as error:
            return self.render_to_response(self.get_context_data(refusal=error.message))
        messages.success(request, _("The balance bands are set: %(preset)s") % {"preset": preset.name})
        return redirect(row_address(self.call))
