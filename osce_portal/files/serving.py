"""Giving a stored file out; the view that calls this has checked that the reader may have it."""

from django.http import FileResponse

from osce_portal.files.models import StoredFile


def serve_file(stored: StoredFile) -> FileResponse:
    """The file as a download under its own name, which no browser opens as a page or keeps."""
    response = FileResponse(
        stored.content.open("rb"), as_attachment=True, filename=stored.name, content_type=stored.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
