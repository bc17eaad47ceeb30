"""The list of people: search, facets, pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from candidates.finding import Finding
from candidates.services import note_search
from candidates.staff_views.alike import keys_in_pairs
from osce_portal.accounts.staff_pages import StaffPageMixin


class PeopleView(StaffPageMixin, TemplateView):
    """Who is in the database; the address of the page says who is looked for."""

    permission = "candidates.view_candidate"
    title = _("Candidates")
    template_name = "admin/candidates/people.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        finding = Finding(self.request.GET, self.request.user)
        if finding.is_narrowed:
            facets = [facet.name for facet, _values in finding.active]
            said = {"facets": facets, "with_words": bool(finding.words)}
            note_search(actor=self.request.user, count=finding.count, **said)
        page = finding.page(self.request.GET.get("page", ""))
        alike = keys_in_pairs(self.request.user, page.people)
        return super().get_context_data(finding=finding, page=page, alike=alike, **kwargs)
