"""What staff take from a person's file beside reading it; every look is recorded."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404

from candidates.models import Document
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
