"""Elections observed, of everybody."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from candidates import services
from candidates.admin.rows import PersonalAdmin, country_name
from candidates.models import Candidate, ObservationExperience
from osce_portal.common.errors import DomainError
from osce_portal.walls import keep_away


@admin.register(ObservationExperience)
class ObservationExperienceAdmin(PersonalAdmin):
    """Elections observed, of everybody: staff verify them with whoever sent the observer."""

    list_display = ["who", "year", "where", "role", "organisation", "verified_at"]
    list_display_links = None
    list_filter = [("verified_at", admin.EmptyFieldListFilter), "role", "for_belgium"]
    list_select_related = ["candidate"]
    search_fields = ["candidate__first_name", "candidate__last_name", "candidate__email"]
    search_help_text = _("First name, last name or e-mail address")
    actions = ["verify_lines"]

    @admin.display(description=_("candidate"), ordering="candidate__last_name")
    def who(self, entry: ObservationExperience) -> str:
        return entry.candidate.full_name

    @admin.display(description=_("country"), ordering="country")
    def where(self, entry: ObservationExperience) -> str:
        return country_name(entry)

    def person(self, obj: ObservationExperience) -> Candidate:
        return obj.candidate

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        return lookup == "candidate__public_id" or super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ObservationExperience]:
        return keep_away(super().get_queryset(request), request.user, person="candidate")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_verify_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("candidates.verify_observationexperience")

    @admin.action(description=_("Note as verified"), permissions=["verify"])
    def verify_lines(self, request: HttpRequest, queryset: QuerySet) -> None:
        verified = 0
        for entry in queryset.select_related("candidate"):
            try:
                services.verify_observation(entry, actor=request.user)
                verified += 1
            except DomainError as error:
                self.message_user(request, f"{entry.candidate}, {entry}: {error}", messages.WARNING)
        if verified:
            text = ngettext(
                "%(count)s line has been verified.", "%(count)s lines have been verified.", verified
            )
            self.message_user(request, text % {"count": verified}, messages.SUCCESS)
