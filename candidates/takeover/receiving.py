"""A Europass CV as it comes with a request: so many for each person, and read before it is kept."""

from allauth.core.ratelimit import consume
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from candidates import services
from candidates.europass.reading import MAX_BYTES, extract_cv, read_cv
from candidates.models import Candidate, EuropassImport
from osce_portal.files.errors import EmptyFile, FileTooLarge, TooManyUploads
from osce_portal.files.services import clean_name


def receive_europass(request: HttpRequest, candidate: Candidate, upload: UploadedFile) -> EuropassImport:
    """Keep the CV for its person's decision; of a PDF only the CV in it is kept.

    Every attempt counts, as with every upload. Raises TooManyUploads, FileTooLarge, EmptyFile and what
    ``extract_cv`` and ``read_cv`` raise.
    """
    if not consume(request, action="upload", user=request.user):
        raise TooManyUploads
    if not upload.size:
        raise EmptyFile
    if upload.size > MAX_BYTES:
        raise FileTooLarge
    content = extract_cv(upload.read())
    read_cv(content)
    name = clean_name(upload.name or "")
    return services.keep_europass(candidate, name=name, content=content, actor=request.user)
