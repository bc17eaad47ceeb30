"""A letter to everybody whom a search finds: written, looked at, confirmed; and how far it has come."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from candidates.finding import Finding
from candidates.forms.letters import LetterForm
from candidates.letters import PLACEHOLDERS, Texts, language_for, letter_to
from candidates.models import Campaign
from candidates.querysets import CandidateQuerySet
from candidates.search_terms import find_reference
from candidates.services.letters import confirm_letter
from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.common.enums import PersonLanguage
from osce_portal.common.models import new_public_id


class LetterView(StaffPageMixin, FormView):
    """The text, then what would be sent to whom, then the button that sends it."""

    permission = "candidates.write_to_people"
    title = _("Write to these people")
    template_name = "admin/candidates/letter.html"
    form_class = LetterForm

    @cached_property
    def finding(self) -> Finding:
        return Finding(self.request.GET, self.request.user)

    @property
    def people(self) -> CandidateQuerySet:
        """Those who can be written to."""
        return self.finding.people.exclude(email="")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        count = self.people.order_by().count()
        said = {"placeholders": [f"${name}" for name in PLACEHOLDERS], "count": count}
        return super().get_context_data(finding=self.finding, **said, **kwargs)

    def form_valid(self, form: LetterForm) -> HttpResponse:
        """The first time: the preview. Confirmed: sent, if it still goes to as many people as shown."""
        counts, texts = self._counts(form.texts()), form.texts()
        total, key = sum(counts.values()), find_reference(self.request.POST.get("key", ""))
        if self.request.POST.get("confirmed") and self.request.POST.get("total") == str(total) and key:
            # Without what was typed: that may be a name, and a campaign outlives the files it went to.
            words = " · ".join(facet.words(values) for facet, values in self.finding.active)
            campaign = confirm_letter(
                self.people, texts, actor=self.request.user, key=key, selection_words=words
            )
            messages.success(self.request, _("The mails are being written."))
            return redirect("admin:candidates_candidate_letter", campaign.public_id)
        preview = {
            "counts": [(PersonLanguage(code).label, number) for code, number in sorted(counts.items())],
            "samples": self._samples(texts),
            "total": total,
            "key": key or new_public_id(),
            "changed": bool(self.request.POST.get("confirmed")),
        }
        return self.render_to_response(self.get_context_data(form=form, preview=preview))

    def _counts(self, texts: Texts) -> Counter[str]:
        """How many people get the text in which language."""
        counts: Counter[str] = Counter()
        for language in self.people.order_by().values_list("correspondence_language", flat=True).iterator():
            counts[language_for(texts, language)] += 1
        return counts

    def _samples(self, texts: Texts) -> list[dict[str, Any]]:
        """One mail in each language, as somebody will get it."""
        samples = []
        for language in texts:
            person = self.people.filter(correspondence_language=language).first()
            if person is not None:
                label = PersonLanguage(language).label
                samples.append({"language": label, "person": person, **letter_to(texts, person)})
        return samples


class LettersView(StaffPageMixin, TemplateView):
    """Every letter that was sent to many people, the newest first."""

    permission = "candidates.write_to_people"
    title = _("Letters to many people")
    template_name = "admin/candidates/letters.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = Paginator(Campaign.objects.for_list(), settings.PEOPLE_ON_A_PAGE)
        return super().get_context_data(page_obj=pages.get_page(self.request.GET.get("page")), **kwargs)


class LetterProgressView(StaffPageMixin, TemplateView):
    """What was sent to whom, and how many mails are written."""

    permission = "candidates.write_to_people"
    title = _("Letter to many people")
    template_name = "admin/candidates/letter_progress.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        campaign = get_object_or_404(Campaign, public_id=self.kwargs["campaign"])
        queued = campaign.queued
        shown = {"campaign": campaign, "queued": queued, "is_working": queued < campaign.total}
        return super().get_context_data(**kwargs | shown)
