"""The data-protection officer's pages: requests for erasure, and the data map."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, ListView, TemplateView

from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.audit.enums import Task
from osce_portal.common.errors import DomainError
from osce_portal.data_map import tables
from osce_portal.erasure import mentions_of, obstacles_of
from osce_portal.people import all_files, person_behind
from osce_portal.privacy.enums import ErasureState
from osce_portal.privacy.errors import ErasureObstructed
from osce_portal.privacy.forms import AnswerForm, RecordForm
from osce_portal.privacy.models import ErasureRequest
from osce_portal.privacy.services import (
    grant_erasure,
    person_asking,
    record_erasure,
    refuse_erasure,
)
from osce_portal.walls import keep_away


def requests_for(user: Any) -> Any:  # an ErasureRequestQuerySet, which keep_away does not name
    """Everybody's but the reader's own, and those of people close to the reader."""
    rows = keep_away(ErasureRequest.objects.for_list(), user, person="candidate")
    return rows.exclude(account=user)


class RequestsView(StaffPageMixin, ListView):
    """What waits for an answer first, the nearest day first."""

    permission = "privacy.see_requests"
    title = _("Requests for erasure")
    template_name = "privacy/staff/requests.html"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[ErasureRequest]:
        rows = requests_for(self.request.user)
        if self.request.GET.get("answered"):
            return rows.exclude(state=ErasureState.ASKED).order_by("-decided_at", "-pk")
        return rows.open().order_by("due_on", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        answered = bool(self.request.GET.get("answered"))
        return super().get_context_data(answered=answered, today=timezone.localdate(), **kwargs)


class AnswerView(StaffPageMixin, FormView):
    """One request: who asks, what stands in the way, and the answer."""

    permission = "privacy.see_requests"
    title = _("Request for erasure")
    template_name = "privacy/staff/request.html"
    form_class = AnswerForm
    task = Task.AUDIT

    @cached_property
    def asked(self) -> ErasureRequest:
        return get_object_or_404(requests_for(self.request.user), public_id=self.kwargs["public_id"])

    def get_form_kwargs(self) -> dict[str, Any]:
        mentions = mentions_of(person_asking(self.asked)) if self.asked.is_open else []
        return {**super().get_form_kwargs(), "mentions": mentions}

    def people_shown(self, context: dict[str, Any]) -> list[ErasureRequest]:
        return [self.asked] if self.asked.candidate is not None else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            asked=self.asked,
            obstacles=obstacles_of(person_asking(self.asked)) if self.asked.is_open else [],
            may_answer=self.asked.is_open and self.request.user.has_perm("privacy.answer_requests"),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("privacy.answer_requests"):
            raise Http404
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        try:
            self._answer(form)
        except ErasureObstructed as error:
            form.add_error(None, [error.message, *error.reasons])
        except DomainError as error:
            form.add_error(None, error.message)
        return self.form_invalid(form) if form.errors else redirect("privacy-staff:requests")

    def _answer(self, form: AnswerForm) -> None:
        if form.cleaned_data["answer"] == AnswerForm.GRANT:
            emptying = form.cleaned_data.get("emptying", [])
            grant_erasure(self.asked, actor=self.request.user, emptying=emptying)
            messages.success(self.request, _("The data are erased; the person has been told."))
            return
        refuse_erasure(self.asked, reason=form.cleaned_data["reason"], actor=self.request.user)
        messages.success(self.request, _("The request is refused; the person has been told."))


class RecordView(StaffPageMixin, FormView):
    """A request that came by letter or otherwise: how and when; then it is answered as any other."""

    permission = "privacy.record_requests"
    title = _("Record a request for erasure")
    template_name = "privacy/staff/record.html"
    form_class = RecordForm

    @cached_property
    def file(self) -> Any:
        files = keep_away(all_files().filter(anonymised_at=None), self.request.user, person="pk")
        return get_object_or_404(files, public_id=self.kwargs["candidate"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = ErasureRequest.objects.about(person_behind(self.file)).open().first()
        return super().get_context_data(file=self.file, waiting=waiting, **kwargs)

    def form_valid(self, form: RecordForm) -> HttpResponse:
        try:
            asked = record_erasure(self.file, actor=self.request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.form_invalid(form)
        messages.success(self.request, _("The request is recorded."))
        return redirect("privacy-staff:answer", asked.public_id)


class DataMapView(StaffPageMixin, TemplateView):
    """Every personal column: what for, on which ground, until when, who sees it."""

    permission = "privacy.see_data_map"
    title = _("Data map")
    template_name = "privacy/staff/data_map.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        personal = [table for table in tables() if table.personal]
        return super().get_context_data(tables=personal, **kwargs)
