"""The way every upload goes: looked at, opened, written anew, kept under a random name."""

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Iterable
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import puremagic
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from osce_portal.files.confinement import run_confined
from osce_portal.files.errors import EmptyFile, FileTooLarge, HeicPicture, WrongFileType
from osce_portal.files.models import StoredFile

TYPES = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}
CLEANING = Path(__file__).with_name("cleaning.py")
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}  # ISO 23008-12, annex B
KEPT_UNATTACHED = dt.timedelta(days=2)  # longer than a session lives
NAME_LENGTH = 120
# Control, format (right-to-left override, joiners), surrogate, private; separators of lines and paragraphs.
UNWANTED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def store_upload(upload: "UploadedFile[Any]", *, actor: Any) -> StoredFile:
    """Check one upload by its content, keep a clean copy, return its row; raises a FileRefused.

    The same file again, while the first still waits for its place, is the first one: nothing is opened twice.
    ``sha256`` is that of the file as it was sent, so that the same file is recognised; what is kept was
    written anew without scripts, attached files and camera data. Nothing is left behind by a refusal.
    """
    if upload.size == 0:
        raise EmptyFile
    if upload.size is None or upload.size > settings.UPLOAD_MAX_BYTES:
        raise FileTooLarge
    name = clean_name(upload.name or "")
    upload.seek(0)
    data = upload.read()
    content_type = find_type(name, data)
    sha256 = hashlib.sha256(data).hexdigest()
    if waiting := _find_waiting(sha256, actor=actor):
        return waiting
    return _keep(clean_content(data, content_type), name, content_type, sha256, actor=actor)


@transaction.atomic
def _find_waiting(sha256: str, *, actor: Any) -> StoredFile | None:
    """The sender's own upload of the same bytes that no row refers to yet; it waits anew from now."""
    own = StoredFile.objects.unattached().filter(uploaded_by=actor, sha256=sha256)
    stored = own.select_for_update(of=("self",)).last() if actor is not None else None
    if stored is not None:
        stored.uploaded_at = database_now()
        stored.save(update_fields=["uploaded_at"])
    return stored


@transaction.atomic
def _keep(clean: bytes, name: str, content_type: str, sha256: str, *, actor: Any) -> StoredFile:
    stored = StoredFile.objects.create(
        content=ContentFile(clean, name="upload"),
        name=name,
        content_type=content_type,
        size=len(clean),
        sha256=sha256,
        uploaded_by=actor,
    )
    record("file.stored", stored, actor=actor, values={"sha256": sha256, "size": len(clean)})
    return stored


def clean_name(name: str) -> str:
    """The name as it may be shown: no path, no invisible or turning characters, not too long."""
    bare = name.replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(
        character
        for character in unicodedata.normalize("NFC", bare)
        if unicodedata.category(character) not in UNWANTED
    )
    path = PurePosixPath(visible.strip(" .") or "file")
    return path.stem[: NAME_LENGTH - len(path.suffix)] + path.suffix[:NAME_LENGTH]


def find_type(name: str, data: bytes) -> str:
    """The media type on which name and content agree; WrongFileType if they do not, HeicPicture for one."""
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        raise HeicPicture
    content_type = TYPES.get(PurePosixPath(name).suffix.lower())
    try:
        found = {match.mime_type for match in puremagic.magic_string(data)[:3]}
    except puremagic.PureError:
        found = set()
    if content_type is None or content_type not in found:
        raise WrongFileType
    return content_type


def clean_content(data: bytes, content_type: str) -> bytes:
    """The content written anew by a process with limits; LockedFile, FileTooComplex or BrokenFile."""
    return run_confined(CLEANING, content_type, data=data)


@transaction.atomic
def remove_files(files: Iterable[StoredFile]) -> None:
    """Delete these files: rows now, contents once that is certain. What they were is not written down."""
    for stored in files:
        record("file.removed", stored)
        transaction.on_commit(partial(stored.content.storage.delete, str(stored.content.name)))
        stored.delete()


@transaction.atomic
def remove_abandoned_uploads() -> int:
    """Nightly: uploads whose form was never sent are not kept. Returns how many went."""
    limit = database_now() - KEPT_UNATTACHED
    waiting = StoredFile.objects.unattached().select_for_update(of=("self",))
    abandoned = list(waiting.filter(uploaded_at__lt=limit))
    for stored in abandoned:
        record("file.removed", stored, values={"sha256": stored.sha256})
        transaction.on_commit(partial(stored.content.storage.delete, str(stored.content.name)))
        stored.delete()
    return len(abandoned)
