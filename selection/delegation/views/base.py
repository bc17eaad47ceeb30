"""What the staff's pages of a selection have in common."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from missions.models import Call
from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.audit.enums import Task
from osce_portal.common.errors import DomainError
from osce_portal.walls import keep_away, kept_from
from selection.candidacies.models import Candidacy
from selection.delegation.models import SelectionRun


class CallPageMixin(StaffPageMixin):
    """A page about the selection of one call, named in the address; not for a candidate of that call."""

    permission = "delegation.see_selection"
    task = Task.SELECTION
    kwargs: dict[str, Any]
    request: HttpRequest

    @cached_property
    def call(self) -> Call:
        own = Candidacy.objects.involving(self.request.user)
        calls = Call.objects.exclude(pk__in=own.values("call")).select_related("mission__state")
        return get_object_or_404(calls, public_id=self.kwargs["call"])

    @cached_property
    def run(self) -> SelectionRun:
        """The run named in the address, of this call and no other."""
        runs = SelectionRun.objects.select_related("proposed_by")
        run = get_object_or_404(runs, public_id=self.kwargs["run"], call=self.call)
        run.call = self.call
        return run

    @cached_property
    def candidacy(self) -> Candidacy:
        """The candidacy named in the address, of this call and no other, and not behind the reader's wall."""
        rows = keep_away(Candidacy.objects.select_related("candidate"), self.request.user, person="candidate")
        candidacy = get_object_or_404(rows, public_id=self.kwargs["candidacy"], call=self.call)
        candidacy.call = self.call
        return candidacy

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        shared = {
            "call": self.call,
            "sees_files": self.request.user.has_perm("assessment.see_call"),
            "sees_gender": self.request.user.has_perm("delegation.see_gender"),
            "behind_wall": kept_from(self.request.user),
        }
        return super().get_context_data(**(kwargs | shared))

    def people_shown(self, context: dict[str, Any]) -> Iterable[Candidacy]:
        return [context["candidacy"]] if "candidacy" in context else []

    def back(self) -> HttpResponse:
        return redirect("delegation:run-latest", call=self.call.public_id)


class ActView(CallPageMixin, View, ABC):
    """One button: does its act and comes back to the selection with what happened in words."""

    http_method_names = ["post"]
    permission = "delegation.propose_selection"
    success: Any = ""

    @abstractmethod
    def act(self) -> None:
        """The service call. May raise DomainError."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            self.act()
        except DomainError as error:
            messages.error(request, error.message)
        else:
            if self.success:
                messages.success(request, self.success)
        return self.back()


class ReasonedView(CallPageMixin, FormView, ABC):
    """A form page whose act may refuse: the message stands in the form, nothing typed is lost."""

    permission = "delegation.propose_selection"
    success: Any = ""

    @abstractmethod
    def act(self, data: dict[str, Any]) -> None:
        """The service call. May raise DomainError."""

    def form_valid(self, form) -> HttpResponse:
        try:
            self.act(form.cleaned_data)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.form_invalid(form)
        messages.success(self.request, self.success)
        return self.back()
