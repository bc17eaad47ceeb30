"""Taking over a file that the ministry opened: the page behind the link that was mailed."""

from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from candidates import errors
from candidates.models import Candidate
from candidates.services.claims import claim_file, read_claim, refuse_claimant
from osce_portal.common.errors import DomainError

STATUSES = {errors.LinkInvalid: HTTPStatus.NOT_FOUND, errors.LinkExpired: HTTPStatus.GONE}


@method_decorator(never_cache, name="dispatch")
class ClaimView(TemplateView):
    """What the file is, who keeps it and why; then an account is made, or the file becomes the account's."""

    template_name = "candidates/claim.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            candidate = self.read()
        except DomainError as error:
            return self.refuse(error)
        return self.render_to_response(self.get_context_data(candidate=candidate, ways=self.ways()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.read()
            if not request.user.is_authenticated:
                return self.to_a_new_account()
            claim_file(self.kwargs["claim"], actor=request.user)
        except DomainError as error:
            return self.refuse(error)
        messages.success(request, _("This is your file now. Please check what it holds, and complete it."))
        return redirect("candidates:overview")

    def read(self) -> Candidate:
        """The link's file, where the reader may take it over; raises what stands against it."""
        candidate = read_claim(self.kwargs["claim"])
        if self.request.user.is_authenticated:
            refuse_claimant(candidate, self.request.user)
        return candidate

    def ways(self) -> dict[str, str]:
        """Where somebody signs in and comes back from."""
        here = urlencode({"next": self.request.path})
        return {"sign_in": f"{reverse('account_login')}?{here}"}

    def to_a_new_account(self) -> HttpResponse:
        """The link arrived at this address, so that an account made there now needs no other proof."""
        get_adapter().stash_claim(self.request, self.kwargs["claim"])
        return redirect(f"{reverse('account_signup')}?{urlencode({'next': self.request.path})}")

    def refuse(self, error: DomainError) -> HttpResponse:
        context = self.get_context_data(
            refusal=error.message,
            may_sign_out=isinstance(error, errors.OtherAddress),
            may_sign_in=isinstance(error, errors.AlreadyClaimed) and not self.request.user.is_authenticated,
        )
        status = STATUSES.get(type(error), HTTPStatus.OK)
        self.template_name = "candidates/claim_refused.html"
        return self.render_to_response(context, status=status)
