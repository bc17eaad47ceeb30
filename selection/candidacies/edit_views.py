"""The one page of a draft, and the page for a certificate that was asked again."""

from abc import ABC, abstractmethod
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from osce_portal.accounts.second_step import remember_way_back
from selection.candidacies import services
from selection.candidacies.certificate_step import (
    store_certificate_file,
    take_certificate,
    waiting_file,
)
from selection.candidacies.checklist import SECOND_STEP, check_requirements, short_missions
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.errors import (
    CallClosed,
    CallNotOpen,
    IllegalTransition,
    IncompleteCandidacy,
    NotADraft,
)
from selection.candidacies.forms import CandidacyForm, CertificateForm
from selection.candidacies.models import Candidacy
from selection.candidacies.views import OwnCandidaciesMixin, show_closed


class CertificateStepView(OwnCandidaciesMixin, FormView, ABC):
    """What both pages share: the own candidacy, and the upload that is kept whatever else is wrong."""

    candidacy: Candidacy

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.candidacy = get_object_or_404(self.get_queryset(), public_id=kwargs["public_id"])
        if not self.may_be_edited():
            return self.show_where_it_stands(say_why=request.method == "POST")
        return super().dispatch(request, *args, **kwargs)

    def show_where_it_stands(self, *, say_why: bool = True) -> HttpResponse:
        """Away from a form that is no longer for this candidacy."""
        self.candidacy.refresh_from_db(fields=["status"])
        if say_why:
            messages.info(self.request, self.why_not_editable())
        return redirect(self.candidacy.get_detail_url())

    def why_not_editable(self) -> Any:
        """What somebody reads who sends a page that was opened before the candidacy moved on."""
        is_withdrawn = self.candidacy.status == CandidacyStatus.WITHDRAWN
        return _("Your candidacy is withdrawn.") if is_withdrawn else NotADraft.message

    @abstractmethod
    def may_be_edited(self) -> bool:
        """Whether this page has a form for the candidacy as it stands."""

    def get_initial(self) -> dict[str, Any]:
        certificate = self.candidacy.certificate
        return {"completed_on": certificate.completed_on if certificate else None}

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        waiting = waiting_file(self.request, self.candidacy)
        return super().get_context_data(candidacy=self.candidacy, waiting_file=waiting, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.get_form()
        form.is_valid()
        store_certificate_file(request, form, self.candidacy)
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)


class CandidacyEditView(CertificateStepView):
    """Save the draft or hand it in. What was typed is saved first, whatever becomes of the rest."""

    form_class = CandidacyForm
    template_name = "candidacies/candidacy_form.html"

    def may_be_edited(self) -> bool:
        """A draft; what is sent from a page opened before the night let it lapse is late, not lost."""
        return self.candidacy.is_draft or (self.candidacy.is_lapsed and self.request.method == "POST")

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            services.check_call_is_open(self.candidacy.call, self.candidacy.candidate)
        except (CallClosed, CallNotOpen):
            return redirect(self.candidacy.get_detail_url())
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Until the answers are saved and handed in, the call may close and the candidacy may move on."""
        try:
            return self.take_answers(request, *args, **kwargs)
        except CallClosed as error:
            self.keep_answers()
            return show_closed(request, self.candidacy.candidate, error)
        except CallNotOpen as error:
            messages.error(request, error.message)
            return redirect(self.candidacy.get_detail_url())
        except (IllegalTransition, NotADraft):
            return self.show_where_it_stands()

    def take_answers(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Raises CallClosed, CallNotOpen, IllegalTransition and NotADraft, as the services do."""
        services.check_call_is_open(self.candidacy.call, self.candidacy.candidate)
        if self.candidacy.is_lapsed:  # the call was reopened
            candidate, call = self.candidacy.candidate, self.candidacy.call
            self.candidacy = services.start_candidacy(candidate, call, actor=request.user)
        return super().post(request, *args, **kwargs)

    def keep_answers(self) -> None:
        """What was typed too late is kept: the next candidacy starts from it."""
        form = self.get_form()
        form.is_valid()
        with suppress(NotADraft):
            self.save_answers(form)

    def get_form_kwargs(self) -> dict[str, Any]:
        from_last_time = Candidacy.objects.with_same_motivation(self.candidacy).exists()
        return super().get_form_kwargs() | {
            "candidacy": self.candidacy,
            "is_from_last_time": from_last_time,
        }

    def get_initial(self) -> dict[str, Any]:
        names = ("motivation", "available", "code_of_conduct")
        return super().get_initial() | {name: getattr(self.candidacy, name) for name in names}

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(
            checklist=check_requirements(self.candidacy),
            short_missions=short_missions(self.candidacy),
            **kwargs,
        )

    def save_answers(self, form: CandidacyForm) -> None:
        """Whatever is wrong with the certificate: nothing typed waits for it. Raises NotADraft."""
        if form.answers_are_right:
            self.candidacy = services.save_draft(self.candidacy, **form.answers, actor=self.request.user)

    def form_invalid(self, form: CandidacyForm) -> HttpResponse:
        self.save_answers(form)
        return self.refuse(form)

    def refuse(self, form: CandidacyForm) -> HttpResponse:
        """The page again, with what is wrong; it says whether the answers are saved."""
        return self.render_to_response(self.get_context_data(form=form, is_saved=form.answers_are_right))

    def form_valid(self, form: CandidacyForm) -> HttpResponse:
        self.save_answers(form)
        certificate_taken = take_certificate(self.request, form, self.candidacy)
        self.candidacy = get_object_or_404(self.get_queryset(), pk=self.candidacy.pk)
        if not certificate_taken:
            return self.refuse(form)
        if "submit" in self.request.POST:
            return self.submit(form)
        messages.success(self.request, _("Your draft has been saved. It is not handed in yet."))
        return redirect(self.candidacy)

    def submit(self, form: CandidacyForm) -> HttpResponse:
        try:
            self.candidacy = services.submit_candidacy(self.candidacy, actor=self.request.user)
        except IncompleteCandidacy as error:
            if SECOND_STEP in error.missing:
                remember_way_back(self.request, self.candidacy.get_absolute_url())
            return self.render_to_response(self.get_context_data(form=form, missing=error.missing))
        text = _("We have received your candidacy. Your receipt number is %(number)s.")
        messages.success(self.request, text % {"number": self.candidacy.receipt_number})
        return redirect(self.candidacy)


class CertificateAgainView(CertificateStepView):
    """Another certificate, when staff have asked for it: also after the deadline."""

    form_class = CertificateForm
    template_name = "candidacies/certificate_form.html"

    def may_be_edited(self) -> bool:
        return services.may_send_certificate_again(self.candidacy)

    def form_valid(self, form: CertificateForm) -> HttpResponse:
        if waiting_file(self.request, self.candidacy) is None:
            form.add_error("certificate_file", _("Please choose the file."))
            return self.form_invalid(form)
        if not take_certificate(self.request, form, self.candidacy):
            return self.form_invalid(form)
        messages.success(self.request, _("We have received your certificate."))
        return redirect(self.candidacy.get_detail_url())
