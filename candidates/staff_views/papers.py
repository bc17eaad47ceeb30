"""What staff take from a person's file beside reading it; every look is recorded."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from candidates.cv_pdf import cv_response
from candidates.models import Candidate, Document
from osce_portal.audit.services import record
from osce_portal.files.serving import serve_file


def serve_document(request: HttpRequest, document: str) -> FileResponse:
    """Download a paper from a person's file: for those who may open the file."""
    papers = Document.objects.select_related("file", "candidate")
    paper = get_object_or_404(papers, public_id=document)
    if not request.user.has_perm("candidates.view_candidate", paper.candidate):
        raise Http404
    record("document.seen", paper, actor=request.user, subject=paper.candidate)
    return serve_file(paper.file)


def serve_cv(request: HttpRequest, public_id: str) -> HttpResponse:
    """The whole file as PDF; with the gender for those alone who may see it in a file."""
    user = request.user
    candidate = get_object_or_404(Candidate.objects.with_file(), public_id=public_id)
    if not user.has_perm("candidates.view_candidate", candidate):
        raise Http404
    record("candidate.cv_exported", candidate, actor=user, subject=candidate)
    with_gender = user.has_perm("candidates.see_gender")
    return cv_response(candidate, on=timezone.localdate(), with_gender=with_gender)
