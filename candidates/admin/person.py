"""A person's file for staff: identity may be changed, the CV is read."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from candidates import services
from candidates.admin.rows import DocumentInline, PersonalAdmin, inline_of
from candidates.completeness import completeness_by_scheme
from candidates.errors import KnownPerson
from candidates.forms.choosing import countries_field, country_field
from candidates.models import Candidate
from candidates.names import describe_person
from candidates.sections import SECTIONS
from candidates.staff_views.alike import MERGE, AlikeView, ApartView, MergeView, MergeWithView, pairs_of
from candidates.staff_views.claims import TellView
from candidates.staff_views.exporting import ExportView, ListFileView, ListsView
from candidates.staff_views.letters import LetterProgressView, LettersView, LetterView
from candidates.staff_views.papers import serve_cv, serve_document
from candidates.staff_views.people import PeopleView
from osce_portal.common.errors import DomainError
from osce_portal.staff_admin import row_address
from osce_portal.walls import keep_away

# What is begun from a file's page, and who may.
ACTS = {"merging": MERGE, "erasure": "privacy.record_requests"}


class NewCandidateForm(forms.ModelForm):
    """Somebody new: who may be meant is shown before a second file is opened."""

    actor: Any = None
    other_because = forms.CharField(
        label=_("Why it is somebody else, with the same address or the same name"),
        required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only where the portal asks. It is kept in the log."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if {"email", "first_name", "last_name"} <= cleaned.keys():
            self._look_for_known(cleaned)
        return cleaned

    def _look_for_known(self, cleaned: dict[str, Any]) -> None:
        try:
            services.refuse_known(cleaned, actor=self.actor, other_because=cleaned.get("other_because", ""))
        except KnownPerson as error:
            for person in error.people:
                services.note_look(person, actor=self.actor, page="admin:candidates_candidate_add")
            self.add_error("email", [str(error), *(describe_person(person) for person in error.people)])
        except DomainError as error:
            self.add_error("email", str(error))


@admin.register(Candidate)
class CandidateAdmin(PersonalAdmin):
    readonly_fields = [
        "has_account",
        "registered_at",
        "updated_at",
        "confirmed_at",
        "ready",
        "verification",
        "cv",
        "pool",
        "merging",
        "erasure",
    ]
    inlines = [*(inline_of(section) for section in SECTIONS.values()), DocumentInline]
    fieldsets = [
        (None, {"fields": [("first_name", "last_name"), "email", "phone", "birth_date"]}),
        (_("Residence and nationality"), {"fields": ["city", "country", "nationalities"]}),
        (_("For the balance of the teams"), {"fields": ["language_group", "gender"]}),
        (_("Letters and mails"), {"fields": ["correspondence_language"]}),
        (_("Practical"), {"fields": ["driving_licence"]}),
        (_("The file"), {"fields": [*readonly_fields]}),
    ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The portal's own list: it searches the whole file, and narrows by what is in it."""
        return PeopleView.as_view()(request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The reference of a file that was merged leads to the one that stayed, for whoever may see that."""
        merged = self.get_queryset(request).filter(former_references__public_id=unquote(object_id)).first()
        if merged is not None and self.has_view_permission(request, merged):
            return redirect(row_address(merged))
        return super().change_view(request, object_id, form_url, extra_context)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("documents/<str:document>/", view(serve_document), name="candidates_candidate_document"),
            path("<str:public_id>/cv/", view(serve_cv), name="candidates_candidate_cv"),
            path("write/", LetterView.as_view(), name="candidates_candidate_write"),
            path("tell/", TellView.as_view(), name="candidates_candidate_tell"),
            path("letters/", LettersView.as_view(), name="candidates_candidate_letters"),
            path("letters/<str:campaign>/", LetterProgressView.as_view(), name="candidates_candidate_letter"),
            path("export/<str:file_format>/", ExportView.as_view(), name="candidates_candidate_export"),
            path("lists/", ListsView.as_view(), name="candidates_candidate_lists"),
            path("lists/<str:people_list>/", ListFileView.as_view(), name="candidates_candidate_list"),
            path("alike/", AlikeView.as_view(), name="candidates_candidate_alike"),
            path("alike/<str:pair>/apart/", ApartView.as_view(), name="candidates_candidate_apart"),
            path("<str:public_id>/merge/", MergeWithView.as_view(), name="candidates_candidate_merge_with"),
            path(
                "<str:public_id>/merge/<str:other>/", MergeView.as_view(), name="candidates_candidate_merge"
            ),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Candidate]:
        """Nobody's own file, nor that of somebody close."""
        return keep_away(super().get_queryset(request), request.user, person="pk")

    def get_readonly_fields(self, request: HttpRequest, obj: Candidate | None = None):
        """Where there is an account, its person alone changes the address, and confirms it."""
        return [*self.readonly_fields, "email"] if obj and obj.user_id else self.readonly_fields

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest | None, **kwargs: Any) -> Any:
        """Countries are looked for by typing, as on the candidates' own pages."""
        label = capfirst(db_field.verbose_name)
        if db_field.name == "country":
            return country_field(label, required=False)
        if db_field.name == "nationalities":
            return countries_field(label, _("another nationality, if any"), required=False)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: Candidate | None):
        return self.inlines if obj else []

    def get_form(self, request: HttpRequest, obj: Candidate | None = None, change: bool = False, **kwargs):
        if obj is None:
            kwargs["form"] = type("NewCandidateForm", (NewCandidateForm,), {"actor": request.user})
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Candidate | None = None):
        """Gender is the desk officer's to correct; nobody else reads it from a file."""
        sets = [(title, dict(options)) for title, options in self.fieldsets]
        if obj is None:
            sets[-1] = (_("Somebody else with the same address"), {"fields": ["other_because"]})
        else:
            missing = [act for act, permission in ACTS.items() if not request.user.has_perm(permission)]
            sets[-1][1]["fields"] = [name for name in self.readonly_fields if name not in missing]
        if not request.user.has_perm("candidates.see_gender"):
            sets[2][1]["fields"] = ["language_group"]
        return sets

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Above the file stands who may be the same person."""
        if obj is not None:
            context["alike"] = pairs_of(obj, request.user)
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description=_("account"))
    def has_account(self, candidate: Candidate) -> str:
        """Whether there is one; without, the way to the link with which the file is taken over."""
        if candidate.user_id is not None:
            return gettext("yes")
        url = reverse("sheets:claim-link", args=[candidate.public_id])
        return format_html(
            '{}. <a href="{}">{}</a>', gettext("no"), url, gettext("Send the link to the file")
        )

    @admin.display(description=_("crisis-management pool"))
    def pool(self, candidate: Candidate) -> str:
        """The latest place on the list, with the way to it."""
        place = candidate.pool_memberships.first()
        return format_html('<a href="{}">{}</a>', row_address(place), place.state.label) if place else "–"

    @admin.display(description=_("complete for"))
    def ready(self, candidate: Candidate) -> str:
        """Schemes for which nothing is missing."""
        found = completeness_by_scheme(candidate)
        return ", ".join(str(one.scheme.label) for one in found if one.is_ready) or "–"

    @admin.display(description=_("elections observed"))
    def verification(self, candidate: Candidate) -> str:
        url = reverse("admin:candidates_observationexperience_changelist")
        return format_html(
            '<a href="{}?candidate__public_id={}">{}</a>',
            url,
            candidate.public_id,
            gettext("Verify the lines"),
        )

    @admin.display(description=_("CV as PDF"))
    def cv(self, candidate: Candidate) -> str:
        url = reverse("admin:candidates_candidate_cv", args=[candidate.public_id])
        return format_html('<a href="{}">{}</a>', url, gettext("Take the file along as PDF"))

    @admin.display(description=_("second file of the same person"))
    def merging(self, candidate: Candidate) -> str:
        url = reverse("admin:candidates_candidate_merge_with", args=[candidate.public_id])
        return format_html('<a href="{}">{}</a>', url, gettext("Merge with another file"))

    @admin.display(description=_("erasure"))
    def erasure(self, candidate: Candidate) -> str:
        url = reverse("privacy-staff:record", args=[candidate.public_id])
        return format_html('<a href="{}">{}</a>', url, gettext("Record a request that came by letter"))

    def save_model(self, request: HttpRequest, obj: Candidate, form, change: bool) -> None:
        if change:
            services.update_identity(obj, actor=request.user, **form.cleaned_data)
        else:
            added = services.add_candidate(actor=request.user, **form.cleaned_data)
            obj.pk, obj.public_id = added.pk, added.public_id
