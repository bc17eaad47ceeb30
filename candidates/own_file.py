"""Pages of the own file: which file that is, and where whoever has none is led."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from candidates.models import Candidate
from candidates.querysets import CandidateQuerySet


class OwnFileMixin(LoginRequiredMixin):
    """Finds the own file. A visitor is led to the sign-in, whoever has no file to registration; a page's
    own query finds what belongs to the file, so that somebody else's does not exist: 404, never 403.
    """

    request: HttpRequest
    candidate: Candidate

    def own_files(self) -> CandidateQuerySet:
        """The own file or nothing, with what the page reads of it."""
        return Candidate.objects.of_user(self.request.user)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        candidate = self.own_files().first()
        if candidate is None:
            messages.info(request, _("Please register first."))
            return redirect("candidates:identity")
        self.candidate = candidate
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
