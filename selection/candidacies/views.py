"""A candidate's own candidacies: list, start, detail, withdrawal, receipt."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, ListView, TemplateView, View

from candidates.models import Candidate
from missions.models import Call
from osce_portal.common.errors import DomainError
from osce_portal.files.documents import render_pdf
from selection.candidacies import services
from selection.candidacies.changes.availability import (
    answer_availability,
    open_question,
    refused_question,
)
from selection.candidacies.changes.errors import NotAsked
from selection.candidacies.changes.exceptions import exception_for
from selection.candidacies.checklist import check_requirements, short_missions
from selection.candidacies.errors import CallClosed, IllegalTransition
from selection.candidacies.forms import WithdrawForm
from selection.candidacies.models import Candidacy


def show_closed(request: HttpRequest, candidate: Candidate, error: CallClosed) -> HttpResponse:
    """Log the late attempt, now that the refused act is rolled back, and say clearly that it is too late."""
    attempt = services.log_late_attempt(candidate, error, actor=request.user)
    return render(request, "candidacies/closed.html", {"call": error.call, "attempt": attempt})


class OwnCandidaciesMixin(LoginRequiredMixin):
    """Somebody else's candidacy does not exist: 404, never 403."""

    slug_field = slug_url_kwarg = "public_id"
    request: HttpRequest

    def get_queryset(self):
        return Candidacy.objects.of_user(self.request.user).for_list().select_related("certificate__file")


class CandidacyListView(OwnCandidaciesMixin, ListView):
    template_name = "candidacies/candidacy_list.html"
    context_object_name = "candidacies"
    paginate_by = 20


class CandidacyStartView(LoginRequiredMixin, TemplateView):
    """From the calendar to one's candidacy: continues what there is, else shows what it takes and starts."""

    template_name = "candidacies/candidacy_start.html"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        calls = Call.objects.published().through_portal().select_related("mission__state")
        self.call = get_object_or_404(calls, public_id=kwargs["call"])
        self.candidate = Candidate.objects.of_user(request.user).first()

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        standing = Candidacy.objects.of_user(request.user).filter(call=self.call).standing().first()
        if standing is not None and not standing.is_lapsed:
            return redirect(standing)
        if self.candidate is None:
            messages.info(request, _("Please register first: then you can apply."))
            return redirect("candidates:identity")
        try:
            services.check_call_is_open(self.call, self.candidate)
        except CallClosed:  # a look is no attempt
            return render(request, "candidacies/closed.html", {"call": self.call})
        except DomainError as error:
            return render(request, self.template_name, self.get_context_data(refusal=error.message))
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.candidate is None:
            return redirect("candidates:identity")
        try:
            return redirect(services.start_candidacy(self.candidate, self.call, actor=request.user))
        except CallClosed as error:
            return show_closed(request, self.candidate, error)
        except DomainError as error:
            return render(request, self.template_name, self.get_context_data(refusal=error.message))

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        would_be = Candidacy(candidate=self.candidate, call=self.call)
        return super().get_context_data(
            call=self.call,
            checklist=check_requirements(would_be),
            short_missions=short_missions(would_be),
            **kwargs,
        )


class CandidacyDetailView(OwnCandidaciesMixin, DetailView):
    template_name = "candidacies/candidacy_detail.html"
    context_object_name = "candidacy"

    def get_queryset(self):
        return super().get_queryset().prefetch_related("transitions")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(
            may_send_certificate=services.may_send_certificate_again(self.object),
            question=open_question(self.object),
            refused=refused_question(self.object),
            exception=exception_for(self.object),
            **kwargs,
        )


class AvailabilityView(OwnCandidaciesMixin, View):
    """The person says yes or no to the new days, by one of two buttons on the own page."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, public_id: str) -> HttpResponse:
        candidacy = get_object_or_404(self.get_queryset(), public_id=public_id)
        question, answer = open_question(candidacy), request.POST.get("answer")
        if question is None or question.public_id != request.POST.get("question"):
            messages.info(request, NotAsked.message)
        elif answer not in {"yes", "no"}:
            messages.error(request, _("Please choose one of the two answers."))
        else:
            try:
                answer_availability(question, is_available=answer == "yes", actor=request.user)
            except DomainError as error:
                messages.info(request, error.message)
            else:
                messages.success(request, _("Thank you. Your answer is kept."))
        return redirect(candidacy.get_detail_url())


class CandidacyWithdrawView(OwnCandidaciesMixin, FormView):
    """Asks first, on a page of its own."""

    form_class = WithdrawForm
    template_name = "candidacies/candidacy_withdraw.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.candidacy = get_object_or_404(self.get_queryset(), public_id=kwargs["public_id"])
        if not self.candidacy.is_withdrawable:
            messages.info(request, _("This candidacy cannot be withdrawn any more."))
            return redirect(self.candidacy)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(candidacy=self.candidacy, **kwargs)

    def form_valid(self, form: WithdrawForm) -> HttpResponse:
        try:
            services.withdraw_candidacy(self.candidacy, actor=self.request.user, **form.cleaned_data)
        except IllegalTransition as error:
            messages.error(self.request, error.message)
        else:
            messages.success(self.request, _("Your candidacy is withdrawn. We have sent you a mail."))
        return redirect(self.candidacy)


class ReceiptView(OwnCandidaciesMixin, View):
    """The receipt as a PDF in the person's own language."""

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        received = self.get_queryset().received()
        candidacy = get_object_or_404(received, public_id=public_id)
        pdf = render_pdf(
            "documents/candidacies/receipt.html", {"candidacy": candidacy}, candidacy.candidate.language
        )
        name = f"{candidacy.receipt_number}.pdf"
        return HttpResponse(
            pdf,
            content_type="application/pdf",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
