"""Candidacies for staff: to be read; every change is an act with a page of its own."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from missions.models import Call
from osce_portal.accounts.staff_pages import OtherPeoplesRows
from osce_portal.audit.services import record
from osce_portal.staff_admin import StaffAdmin
from selection.candidacies.cost_views import CallCostsView, OwnCostView
from selection.candidacies.costs import cost_in_words
from selection.candidacies.dossier_reading import read_dossier
from selection.candidacies.models import (
    AvailabilityQuestion,
    Candidacy,
    Dossier,
    LateAttempt,
    Screening,
    Transition,
)
from selection.candidacies.staff_views import RecordCandidacyView, proof_url, serve_proof

TRANSITION_FIELDS: Any = ["at", "source", "target", "actor", "reason", "note"]
SCREENING_FIELDS: Any = ["screened_at", "eligible", "screened_by", "reason"]
ANSWER_FIELDS: Any = ["asked_at", "change", "starts_on", "ends_on", "answered_at", "is_available"]
DOSSIER_FIELDS: Any = ["frozen_at", "sha256"]
CONTENTS: Any = _("CV and answers as they were at reception")
CANDIDACY_FIELDS: Any = [
    "public_id", "candidate", "call", "status", "receipt_number", "channel", "received_at", "closes_at",
    "certificate_file", "available", "unavailable", "code_of_conduct", "motivation",
    "recorded_by", "recorded_at", "proof_file", "cost",
]  # fmt: skip


class ReadOnly:
    """Nothing is added, changed or deleted by hand."""

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


class ReadOnlyInline(ReadOnly, admin.TabularInline):
    template = "admin/readonly_lines.html"
    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        return True  # whoever may open the candidacy


class TransitionInline(ReadOnlyInline):
    model = Transition
    fields = readonly_fields = TRANSITION_FIELDS


class ScreeningInline(ReadOnlyInline):
    model = Screening
    fields = readonly_fields = SCREENING_FIELDS


class AvailabilityInline(ReadOnlyInline):
    model = AvailabilityQuestion
    fields = readonly_fields = ANSWER_FIELDS


class DossierInline(ReadOnlyInline):
    model = Dossier
    template = "admin/edit_inline/stacked.html"  # a whole file is too wide for a cell

    def get_fields(self, request: HttpRequest, obj=None) -> Any:
        """Gender is shown to nobody who may not see it in the person's file."""
        sees = request.user.has_perm("candidates.see_gender")
        return [*DOSSIER_FIELDS, "contents" if sees else "contents_without_gender"]

    get_readonly_fields = get_fields

    @admin.display(description=CONTENTS)
    def contents(self, dossier: Dossier) -> str:
        return render_to_string("admin/candidacies/dossier.html", {"parts": read_dossier(dossier.data)})

    @admin.display(description=CONTENTS)
    def contents_without_gender(self, dossier: Dossier) -> str:
        parts = read_dossier(dossier.data, without=["gender"])
        return render_to_string("admin/candidacies/dossier.html", {"parts": parts})


class OtherPeoplesCalls(OtherPeoplesRows):
    """Nor those of calls for which the reader is a candidate: a line above the list says why."""

    change_list_template = "admin/candidacies/own_calls_missing.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        own = Candidacy.objects.involving(request.user)
        return super().get_queryset(request).exclude(call__in=own.values("call"))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        own = Call.objects.filter(pk__in=Candidacy.objects.involving(request.user).values("call"))
        extra = {"own_calls": own.select_related("mission__state"), **(extra_context or {})}
        return super().changelist_view(request, extra)  # type: ignore[misc]


@admin.register(Candidacy)
class CandidacyAdmin(OtherPeoplesCalls, ReadOnly, StaffAdmin):
    list_display = ["candidate", "call", "status", "channel", "received_at", "receipt_number"]
    list_filter = ["status", "channel", "received_at"]
    list_select_related = ["candidate", "call__mission__state"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["candidate__last_name", "candidate__first_name", "candidate__email", "=receipt_number"]
    search_help_text = _("Name, e-mail address or receipt number")
    change_list_template = "admin/candidacies/change_list.html"
    inlines = [TransitionInline, AvailabilityInline, ScreeningInline, DossierInline]
    fields = readonly_fields = CANDIDACY_FIELDS

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            record("candidacy.seen", obj, actor=request.user, subject=obj.candidate)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("record/", RecordCandidacyView.as_view(), name="candidacies_candidacy_record"),
            path("<str:public_id>/proof/", view(serve_proof), name="candidacies_candidacy_proof"),
            path("costs/<str:call>/", CallCostsView.as_view(), name="candidacies_candidacy_costs"),
            path("<str:public_id>/cost/", OwnCostView.as_view(), name="candidacies_candidacy_cost"),
            *super().get_urls(),
        ]

    @admin.display(description=_("cost"))
    def cost(self, candidacy: Candidacy) -> str:
        return cost_in_words(candidacy)

    @admin.display(description=_("certificate"))
    def certificate_file(self, candidacy: Candidacy) -> str:
        certificate = candidacy.certificate
        if certificate is None:
            return "–"
        url = reverse("elearning:certificate-file", args=[certificate.public_id])
        return format_html('<a href="{}">{}</a> {}', url, certificate.file, certificate.get_status_display())

    @admin.display(description=_("cannot go on days of the mission"))
    def unavailable(self, candidacy: Candidacy) -> str:
        """What the person's file says now; the answer given with the candidacy stands beside it."""
        first, last = candidacy.call.needed_from, candidacy.call.needed_to
        if first is None or last is None:
            return "–"
        found = candidacy.candidate.unavailabilities.touching(first, last)
        return "; ".join(map(str, found)) or "–"

    @admin.display(description=_("proof of receipt"))
    def proof_file(self, candidacy: Candidacy) -> str:
        if candidacy.proof is None:
            return "–"
        return format_html('<a href="{}">{}</a>', proof_url(candidacy), candidacy.proof)


@admin.register(LateAttempt)
class LateAttemptAdmin(OtherPeoplesCalls, ReadOnly, StaffAdmin):
    list_display = ["at", "candidate", "call", "closes_at", "channel"]
    list_display_links = None
    list_filter = ["channel", "at"]
    list_select_related = ["candidate", "call__mission__state"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["candidate__last_name", "candidate__first_name", "candidate__email"]
    search_help_text = _("Name or e-mail address")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Of one call, as its page links to them."""
        return lookup == "call__public_id__exact" or super().lookup_allowed(lookup, value, request)
