"""Calls: their settings, their balance bands, and the act of publishing."""

from decimal import Decimal
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modeltranslation.admin import TranslationAdmin
from modeltranslation.utils import get_translation_fields

from missions import services
from missions.acts import acts_on
from missions.admin.base import SMALL_TEXTS, ActsAdmin, join_links, public_page
from missions.forms import CallForm, QuotaTargetForm
from missions.models import Call, QuotaTarget
from missions.own import is_own_call
from missions.staff_views import CallPresetsView
from missions.suggestions import suggest_places
from missions.templatetags.missions import last_day_text
from osce_portal.common.errors import DomainError
from osce_portal.formats.money import euros
from osce_portal.side_by_side import SideBySideAdmin, beside, translated


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
        return super().has_add_permission(request, obj) and not is_settled(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not is_settled(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_settled(obj)


def is_decided(call: Call | None) -> bool:
    """Whether the selection is approved: then the settings stand."""
    return call is not None and call.decided_at is not None


def is_settled(call: Any) -> bool:
    """Whether whoever reads its page may not change its balance bands."""
    return is_decided(call) or (call is not None and call.is_own)


@admin.register(Call)
class CallAdmin(SideBySideAdmin, ActsAdmin, TranslationAdmin):
    form = CallForm
    inlines = [QuotaTargetInline]
    list_display = ["title", "deadline", "places", "is_public", "closed_at", "decided_at"]
    list_filter = [
        "scheme",
        "role",
        ("closed_at", admin.EmptyFieldListFilter),
        ("published_at", admin.EmptyFieldListFilter),
        "is_sample",
    ]
    list_per_page = 50
    formfield_overrides = SMALL_TEXTS
    search_fields = [
        "mission__reference",
        "vacancy__reference",
        "round__reference",
        "crisis_mission__reference",
        *(f"mission__state__name_{code}" for code in ("fr", "nl", "de", "en")),
    ]
    actions = ["publish_calls"]
    life = ["deadline", "published_at", "opens_at", "closed_at", "cancelled_at", "decided_at"]
    readonly_fields = ["title", *life, "suggestion", "acts"]
    settings_fields = ["places", "unit_cost_cents", "budget_cents", "minimum_score_tenths"]
    figures = ["seats", "unit_cost", "budget", "minimum_score"]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        found.is_own = is_own_call(found, request.user)
        return found

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever is a candidate for the call reads it only."""
        return super().has_change_permission(request, obj) and not (obj is not None and obj.is_own)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The settings as fields for whoever may change them, else as figures with their unit."""
        may_change = self.has_change_permission(request, obj) and not is_decided(obj)
        settings = self.settings_fields if may_change else self.figures
        return [
            (None, {"fields": ["title", *self.life, "acts"]}),
            (_("Places and budget"), {"fields": ["suggestion", *settings]}),
            (_("Text on the public page"), {"fields": beside(self.texts_of(obj), translated(Call))}),
        ]

    def texts_of(self, call: Call | None) -> list[str]:
        """How to apply is said where candidacies do not come through the portal; the outcome, always."""
        of_election = call is None or call.mission_id is not None
        return get_translation_fields("text", *([] if of_election else ["how_to_apply"]), "outcome")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_subject()

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

    @admin.display(description=_("Cost per observer or post"))
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
        if call.reader.has_perm("missions.change_call") and not call.is_own:
            presets = reverse("admin:missions_call_presets", args=[call.public_id])
            links.append((presets, _("Choose the balance bands from presets")))
        if (
            call.mission is None
            and call.published_at is None
            and call.reader.has_perm("missions.change_call")
        ):
            act = f"admin:missions_{call.subject._meta.model_name}_call"
            links.append((reverse(act, args=[call.subject.public_id]), _("Set and publish the call")))
        chooses = call.mission and not call.is_own
        if chooses and call.reader.has_perm("assessment.see_call"):
            after = reverse("assessment:after-closing", args=[call.public_id])
            links.append((after, _("Candidacies after closing")))
        if chooses and call.reader.has_perm("delegation.see_selection"):
            links.append((reverse("delegation:run-latest", args=[call.public_id]), _("Selection")))
        if call.reader.has_perm("missions.see_money"):
            links.append((reverse("money:call", args=[call.public_id]), _("Money")))
        links += acts_on(call, call.reader)
        return join_links([*links, *public_page(call.subject)])

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Calls are set from their mission, which gives them their deadline."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fixed = (
            [*self.settings_fields, *get_translation_fields("text", "how_to_apply")]
            if is_decided(obj)
            else []
        )
        return [*self.readonly_fields, *self.figures, *fixed]

    def get_urls(self) -> list:
        presets = path("<str:public_id>/presets/", CallPresetsView.as_view(), name="missions_call_presets")
        return [presets, *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Call, form: Any, change: bool) -> None:
        if form.changed_data:
            services.update_call_settings(obj, actor=request.user, read=form.read, **form.typed)

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
