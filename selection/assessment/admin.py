"""The points grids and the walls for staff; a grid that a call uses is only read."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet, Sum
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from osce_portal.audit.services import record
from osce_portal.side_by_side import SideBySide, SideBySideAdmin
from osce_portal.staff_admin import StaffAdmin
from selection.assessment.models import ConflictOfInterest, Criterion, Level, Rubric
from selection.assessment.rubrics import make_new_version

WHOLE = 1000  # tenths of a point: a grid gives 100 points at most


class GridAdmin(SideBySideAdmin, StaffAdmin, TranslationAdmin):
    """Nothing of a grid is deleted or added by hand; what a call uses is frozen."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is not None and rubric_of_row(obj).frozen_at is not None:
            return False
        return super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        values = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        record(f"{self.opts.model_name}.changed", obj, actor=request.user, values=values)


def rubric_of_row(row: Rubric | Criterion) -> Rubric:
    """The grid itself, or the one a criterion belongs to."""
    return row if isinstance(row, Rubric) else row.rubric


@admin.register(Rubric)
class RubricAdmin(GridAdmin):
    list_display = ["name", "code", "version", "frozen_at"]
    readonly_fields = ["code", "version", "frozen_at"]
    actions = ["copy_rubrics"]

    @admin.action(description=_("Make a new version that may be changed"), permissions=["change"])
    def copy_rubrics(self, request: HttpRequest, queryset: QuerySet[Rubric]) -> None:
        for rubric in queryset:
            copy = make_new_version(rubric, actor=request.user)
            text = gettext("Version %(version)s may be changed until a call uses it.")
            self.message_user(request, text % {"version": copy.version}, messages.SUCCESS)


class CriterionForm(forms.ModelForm):
    """A grid gives 100 points in all, not more."""

    def clean_max_tenths(self) -> int:
        tenths = self.cleaned_data["max_tenths"]
        others = self.instance.rubric.criteria.exclude(pk=self.instance.pk)
        if tenths + (others.aggregate(sum=Sum("max_tenths"))["sum"] or 0) > WHOLE:
            raise ValidationError(_("Together the criteria may give 100 points at most."))
        return tenths


class LevelInline(SideBySide, TranslationStackedInline):
    model = Level
    fields = ["code", "tenths", "text"]
    readonly_fields = ["code"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None or obj.rubric.frozen_at is None


@admin.register(Criterion)
class CriterionAdmin(GridAdmin):
    form = CriterionForm
    inlines = [LevelInline]
    list_display = ["name", "rubric", "position", "max_tenths"]
    list_filter = ["rubric"]
    list_select_related = ["rubric"]
    readonly_fields = ["rubric", "code", "by_person"]


@admin.register(ConflictOfInterest)
class ConflictOfInterestAdmin(StaffAdmin):
    """Declared on the candidacy's page; read here, never taken back."""

    list_display = ["officer", "candidate", "declared_at"]
    list_select_related = ["officer", "candidate"]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[ConflictOfInterest]:
        """Nobody reads who keeps away from oneself; the own declarations stay to be read."""
        return super().get_queryset(request).exclude(candidate__user=request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
