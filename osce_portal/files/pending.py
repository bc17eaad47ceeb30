"""An upload that waits: kept between two requests, so that a mistake in another field does not lose it."""

from django.http import HttpRequest

from osce_portal.files.models import StoredFile


def keep_pending(request: HttpRequest, name: str, stored: StoredFile) -> None:
    """Remember an upload in the person's session under ``name``."""
    request.session[_key(name)] = stored.public_id


def find_pending(request: HttpRequest, name: str) -> StoredFile | None:
    """The person's own upload remembered under ``name``, if any."""
    public_id = request.session.get(_key(name))
    return StoredFile.objects.filter(public_id=public_id, uploaded_by=request.user.pk).first()


def forget_pending(request: HttpRequest, name: str) -> None:
    """It has found its place."""
    request.session.pop(_key(name), None)


def _key(name: str) -> str:
    return f"pending-upload:{name}"
