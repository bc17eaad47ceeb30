"""The calendar in the admin: dates and status are read-only, acts are buttons that call services."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.formats import localize
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modeltranslation.admin import TranslationAdmin
from modeltranslation.utils import get_translation_fields

from missions import services
from missions.enums import MissionFormat
from missions.forms import CallForm, MissionForm, QuotaTargetForm
from missions.models import Call, FieldOperation, Mission, ParticipatingState, QuotaTarget
from missions.staff_views import CallPresetsView, MissionCallView, MissionConfirmView
from missions.suggestions import suggest_places
from missions.templatetags.missions import last_day_text
from osce_portal.audit.services import record
from osce_portal.common.errors import DomainError
from osce_portal.formats.money import euros
from osce_portal.staff_admin import StaffAdmin

SMALL_TEXTS: dict[Any, Any] = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 4})}}


class KeptAdmin(StaffAdmin):
    """Rows of the calendar are never deleted: the past stays readable."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        act = "changed" if change else "added"
        values = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        record(f"{self.opts.model_name}.{act}", obj, actor=request.user, values=values)


class ActsAdmin(KeptAdmin):
    """Rows whose page leads to acts: only those that whoever opened it may do."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        found.reader = request.user
        return found


def public_page(mission: Mission) -> list[tuple[str, Any]]:
    """The link to the page for everybody, once there is one."""
    return [(mission.get_absolute_url(), _("Public page"))] if mission.published_at else []


def join_links(links: list[tuple[str, Any]]) -> str:
    """Links side by side; a dash where there is none."""
    return format_html_join(" · ", '<a href="{}">{}</a>', links) or "–"


@admin.register(ParticipatingState)
class ParticipatingStateAdmin(KeptAdmin, TranslationAdmin):
    list_display = ["name", "iso2", "region", "languages"]
    list_filter = ["region"]
    search_fields = ["name_fr", "name_nl", "name_de", "name_en", "iso2"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["iso2"] if obj else []


@admin.register(FieldOperation)
class FieldOperationAdmin(KeptAdmin):
    list_display = ["name", "state", "city", "start_year", "end_year", "status"]
    list_select_related = ["state"]
    search_fields = ["name", "short_name", "city"]


@admin.register(Mission)
class MissionAdmin(ActsAdmin, TranslationAdmin):
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
        (_("Date"), {"fields": ["election_day", "date_precision", "period_ends_on"]}),
        (_("Mission of ODIHR"), {"fields": ["format", "stage", "opened_on"]}),
        (_("Observers"), {"fields": ["observers_requested", "share_percent", "long_term_requested"]}),
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
            links += [
                (reverse(f"admin:missions_mission_{act}", args=[mission.public_id]), label)
                for act, label in acts.items()
            ]
        return join_links([*links, *public_page(mission)])

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*self.readonly_fields, "reference"] if obj else self.readonly_fields

    def get_urls(self) -> list:
        return [
            path("<str:public_id>/confirm/", MissionConfirmView.as_view(), name="missions_mission_confirm"),
            path("<str:public_id>/call/", MissionCallView.as_view(), name="missions_mission_call"),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: Mission, form: Any, change: bool) -> None:
        if not change:
            services.add_mission(obj, actor=request.user)
        elif form.changed_data:
            changes = {name: form.cleaned_data[name] for name in form.changed_data}
            services.update_mission(obj, actor=request.user, **changes)

    @admin.action(description=_("Set the call for STOs (unpublished)"), permissions=["change"])
    def set_calls(self, request: HttpRequest, queryset: Any) -> None:
        for mission in queryset.select_related("state"):
            try:
                services.set_election_call(mission, actor=request.user)
            except DomainError as error:
                self.message_user(request, f"{mission} – {error.message}", messages.WARNING)
            else:
                self.message_user(request, _("The call is set: %(mission)s") % {"mission": mission})


class QuotaTargetInline(admin.StackedInline):
    model = QuotaTarget
    form = QuotaTargetForm
    extra = 0
    fieldsets = [
        (None, {"fields": ["label", ("min_share", "max_share"), ("min", "max"), ("hard", "carries_year")]}),
        (_("Weights"), {"fields": [("tolerance", "weight_within", "weight_beyond")]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Whom a band counts stands in its heading; its code is chosen from a list, or not shown."""
        shown = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj):
            return shown
        (name, first), *others = shown
        return [(name, {**first, "fields": first["fields"][1:]}), *others]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not is_decided(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not is_decided(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_decided(obj)


def is_decided(call: Call | None) -> bool:
    """Whether the selection is approved: then the settings stand."""
    return call is not None and call.decided_at is not None


@admin.register(Call)
class CallAdmin(ActsAdmin, TranslationAdmin):
    form = CallForm
    inlines = [QuotaTargetInline]
    list_display = ["title", "deadline", "places", "is_public", "closed_at", "decided_at"]
    list_filter = [
        "role",
        ("closed_at", admin.EmptyFieldListFilter),
        ("published_at", admin.EmptyFieldListFilter),
        "is_sample",
    ]
    list_per_page = 50
    formfield_overrides = SMALL_TEXTS
    search_fields = [
        "mission__reference",
        *(f"mission__state__name_{code}" for code in ("fr", "nl", "de", "en")),
    ]
    actions = ["publish_calls"]
    life = ["deadline", "published_at", "opens_at", "closed_at", "cancelled_at", "decided_at"]
    readonly_fields = ["title", *life, "suggestion", "acts"]
    settings_fields = ["places", "unit_cost_cents", "budget_cents", "minimum_score_tenths"]
    figures = ["seats", "unit_cost", "budget", "minimum_score"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The settings as fields for whoever may change them, else as figures with their unit."""
        may_change = self.has_change_permission(request, obj) and not is_decided(obj)
        settings = self.settings_fields if may_change else self.figures
        return [
            (None, {"fields": ["title", *self.life, "acts"]}),
            (_("Places and budget"), {"fields": ["suggestion", *settings]}),
            (_("Text on the public page"), {"fields": get_translation_fields("text")}),
        ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("mission__state")

    @admin.display(description=_("call"))
    def title(self, call: Call) -> str:
        return call.title

    @admin.display(description=_("deadline"), ordering="closes_at")
    def deadline(self, call: Call) -> str:
        return last_day_text(call.closes_on) or "–"

    @admin.display(description=_("published"), boolean=True, ordering="published_at")
    def is_public(self, call: Call) -> bool:
        return call.published_at is not None

    @admin.display(description=_("places"))
    def seats(self, call: Call) -> Any:
        return call.places or pgettext_lazy("places", "not yet known")

    @admin.display(description=_("Cost per observer"))
    def unit_cost(self, call: Call) -> Any:
        return _("not set") if call.unit_cost_cents is None else euros(call.unit_cost_cents)

    @admin.display(description=_("Budget"))
    def budget(self, call: Call) -> Any:
        return _("not set") if call.budget_cents is None else euros(call.budget_cents)

    @admin.display(description=_("Minimum score"))
    def minimum_score(self, call: Call) -> Any:
        tenths = call.minimum_score_tenths
        return _("none") if tenths is None else localize(Decimal(tenths) / 10)

    @admin.display(description=_("Places that are possible"))
    def suggestion(self, call: Call) -> str:
        return suggest_places(call).in_words()

    @admin.display(description=_("Actions"))
    def acts(self, call: Call) -> str:
        """Links to what can be done with this call."""
        links = []
        if call.reader.has_perm("missions.change_call"):
            presets = reverse("admin:missions_call_presets", args=[call.public_id])
            links.append((presets, _("Choose the balance bands from presets")))
        if call.mission and call.reader.has_perm("assessment.see_call"):
            after = reverse("assessment:after-closing", args=[call.public_id])
            links.append((after, _("Candidacies after closing")))
        if call.mission and call.reader.has_perm("delegation.see_selection"):
            links.append((reverse("delegation:run-latest", args=[call.public_id]), _("Selection")))
        return join_links([*links, *(public_page(call.mission) if call.mission else [])])

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Calls are set from their mission, which gives them their deadline."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fixed = [*self.settings_fields, *get_translation_fields("text")] if is_decided(obj) else []
        return [*self.readonly_fields, *self.figures, *fixed]

    def get_urls(self) -> list:
        presets = path("<str:public_id>/presets/", CallPresetsView.as_view(), name="missions_call_presets")
        return [presets, *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Call, form: Any, change: bool) -> None:
        if form.changed_data:
            changes = {name: form.cleaned_data[name] for name in form.changed_data}
            services.update_call_settings(obj, actor=request.user, **changes)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        if formset.has_changed():
            bands = [
                {name: row.cleaned_data[name] for name in services.BAND_FIELDS}
                for row in formset.forms
                if row.cleaned_data.get("label") and not row.cleaned_data.get("DELETE")
            ]
            services.set_bands(form.instance, actor=request.user, bands=bands)

    @admin.action(description=_("Publish and open"), permissions=["change"])
    def publish_calls(self, request: HttpRequest, queryset: Any) -> None:
        for call in queryset:
            try:
                services.publish_call(call, actor=request.user)
            except DomainError as error:
                self.message_user(request, f"{call} – {error.message}", messages.WARNING)
            else:
                self.message_user(request, _("The call is open: %(call)s") % {"call": call})
