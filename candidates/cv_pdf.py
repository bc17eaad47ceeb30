"""A person's file as PDF, in the language of whoever reads it."""

import datetime as dt

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language

from candidates.models import Candidate
from candidates.reading import read_identity, read_parts
from osce_portal.files.documents import render_pdf

TEMPLATE = "documents/candidates/cv.html"


def write_cv(candidate: Candidate, *, on: dt.date, with_gender: bool) -> bytes:
    """The file as tagged PDF (PDF/UA-1), read with ``CandidateQuerySet.with_file``."""
    context = {
        "candidate": candidate,
        "identity": read_identity(candidate, with_gender=with_gender),
        "parts": read_parts(candidate),
        "on": on,
    }
    return render_pdf(TEMPLATE, context, get_language() or "en")


def cv_response(candidate: Candidate, *, on: dt.date, with_gender: bool) -> HttpResponse:
    """The same as a download."""
    name = slugify(f"cv-{candidate.last_name}-{candidate.first_name}")[:80] or "cv"
    return HttpResponse(
        write_cv(candidate, on=on, with_gender=with_gender),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'},
    )
