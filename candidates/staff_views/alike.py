"""Files that may be one person's: the list, telling two apart, merging them after a preview."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from candidates import services
from candidates.errors import CannotMerge
from candidates.forms.merging import ApartForm, MergeForm
from candidates.models import AlikePair, Candidate
from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.common.errors import FileGone
from osce_portal.merging import merge_parts
from osce_portal.staff_admin import row_address
from osce_portal.walls import keep_away

PAGE = 50
MOST_FOUND = 20
MERGE = "candidates.merge_candidate"
LIST = "admin:candidates_candidate_alike"


def pairs_for(user: Any) -> QuerySet[AlikePair]:
    """Pairs about which nobody has decided; none with oneself or with somebody close."""
    pairs = AlikePair.objects.open().select_related("first", "second")
    return keep_away(keep_away(pairs, user, person="first"), user, person="second")


def pairs_of(person: Candidate, user: Any) -> list[tuple[AlikePair, Candidate]]:
    """Each open pair of this person with whose file the other is, for whoever merges; one query."""
    pairs = pairs_for(user).of(person) if user.has_perm(MERGE) else []
    return [(pair, pair.second if pair.first == person else pair.first) for pair in pairs]


def keys_in_pairs(user: Any, people: Iterable[Candidate]) -> set[int]:
    """Which of these people may have a second file, by their keys, for whoever merges; one query."""
    if not user.has_perm(MERGE):
        return set()
    keys = [person.pk for person in people]
    pairs = pairs_for(user).among(keys).values_list("first_id", "second_id")
    return {key for pair in pairs for key in pair}.intersection(keys)


def files_for(user: Any) -> Any:  # a CandidateQuerySet, which keep_away does not name
    """Files that there are; neither one's own nor that of somebody close."""
    return keep_away(Candidate.objects.filter(anonymised_at__isnull=True), user, person="pk")


class AlikeView(StaffPageMixin, TemplateView):
    """All pairs, the newest first."""

    permission = MERGE
    title = _("Possibly the same person")
    template_name = "admin/candidates/alike.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = Paginator(pairs_for(self.request.user), PAGE)
        return super().get_context_data(page_obj=pages.get_page(self.request.GET.get("page")), **kwargs)


class ApartView(StaffPageMixin, FormView):
    """Two people after all, for a reason."""

    permission = MERGE
    title = _("Two people")
    template_name = "admin/candidates/apart.html"
    form_class = ApartForm

    @cached_property
    def pair(self) -> AlikePair:
        return get_object_or_404(pairs_for(self.request.user), public_id=self.kwargs["pair"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(pair=self.pair, **kwargs)

    def form_valid(self, form: ApartForm) -> HttpResponse:
        try:
            services.tell_apart(self.pair, actor=self.request.user, because=form.cleaned_data["because"])
        except FileGone as error:
            messages.warning(self.request, error.message)
        else:
            messages.success(self.request, _("They are noted as two people."))
        return redirect(LIST)


class MergeWithView(StaffPageMixin, TemplateView):
    """Whose file is made one with this one: looked for by name, address or reference."""

    permission = MERGE
    title = _("Merge with another file")
    template_name = "admin/candidates/merge_with.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        files = files_for(self.request.user)
        kept = get_object_or_404(files, public_id=self.kwargs["public_id"])
        typed = self.request.GET.get("q", "").strip()
        found = files.searched(typed).exclude(pk=kept.pk).order_by("last_name", "first_name", "pk")
        shown = list(found[:MOST_FOUND]) if typed else []
        if typed:
            services.note_search(actor=self.request.user, count=len(shown), facets=[], with_words=True)
        return super().get_context_data(kept=kept, typed=typed, found=shown, most=MOST_FOUND, **kwargs)


class MergeView(StaffPageMixin, FormView):
    """What becomes of two files if they are made one; and making them one."""

    permission = MERGE
    title = _("Make one file of two")
    template_name = "admin/candidates/merge.html"
    form_class = MergeForm

    @cached_property
    def files(self) -> tuple[Candidate, Candidate]:
        """The file that stays, and the one that becomes part of it."""
        files = files_for(self.request.user).select_related("user")
        kept = get_object_or_404(files, public_id=self.kwargs["public_id"])
        gone = get_object_or_404(files.exclude(pk=kept.pk), public_id=self.kwargs["other"])
        return kept, gone

    def get_form_kwargs(self) -> dict[str, Any]:
        kept, gone = self.files
        sees_gender = self.request.user.has_perm("candidates.see_gender")
        return super().get_form_kwargs() | {"kept": kept, "gone": gone, "sees_gender": sees_gender}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept, gone = self.files
        for person in self.files:
            services.note_look(person, actor=self.request.user, page="admin:candidates_candidate_merge")
        counts = [(part.label, part.count(gone)) for part in merge_parts()]
        return super().get_context_data(
            kept=kept,
            gone=gone,
            obstacles=services.obstacles_to_merge(kept, gone),
            dropped=[text for part in merge_parts() for text in part.dropped(kept, gone)],
            moving=[(label, count) for label, count in counts if count],
            other_way=reverse("admin:candidates_candidate_merge", args=[gone.public_id, kept.public_id]),
            **kwargs,
        )

    def form_valid(self, form: MergeForm) -> HttpResponse:
        kept, gone = self.files
        said = {"identity": form.identity(), "because": form.cleaned_data["because"]}
        if "account" in form.cleaned_data:
            said["account"] = form.cleaned_data["account"]
        try:
            services.merge_candidates(kept, gone, actor=self.request.user, **said)
        except CannotMerge as error:
            form.add_error(None, [str(text) for text in error.obstacles])
            return self.form_invalid(form)
        messages.success(self.request, _("The two files are one."))
        return redirect(row_address(kept))
