"""The staff's pages of exceptions: found from a call and its late attempts, proposed, decided."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from candidates.models import Candidate
from candidates.services import note_search
from missions.models import Call
from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.common.errors import DomainError
from osce_portal.common.models import database_now
from osce_portal.walls import keep_away
from selection.candidacies.changes.deciding import DecidingView, TakingBackView
from selection.candidacies.changes.exceptions import decide_exception, propose_exception, take_back_exception
from selection.candidacies.models import Candidacy, DeadlineException, LateAttempt

PEOPLE_SHOWN = 20
LATE_SHOWN = 100


class ExceptionForm(forms.Form):
    """Until when, and why."""

    until = forms.DateTimeField(
        label=_("Received before (Brussels time)"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea({"rows": 3}), max_length=2000,
        help_text=_("For the second person and the file; the person can ask to read it."),
    )  # fmt: skip


class CallMixin(StaffPageMixin):
    """A page about one call; none for whoever is a candidate there."""

    permission = "candidacies.see_exception"
    kwargs: dict[str, Any]
    request: HttpRequest

    @cached_property
    def call(self) -> Call:
        own = Candidacy.objects.involving(self.request.user).values("call")
        return get_object_or_404(
            Call.objects.for_list().exclude(pk__in=own), public_id=self.kwargs["call_ref"]
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shared = {"target": self.call, "back": "changes:exceptions"}
        return super().get_context_data(**shared, **kwargs)


class OverviewView(CallMixin, TemplateView):
    """Who came late, whom the search finds, and what was excepted so far."""

    title = _("Exceptions to the deadline")
    template_name = "changes/exceptions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        may_propose = user.has_perm("candidacies.propose_exception")
        found = self.find_people() if may_propose else []
        late = keep_away(LateAttempt.objects.filter(call=self.call), user, person="candidate")
        exceptions = keep_away(DeadlineException.objects.filter(call=self.call), user, person="candidate")
        return super().get_context_data(
            is_on=settings.DEADLINE_EXCEPTIONS_ALLOWED,
            may_propose=may_propose and settings.DEADLINE_EXCEPTIONS_ALLOWED,
            q=self.request.GET.get("q", ""),
            people=found,
            late=late.select_related("candidate").order_by("-at")[:LATE_SHOWN],
            exceptions=exceptions.select_related("candidate", "proposed_by", "approved_by"),
            excepted=set(self.standing().values_list("candidate", flat=True)),
            **kwargs,
        )

    def standing(self) -> QuerySet[DeadlineException]:
        """Those beside which no other one can be proposed."""
        return DeadlineException.objects.standing(database_now()).filter(call=self.call)

    def find_people(self) -> list[Candidate]:
        """As for a candidacy that is recorded; the search is noted."""
        typed = self.request.GET.get("q", "")
        if not typed.strip():
            return []
        people = Candidate.objects.searched(typed).filter(anonymised_at__isnull=True)
        found = list(keep_away(people, self.request.user, person="pk")[:PEOPLE_SHOWN])
        note_search(actor=self.request.user, count=len(found), facets=[], with_words=True)
        return found


class ProposeView(CallMixin, FormView):
    """Until when this person may hand in, and why; a second person decides."""

    permission = "candidacies.propose_exception"
    title = _("Propose an exception")
    form_class = ExceptionForm
    template_name = "changes/exception_propose.html"

    @cached_property
    def person(self) -> Candidate:
        people = Candidate.objects.filter(anonymised_at__isnull=True)
        others = keep_away(people, self.request.user, person="pk")
        return get_object_or_404(others, public_id=self.kwargs["person"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(person=self.person, **kwargs)

    def form_valid(self, form: ExceptionForm) -> HttpResponse:
        try:
            exception = propose_exception(
                self.person, self.call, actor=self.request.user, **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, error.message)
            return self.form_invalid(form)
        messages.success(self.request, _("It waits for a second person."))
        return redirect("changes:exception", exception.public_id)


class ExceptionMixin(StaffPageMixin):
    """A page of one exception; none for whoever is a candidate for its call."""

    permission = "candidacies.see_exception"
    kwargs: dict[str, Any]
    request: HttpRequest

    @cached_property
    def exception(self) -> DeadlineException:
        own = Candidacy.objects.involving(self.request.user).values("call")
        rows = keep_away(DeadlineException.objects.all(), self.request.user, person="candidate")
        rows = rows.exclude(call__in=own).select_related(
            "candidate", "call__mission__state", "proposed_by", "approved_by"
        )
        return get_object_or_404(rows, public_id=self.kwargs["exception"])

    @property
    def page(self) -> tuple[str, str]:
        return "changes:exception", self.exception.public_id


class ExceptionView(ExceptionMixin, DecidingView):
    """One exception, and the second person's decision on it."""

    title = _("Exception to the deadline")
    template_name = "changes/exception.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one, user = self.exception, self.request.user
        is_proposer = one.proposed_by_id == user.pk
        waits = one.decided_at is None
        return super().get_context_data(
            exception=one,
            target=one.call,
            back="changes:exceptions",
            is_proposer=is_proposer and waits,
            may_decide=waits and not is_proposer and user.has_perm("candidacies.decide_exception", one),
            **kwargs,
        )

    def people_shown(self, context: dict[str, Any]) -> Iterable[DeadlineException]:
        return [context["exception"]]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("candidacies.decide_exception", self.exception):
            raise Http404
        return super().post(request, *args, **kwargs)

    def decide(self, *, approve: bool, note: str) -> None:
        decide_exception(self.exception, approve=approve, note=note, actor=self.request.user)


class TakeBackView(ExceptionMixin, TakingBackView):
    """Takes back a proposal."""

    permission = "candidacies.propose_exception"

    def take_back(self) -> None:
        take_back_exception(self.exception, actor=self.request.user)
