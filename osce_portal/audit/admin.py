"""The audit log, for reading: nobody adds, changes or deletes an entry here."""

import json
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from osce_portal.audit.acts import AREAS, LABELS, act_label
from osce_portal.audit.models import AuditEntry
from osce_portal.audit.services import find_breaks
from osce_portal.staff_admin import StaffAdmin

BREAKS_SHOWN = 100
LOOKS, NO_LOOKS = "look", "no-look"
FIELDS: Any = [
    "public_id", "at", "actor", "actor_ref", "act", "action", "kind", "object_type", "object_ref",
    "subject_ref", "values", "values_hash", "sequence", "previous_hash", "entry_hash",
]  # fmt: skip


class AreaFilter(admin.SimpleListFilter):
    """Acts of one kind; the choices come from the code, not from a million rows.

    Whoever asks what was done leaves the looks out: one page about eighty people is eighty of them.
    """

    title = _("area")
    parameter_name = "area"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        areas = [(code, area.name) for code, area in AREAS.items()]
        return [(NO_LOOKS, _("Everything but looks and exports")), *areas]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet | None:
        if self.value() == NO_LOOKS:
            return queryset.exclude(action__in=AREAS[LOOKS].acts)
        area = AREAS.get(self.value() or "")
        return queryset.filter(action__in=area.acts) if area else queryset


class ActFilter(admin.SimpleListFilter):
    """One act of the area chosen; the same words stand once, whatever their codes."""

    title = _("act")
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        area = AREAS.get(request.GET.get(AreaFilter.parameter_name, ""))
        acts = area.acts if area else {}
        return list({str(label): (code, label) for code, label in reversed(acts.items())}.values())[::-1]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet | None:
        if not self.value():
            return queryset
        same = [code for code, label in LABELS.items() if label == act_label(self.value())]
        return queryset.filter(action__in=[*same, self.value()])


@admin.register(AuditEntry)
class AuditEntryAdmin(StaffAdmin):
    list_display = ["instant", "act", "actor", "kind", "object_ref", "person", "sequence"]
    list_filter = [AreaFilter, ActFilter, "at"]
    list_select_related = ["actor"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["=object_ref", "=subject_ref", "=actor_ref", "=public_id"]
    search_help_text = _("A reference: of the object, of the person concerned, or of who did it.")
    fields = FIELDS
    readonly_fields = FIELDS

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: AuditEntry | None = None) -> Any:
        """What was changed or seen is for those alone who may see the values."""
        sees_values = request.user.has_perm("audit.view_auditvalues")
        return [name for name in FIELDS if name != "values" or sees_values]

    @admin.display(description=_("at"), ordering="at")
    def instant(self, entry: AuditEntry) -> str:
        """Short: the columns of references leave little room."""
        return date_format(timezone.localtime(entry.at), "SHORT_DATETIME_FORMAT")

    @admin.display(description=_("act"), ordering="action")
    def act(self, entry: AuditEntry) -> str:
        return str(act_label(entry.action))

    @admin.display(description=_("kind of object"))
    def kind(self, entry: AuditEntry) -> str:
        try:
            return str(apps.get_model(entry.object_type)._meta.verbose_name)
        except LookupError:  # a kind that the portal no longer has
            return entry.object_type

    @admin.display(description=_("person concerned"))
    def person(self, entry: AuditEntry) -> str:
        """The reference, leading to everything about that person."""
        if not entry.subject_ref:
            return "–"
        return format_html('<a href="?q={}">{}</a>', entry.subject_ref, entry.subject_ref)

    @admin.display(description=_("values"))
    def values(self, entry: AuditEntry) -> str:
        rows = [row.values for row in entry.value_rows.all()]
        return format_html("<pre>{}</pre>", json.dumps(rows, indent=2, ensure_ascii=False))

    def get_urls(self) -> list:
        page = path("verify/", self.admin_site.admin_view(self.show_proof), name="audit_auditentry_verify")
        return [page, *super().get_urls()]

    def show_proof(self, request: HttpRequest) -> HttpResponse:
        """Walk the whole chain and say whether it holds. Without permission: no such page."""
        if not self.has_view_permission(request):
            raise Http404
        breaks = list(find_breaks())
        context = {
            **self.admin_site.each_context(request),
            "title": _("Proof of the audit log"),
            "opts": self.opts,
            "break_count": len(breaks),
            "breaks": breaks[:BREAKS_SHOWN],
            "sealed_count": AuditEntry.objects.filter(sequence__isnull=False).count(),
            "open_count": AuditEntry.objects.filter(sequence__isnull=True).count(),
        }
        return TemplateResponse(request, "admin/audit/proof.html", context)
