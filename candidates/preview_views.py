"""A person's own file as staff see it: as a page and as PDF."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.generic import TemplateView, View

from candidates.cv_pdf import cv_response
from candidates.own_file import OwnFileMixin
from candidates.querysets import CandidateQuerySet
from candidates.reading import read_identity, read_parts


class WholeFileMixin(OwnFileMixin):
    """The own file, read whole."""

    def own_files(self) -> CandidateQuerySet:
        return super().own_files().with_file()


class PreviewView(WholeFileMixin, TemplateView):
    """How staff see the file; gender stands apart, since not all of them may see it."""

    template_name = "candidates/preview.html"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(
            candidate=self.candidate,
            identity=read_identity(self.candidate, with_gender=False),
            parts=read_parts(self.candidate),
            **kwargs,
        )


class CvPdfView(WholeFileMixin, View):
    """The same as PDF, without gender: people hand it on."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return cv_response(self.candidate, on=timezone.localdate(), with_gender=False)
