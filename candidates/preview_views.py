"""A person's own file as staff see it: as a page and as PDF."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView, View

from candidates.cv_pdf import cv_response
from candidates.models import Candidate
from candidates.reading import read_identity, read_parts


class OwnFileMixin(LoginRequiredMixin):
    """The own file, read whole; whoever has none is led to registration."""

    candidate: Candidate

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        candidate = Candidate.objects.of_user(request.user).with_file().first()
        if candidate is None:
            is_visitor = not request.user.is_authenticated
            return self.handle_no_permission() if is_visitor else redirect("candidates:identity")
        self.candidate = candidate
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class PreviewView(OwnFileMixin, TemplateView):
    """How staff see the file; gender stands apart, since not all of them may see it."""

    template_name = "candidates/preview.html"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(
            candidate=self.candidate,
            identity=read_identity(self.candidate, with_gender=False),
            parts=read_parts(self.candidate),
            **kwargs,
        )


class CvPdfView(OwnFileMixin, View):
    """The same as PDF, without gender: people hand it on."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return cv_response(self.candidate, on=timezone.localdate(), with_gender=False)
