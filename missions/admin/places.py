"""Participating States and field operations."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from modeltranslation.admin import TranslationAdmin

from missions.admin.base import KeptAdmin
from missions.models import FieldOperation, ParticipatingState
from missions.services.posts import place_posts_of
from osce_portal.side_by_side import SideBySideAdmin


@admin.register(ParticipatingState)
class ParticipatingStateAdmin(SideBySideAdmin, KeptAdmin, TranslationAdmin):
    list_display = ["name", "iso2", "region", "languages"]
    list_filter = ["region"]
    search_fields = ["name_fr", "name_nl", "name_de", "name_en", "iso2"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["iso2"] if obj else []


@admin.register(FieldOperation)
class FieldOperationAdmin(KeptAdmin):
    list_display = ["name", "country", "city", "start_year", "end_year", "status"]
    search_fields = ["name", "short_name", "city"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        place_posts_of(obj)
