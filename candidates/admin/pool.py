"""The crisis-management pool, kept by staff."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from candidates import services
from candidates.admin.rows import PersonalAdmin
from candidates.enums import PoolState
from candidates.models import Candidate, PoolMembership
from osce_portal.common.errors import DomainError
from osce_portal.formats.written import written_date
from osce_portal.walls import keep_away, refuse_behind_wall


class StateFilter(admin.SimpleListFilter):
    """By how far members have come today."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(PoolState.choices)

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() not in PoolState.values:
            return queryset
        return queryset.in_state(self.value(), timezone.localdate())


class ExpiryFilter(admin.SimpleListFilter):
    """Members whose place ends within so many days: those before which they are reminded."""

    title = _("ends within")
    parameter_name = "within"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(days), _("%(days)s days") % {"days": days}) for days in settings.POOL_REMINDER_DAYS]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        days = {str(days): days for days in settings.POOL_REMINDER_DAYS}.get(self.value() or "")
        return queryset.expiring(timezone.localdate(), days) if days else queryset


class MembershipForm(forms.ModelForm):
    """A new member is named by address or reference: a list of everybody would be endless."""

    actor: Any = None
    person = forms.CharField(
        label=_("candidate"), max_length=254, help_text=_("E-mail address or reference of the person's file.")
    )

    def clean_person(self) -> Candidate:
        said = self.cleaned_data["person"].strip()
        found = Candidate.objects.at_address(said) | Candidate.objects.filter(public_id=said)
        people = list(found.filter(anonymised_at__isnull=True).distinct()[:2])
        if not people:
            raise ValidationError(_("Nobody in the database has this address or reference."))
        if len(people) > 1:
            raise ValidationError(_("Several people share this address: please give the reference."))
        try:
            refuse_behind_wall(self.actor, people[0])
        except DomainError as error:
            raise ValidationError(str(error)) from error
        self.instance.candidate = people[0]
        return people[0]

    def validate_unique(self) -> None:
        """The same selection once for each person: said before the table says it."""
        reference = self.cleaned_data.get("selor_reference")
        same = PoolMembership.objects.filter(
            candidate=self.instance.candidate_id, selor_reference=reference
        ).exclude(pk=self.instance.pk)
        if reference and same.exists():
            self.add_error("selor_reference", _("This person is on the list of this selection already."))


def short_day(day: dt.date | None) -> str:
    """Short enough for all columns to fit beside the filters."""
    return written_date(day, "SHORT_DATE_FORMAT") if day else "–"


@admin.register(PoolMembership)
class PoolMembershipAdmin(PersonalAdmin):
    list_display = ["who", "selor_reference", "state", "listed", "valid", "trained"]
    list_filter = [StateFilter, ExpiryFilter]
    list_select_related = ["candidate"]
    search_fields = ["candidate__last_name", "candidate__first_name", "candidate__email", "selor_reference"]
    search_help_text = _("Name, e-mail address or reference of the selection")
    days = ["selor_reference", ("listed_on", "valid_until"), ("invited_on", "trained_on")]
    end = (_("Taken off the list"), {"fields": ["ended_on", "end_reason"]})

    def get_fieldsets(self, request: HttpRequest, obj: PoolMembership | None = None) -> Any:
        who = "candidate" if obj else "person"
        return [(None, {"fields": [who, *self.days]}), self.end]

    def get_readonly_fields(self, request: HttpRequest, obj: PoolMembership | None = None) -> Any:
        return ["candidate"] if obj else []

    def get_form(
        self, request: HttpRequest, obj: PoolMembership | None = None, change: bool = False, **kwargs
    ):
        if obj is None:
            kwargs["form"] = type("NewMembershipForm", (MembershipForm,), {"actor": request.user})
        return super().get_form(request, obj, change, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[PoolMembership]:
        return keep_away(super().get_queryset(request), request.user, person="candidate")

    def person(self, obj: PoolMembership) -> Candidate:
        return obj.candidate

    @admin.display(description=_("candidate"), ordering="candidate__last_name")
    def who(self, membership: PoolMembership) -> str:
        return f"{membership.candidate.last_name} {membership.candidate.first_name}"

    @admin.display(description=_("state"))
    def state(self, membership: PoolMembership) -> str:
        return str(membership.state.label)

    @admin.display(description=_("on the list since"), ordering="listed_on")
    def listed(self, membership: PoolMembership) -> str:
        return short_day(membership.listed_on)

    @admin.display(description=_("on the list until"), ordering="valid_until")
    def valid(self, membership: PoolMembership) -> str:
        return short_day(membership.valid_until)

    @admin.display(description=_("generic training completed on"), ordering="trained_on")
    def trained(self, membership: PoolMembership) -> str:
        return short_day(membership.trained_on)

    def save_model(self, request: HttpRequest, obj: PoolMembership, form, change: bool) -> None:
        values = {name: value for name, value in form.cleaned_data.items() if name != "person"}
        if change:
            services.update_membership(obj, actor=request.user, **values)
        else:
            added = services.add_membership(obj.candidate, actor=request.user, **values)
            obj.pk, obj.public_id = added.pk, added.public_id
