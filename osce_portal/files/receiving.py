"""An upload as it comes with a request: so many for each person, then the way every upload goes."""

from allauth.core.ratelimit import consume
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from osce_portal.files.errors import TooManyUploads
from osce_portal.files.models import StoredFile
from osce_portal.files.services import store_upload


def receive_upload(request: HttpRequest, upload: UploadedFile) -> StoredFile:
    """Store the upload of a person who is signed in; raises TooManyUploads and what ``store_upload`` raises.

    Every attempt counts, refused files too: opening them is what costs. The rates stand in the settings.
    """
    action = "staff_upload" if request.user.is_staff else "upload"
    if not consume(request, action=action, user=request.user):
        raise TooManyUploads
    return store_upload(upload, actor=request.user)
