"""What the lists of persons and of their lines share: nothing is deleted, every look is recorded."""

from django.contrib import admin
from django.http import HttpRequest

from candidates import services
from candidates.models import Candidate, ObservationExperience
from candidates.sections import Section
from osce_portal.staff_admin import StaffAdmin


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

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        return True  # whoever may open the person's file

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


def inline_of(section: Section) -> type[LineInline]:
    """The lines of this section, below their person's file."""
    fields = list(section.form_class.base_fields)
    if section.model is ObservationExperience:
        fields.append("verified_at")
    options = {
        "model": section.model,
        "fields": fields,
        "readonly_fields": fields,
        "verbose_name_plural": section.title,
    }
    return type(f"{section.model.__name__}Inline", (LineInline,), options)
