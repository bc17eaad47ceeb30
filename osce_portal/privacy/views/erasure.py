"""Asking for one's data to be erased: what that means, what stands in its way, and thinking better of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from osce_portal.common.errors import DomainError
from osce_portal.erasure import obstacles_of
from osce_portal.privacy.forms import AskErasureForm
from osce_portal.privacy.models import ErasureRequest
from osce_portal.privacy.services import ask_erasure, withdraw_erasure
from osce_portal.privacy.views.own import OwnDataMixin


class ErasureView(OwnDataMixin, FormView):
    """The limits, the request that waits, the answer to the last one, and the form."""

    template_name = "privacy/erasure.html"
    form_class = AskErasureForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = ErasureRequest.objects.about(self.person).order_by("pk")
        last = own.open().last() or own.last()
        obstacles = obstacles_of(self.person)
        return super().get_context_data(last=last, obstacles=obstacles, **kwargs)

    def form_valid(self, form: AskErasureForm) -> HttpResponse:
        ask_erasure(self.request.user, why=form.cleaned_data["why"])
        messages.success(self.request, _("Your request has been received."))
        return redirect("privacy:erasure")


class WithdrawErasureView(OwnDataMixin, View):
    """One button: the data stay after all."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        own = ErasureRequest.objects.about(self.person)
        try:
            withdraw_erasure(get_object_or_404(own, public_id=kwargs["public_id"]), actor=request.user)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("Your request is withdrawn; nothing is erased."))
        return redirect("privacy:erasure")
