"""Vacancies, crisis-management missions and selections by Selor."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from missions import services
from missions.admin.base import SMALL_TEXTS, ActsAdmin, SheetsAdmin, join_links, public_page
from missions.enums import SheetTable
from missions.models import CrisisMission, SelorRound, Vacancy
from missions.post_forms import CrisisMissionForm, SelorRoundForm, VacancyForm
from missions.post_staff_views import AnnouncedConfirmView, PostCallView
from missions.texts import gaps_of_announced, name_gaps
from osce_portal.side_by_side import SideBySideAdmin

SOURCE: Any = (_("Source"), {"fields": ["is_confirmed", "source", "published_at"]})


class AnnouncedAdmin(SideBySideAdmin, ActsAdmin, TranslationAdmin):
    """An entry beside ODIHR's missions: confirmed by an act, its call set by an act."""

    has_calls = True
    list_per_page = 50
    list_filter = ["is_confirmed", ("published_at", admin.EmptyFieldListFilter), "is_sample"]
    formfield_overrides = {**SMALL_TEXTS, models.URLField: {"assume_scheme": "https"}}
    readonly_fields = ["is_confirmed", "source", "published_at", "missing_texts", "acts"]

    @admin.display(description=_("published"), boolean=True, ordering="published_at")
    def is_public(self, row: Any) -> bool:
        return row.published_at is not None

    @admin.display(description=_("Texts"))
    def missing_texts(self, row: Any) -> str:
        """What the entry, and its call, cannot be published without."""
        if row.pk is None:
            return "–"
        gaps = gaps_of_announced(row)
        return name_gaps(gaps) if gaps else gettext("Complete in French and Dutch.")

    @admin.display(description=_("Actions"))
    def acts(self, row: Any) -> str:
        """Links to what can be done with this entry."""
        if row.pk is None:
            return "–"
        links = []
        if row.reader.has_perm(f"missions.change_{self.opts.model_name}"):
            acts = {"confirm": _("Confirm with a source")}
            if self.has_calls:
                acts["call"] = _("Set and publish the call")
            links += [
                (reverse(f"admin:missions_{self.opts.model_name}_{act}", args=[row.public_id]), label)
                for act, label in acts.items()
            ]
        return join_links([*links, *public_page(row)])

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*self.readonly_fields, "reference"] if obj else self.readonly_fields

    def get_urls(self) -> list:
        name, model = f"missions_{self.opts.model_name}", self.model
        acts = [("confirm", AnnouncedConfirmView)] + ([("call", PostCallView)] if self.has_calls else [])
        return [
            *(
                path(f"<str:public_id>/{act}/", view.as_view(model=model), name=f"{name}_{act}")
                for act, view in acts
            ),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            services.add_announced(obj, actor=request.user)
        elif form.changed_data:
            services.update_announced(obj, actor=request.user, read=form.read, **form.typed)


@admin.register(Vacancy)
class VacancyAdmin(SheetsAdmin, AnnouncedAdmin):
    sheet_table = SheetTable.VACANCIES
    form = VacancyForm
    list_display = ["title", "number", "duty_station", "calendar_on", "is_confirmed", "is_public"]
    list_filter = ["structure", *AnnouncedAdmin.list_filter]
    search_fields = ["reference", "number", "duty_station", *(f"title_{c}" for c in ("fr", "nl", "de", "en"))]
    fieldsets = [
        (None, {"fields": ["reference", "number", "kind", "follows", "missing_texts", "acts"]}),
        (_("The post"), {"fields": [
            "title", "structure", "field_operation", "department", "unit", "duty_station", "state", "grade",
            "fields", "minimum_years", "posts", "link",
        ]}),
        (_("Dates"), {"fields": ["issued_on", "osce_closes_on", "starts_on", "duration_months"]}),
        (_("Conditions"), {"fields": ["may_apply_directly", "has_allowance", "belgium_pays"]}),
        (_("Texts"), {"fields": ["tasks", "qualifications"]}),
        SOURCE,
    ]  # fmt: skip


@admin.register(CrisisMission)
class CrisisMissionAdmin(SheetsAdmin, AnnouncedAdmin):
    sheet_table = SheetTable.CRISIS
    form = CrisisMissionForm
    list_display = ["title", "organisation", "country", "calendar_on", "is_confirmed", "is_public"]
    list_filter = ["organisation", *AnnouncedAdmin.list_filter]
    search_fields = ["reference", "duty_station", *(f"title_{code}" for code in ("fr", "nl", "de", "en"))]
    fieldsets = [
        (None, {"fields": ["reference", "missing_texts", "acts"]}),
        (_("The post"), {"fields": [
            "title", "organisation", "country", "duty_station", "fields", "posts", "starts_on",
            "duration_months", "link",
        ]}),
        (_("Who may apply"), {"fields": ["for_pool", "for_services"]}),
        (_("Texts"), {"fields": ["tasks", "qualifications"]}),
        SOURCE,
    ]  # fmt: skip


@admin.register(SelorRound)
class SelorRoundAdmin(AnnouncedAdmin):
    form = SelorRoundForm
    has_calls = False
    list_display = ["title", "opens_on", "closes_on", "is_confirmed", "is_public"]
    search_fields = ["reference", "year"]
    fieldsets = [
        (None, {"fields": ["reference", "year", "opens_on", "closes_on", "link", "missing_texts", "acts"]}),
        (_("Texts"), {"fields": ["text"]}),
        SOURCE,
    ]

    @admin.display(description=_("selection by Selor"), ordering="year")
    def title(self, row: SelorRound) -> str:
        return row.title
