"""Sending somebody without an account the link to the file, or another one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from candidates.models import Candidate
from candidates.services import note_look, send_claim_link
from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.common.errors import DomainError
from osce_portal.staff_admin import row_address
from osce_portal.walls import keep_away


class ClaimLinkView(StaffPageMixin, TemplateView):
    """When a link went out, and the button that sends one."""

    permission = "candidates.import_sheets"
    template_name = "admin/candidates/claim_link.html"
    title = _("Link to the file")
    kwargs: dict[str, Any]

    @cached_property
    def candidate(self) -> Candidate:
        waiting = Candidate.objects.filter(user=None, anonymised_at__isnull=True)
        people = keep_away(waiting, self.request.user, person="pk")
        return get_object_or_404(people, public_id=self.kwargs["person"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        note_look(self.candidate, actor=self.request.user, page=self.request.path)
        return super().get_context_data(candidate=self.candidate, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            send_claim_link(self.candidate, actor=request.user)
            messages.success(request, _("The link is on its way; an earlier one does not work any more."))
        except DomainError as error:
            messages.warning(request, error.message)
        return redirect(row_address(self.candidate))
