"""Rounds of the JPO programme, with their placements and openings."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from missions import services
from missions.admin.base import SheetsAdmin, write_typed
from missions.admin.posts import SOURCE, AnnouncedAdmin
from missions.enums import SheetTable
from missions.models import Call, JpoOpening, JpoPlacement, JpoRound
from missions.post_forms import JpoOpeningForm, JpoPlacementForm, JpoRoundForm
from osce_portal.side_by_side import SideBySide


class LinesInline:
    """Lines of a round: taken out only while no published call stands on it."""

    extra = 0
    form: Any

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Only what was typed is written, into a line that is there."""
        return super().get_formset(request, obj, form=write_typed(self.form), **kwargs)  # type: ignore[misc]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None or Call.objects.standing().filter(round=obj).exists():
            return False
        return super().has_delete_permission(request, obj)  # type: ignore[misc]


class JpoPlacementInline(LinesInline, admin.StackedInline):
    model = JpoPlacement
    form = JpoPlacementForm
    fieldsets = [
        (None, {"fields": [("order", "where", "months"), ("starts_on", "ends_on"), "allowance_cents"]})
    ]


class JpoOpeningInline(SideBySide, LinesInline, TranslationStackedInline):
    model = JpoOpening
    form = JpoOpeningForm
    fieldsets = [
        (None, {"fields": [("number", "code"), "structure"]}),
        (_("Texts"), {"fields": ["title", "department", "duty_station", "summary"], "classes": ["collapse"]}),
    ]


@admin.register(JpoRound)
class JpoRoundAdmin(SheetsAdmin, AnnouncedAdmin):
    sheet_table = SheetTable.OPENINGS
    sheet_name = SheetTable.OPENINGS.label
    form = JpoRoundForm
    inlines = [JpoPlacementInline, JpoOpeningInline]
    list_display = ["title", "calendar_on", "is_confirmed", "is_public"]
    search_fields = ["reference", "number", "year"]
    fieldsets = [
        (
            None,
            {"fields": ["reference", "number", "year", "osce_closes_on", "link", "missing_texts", "acts"]},
        ),
        (_("Conditions"), {"fields": ["is_sponsored", "osce_funded_limit", "preferences_limit"]}),
        (_("Texts"), {"fields": ["degree_asked", "terms"]}),
        SOURCE,
    ]

    @admin.display(description=_("JPO round"), ordering="number")
    def title(self, row: JpoRound) -> str:
        return row.title

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        saved = formset.save(commit=False)
        if saved or formset.deleted_objects:
            services.change_lines(
                form.instance, actor=request.user, saved=saved, removed=formset.deleted_objects
            )
