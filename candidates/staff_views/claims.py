"""Sending people without an account the link to their file, or another one."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from candidates.finding import Finding
from candidates.models import Candidate
from candidates.querysets import CandidateQuerySet
from candidates.services import note_look, send_claim_link, tell_waiting
from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.common.errors import DomainError
from osce_portal.common.models import database_now
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


class TellView(StaffPageMixin, TemplateView):
    """Whom the search finds and who has no account gets the link, once this page is confirmed."""

    permission = "candidates.import_sheets"
    template_name = "admin/candidates/tell.html"
    title = _("Send the link to claim the file")

    @cached_property
    def people(self) -> CandidateQuerySet:
        """Those who can take a file over."""
        found = Finding(self.request.GET, self.request.user).people
        return found.filter(user=None).exclude(email="")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        most = settings.PEOPLE_COUNTED
        count = self.people.order_by().count()
        told = self.people.filter(claim_sent_at__isnull=False).order_by().count()
        shown = {"count": count, "told": told, "most": most, "shown_at": database_now().isoformat()}
        return super().get_context_data(is_more=count > most, **shown, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """A double click tells once: who got a link since the page was shown gets none."""
        shown_at = parse_datetime(request.POST.get("shown_at", "")[:40])
        if shown_at is None or shown_at.tzinfo is None:
            return self.get(request, **kwargs)
        count = tell_waiting(self.people, actor=request.user, before=shown_at)
        text = ngettext(
            "The link to the file goes to %(count)s person.",
            "The link to the file goes to %(count)s people.",
            count,
        )
        messages.success(request, text % {"count": count})
        return redirect(reverse("admin:candidates_candidate_changelist", query=request.GET))
