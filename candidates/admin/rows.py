"""What the lists of persons and of their lines share: nothing is deleted, every look is recorded."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from candidates import services
from candidates.languages import language_name
from candidates.models import Candidate, Document, LanguageSkill, ObservationExperience
from candidates.sections import Section
from osce_portal.staff_admin import StaffAdmin

# Columns that keep a code, and what is shown instead.
WRITTEN = {"language": "language_name", "country": "country_name"}


def country_name(line: Any) -> str:
    """In the reader's language; a dash where none is said."""
    return str(line.country.name) or "–"


class PersonalAdmin(StaffAdmin):
    """Rows of persons: nothing is deleted here, and looks are recorded."""

    show_full_result_count = False
    list_per_page = 50
    actions_on_bottom = True

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def person(self, obj) -> Candidate:
        """Whose file a row belongs to."""
        return obj

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            services.note_look(self.person(obj), actor=request.user, page=request.path)
        return super().render_change_form(request, context, add, change, form_url, obj)


class LineInline(admin.TabularInline):
    """The lines of one section, to be read: candidates alone write their CV."""

    template = "admin/readonly_lines.html"
    extra = 0
    can_delete = False

    @admin.display(description=_("language"))
    def language_name(self, line: LanguageSkill) -> str:
        """As people call it: the line keeps a code."""
        return language_name(line.language)

    @admin.display(description=_("country"))
    def country_name(self, line: Any) -> str:
        """Read by its code: the admin would go through all countries for each line."""
        return country_name(line)

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        return True  # whoever may open the person's file

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


class DocumentInline(LineInline):
    """Papers, the replaced ones too; each opens by a link, and the look is recorded."""

    model = Document
    verbose_name_plural = _("Documents")
    fields = ("kind", "title", "paper", "added_at", "state")
    readonly_fields = ("kind", "title", "paper", "added_at", "state")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        return super().get_queryset(request).select_related("file", "replaced_by")

    @admin.display(description=_("file"))
    def paper(self, document: Document) -> str:
        url = reverse("admin:candidates_candidate_document", args=[document.public_id])
        return format_html('<a href="{}">{}</a>', url, document.file.name)

    @admin.display(description=_("state"))
    def state(self, document: Document) -> str:
        return gettext("Replaced") if hasattr(document, "replaced_by") else gettext("Current")


def inline_of(section: Section) -> type[LineInline]:
    """The lines of this section, below their person's file."""
    fields = [WRITTEN.get(name, name) for name in section.form_class.base_fields]
    if section.model is ObservationExperience:
        fields.append("verified_at")
    options = {
        "model": section.model,
        "fields": fields,
        "readonly_fields": fields,
        "verbose_name_plural": section.title,
    }
    return type(f"{section.model.__name__}Inline", (LineInline,), options)
