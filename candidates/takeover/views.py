"""Taking over a Europass CV: sent, looked at line by line, accepted or discarded."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView, View

from candidates import services
from candidates.forms.europass import EuropassUploadForm
from candidates.models import Candidate, EuropassImport
from candidates.own_file import OwnFileMixin
from candidates.takeover.page import ProposalPage
from candidates.takeover.receiving import receive_europass
from osce_portal.common.errors import DomainError


class UploadView(OwnFileMixin, FormView):
    """Says what is read, and takes the file."""

    form_class = EuropassUploadForm
    template_name = "candidates/europass_upload.html"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        waiting = EuropassImport.objects.filter(candidate=self.candidate).defer("content").first()
        return super().get_context_data(waiting=waiting, **kwargs)

    def form_valid(self, form: EuropassUploadForm) -> HttpResponse:
        try:
            receive_europass(self.request, self.candidate, form.cleaned_data["file"])
        except DomainError as error:
            form.add_error("file", error.message)
            return self.form_invalid(form)
        return redirect("candidates:europass-proposal")


class ProposalView(OwnFileMixin, TemplateView):
    """Every line with a tick and a form; what is ticked is taken over in one act, or nothing is."""

    template_name = "candidates/europass_proposal.html"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.refusal: Any = ""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        self.waiting = None
        if request.user.is_authenticated:
            own = EuropassImport.objects.filter(candidate__user=request.user)
            self.waiting = own.select_related("candidate").first()
            if self.waiting is None and Candidate.objects.of_user(request.user).exists():
                return redirect("candidates:europass")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        page = kwargs.pop("page", None) or ProposalPage.of(self.waiting)
        return super().get_context_data(page=page, waiting=self.waiting, refusal=self.refusal, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        page = ProposalPage.of(self.waiting, request.POST)
        try:
            taken = page.take_over(actor=request.user)
        except DomainError as error:
            self.refusal = error.message
            return self.render_to_response(self.get_context_data(page=page))
        said = ngettext("%(taken)s line taken over.", "%(taken)s lines taken over.", taken)
        messages.success(request, said % {"taken": taken})
        return redirect("candidates:overview")


class DiscardView(OwnFileMixin, View):
    """Forgets the CV that waits."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        services.discard_europass(self.candidate, actor=request.user)
        messages.success(request, _("Nothing of it was taken over."))
        return redirect("candidates:overview")
