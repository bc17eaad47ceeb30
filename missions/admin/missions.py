"""Missions of ODIHR."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from missions import services
from missions.acts import acts_on
from missions.admin.base import SMALL_TEXTS, ActsAdmin, SheetsAdmin, join_links, public_page
from missions.enums import MissionFormat, SheetTable
from missions.forms import MissionForm
from missions.models import Mission
from missions.staff_views import MissionCallView, MissionConfirmView
from osce_portal.common.enums import Role
from osce_portal.common.errors import DomainError
from osce_portal.side_by_side import SideBySideAdmin

LTO_CALL = _("Set the call for LTOs")


@admin.register(Mission)
class MissionAdmin(SideBySideAdmin, ActsAdmin, SheetsAdmin, TranslationAdmin):
    sheet_table = SheetTable.MISSIONS
    form = MissionForm
    list_display = ["title", "day", "short_format", "is_confirmed", "is_public"]
    list_filter = ["is_confirmed", "stage", "format", "is_sample"]
    list_select_related = ["state"]
    list_per_page = 50
    search_fields = ["reference", "state__name_fr", "state__name_nl", "state__name_de", "state__name_en"]
    date_hierarchy = "calendar_on"
    formfield_overrides = SMALL_TEXTS
    actions = ["set_calls"]
    as_found = ["election_as_found", "date_as_found", "format_as_found"]
    readonly_fields = [*as_found, "source", "is_confirmed", "published_at", "acts"]
    fieldsets = [
        (None, {"fields": ["reference", "state", "election", "is_early", "acts"]}),
        (_("Date"), {"fields": ["election_day", "voting_ends_on", "date_precision", "period_ends_on"]}),
        (_("Mission of ODIHR"), {"fields": ["format", "stage", "opened_on"]}),
        (
            _("Observers"),
            {"fields": ["observers_requested", "share_percent", "long_term_requested", "long_term_due_on"]},
        ),
        (
            _("In the field"),
            {"fields": ["long_term_from", "short_term_from", "short_term_to", "second_round_on"]},
        ),
        (_("Source"), {"fields": ["is_confirmed", "source", "published_at", *as_found, "note"]}),
    ]

    @admin.display(description=_("mission"))
    def title(self, mission: Mission) -> str:
        return mission.title

    @admin.display(description=_("election day"), ordering="calendar_on")
    def day(self, mission: Mission) -> Any:
        return mission.election_day if mission.day_is_known else mission.election_period

    @admin.display(description=_("format"), ordering="format")
    def short_format(self, mission: Mission) -> str:
        return "–" if mission.format in {MissionFormat.NONE, MissionFormat.UNKNOWN} else mission.format

    @admin.display(description=_("published"), boolean=True, ordering="published_at")
    def is_public(self, mission: Mission) -> bool:
        return mission.published_at is not None

    @admin.display(description=_("Actions"))
    def acts(self, mission: Mission) -> str:
        """Links to what can be done with this mission."""
        if mission.pk is None:
            return "–"
        links = []
        if mission.reader.has_perm("missions.change_mission"):
            acts = {"confirm": _("Confirm with a source"), "call": _("Set the call for STOs")}
            if settings.LTO_CALLS_ALLOWED and mission.asks_for_lto:
                acts["call_lto"] = LTO_CALL
            links += [
                (reverse(f"admin:missions_mission_{act}", args=[mission.public_id]), label)
                for act, label in acts.items()
            ]
        return join_links([*links, *acts_on(mission, mission.reader), *public_page(mission)])

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*self.readonly_fields, "reference"] if obj else self.readonly_fields

    def get_urls(self) -> list:
        return [
            path("<str:public_id>/confirm/", MissionConfirmView.as_view(), name="missions_mission_confirm"),
            path("<str:public_id>/call/", MissionCallView.as_view(), name="missions_mission_call"),
            path(
                "<str:public_id>/call/lto/",
                MissionCallView.as_view(role=Role.LTO, title=LTO_CALL),
                name="missions_mission_call_lto",
            ),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: Mission, form: Any, change: bool) -> None:
        if not change:
            services.add_mission(obj, actor=request.user)
        elif form.changed_data:
            changes, read = form.typed, form.read
            if "stage" in changes:
                services.move_stage(obj, changes.pop("stage"), actor=request.user)
                del read["stage"]
            services.update_mission(obj, actor=request.user, read=read, **changes)

    @admin.action(description=_("Set the call for STOs (unpublished)"), permissions=["change"])
    def set_calls(self, request: HttpRequest, queryset: Any) -> None:
        for mission in queryset.select_related("state"):
            try:
                services.set_election_call(mission, actor=request.user)
            except DomainError as error:
                self.message_user(request, f"{mission} – {error.message}", messages.WARNING)
            else:
                self.message_user(request, _("The call is set: %(mission)s") % {"mission": mission})
