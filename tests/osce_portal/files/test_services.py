"""Uploads: what is taken, what is refused and why, and that nothing active stays in what is kept."""

import datetime as dt
import hashlib
import io
import time
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from osce_portal.files.errors import (
    BrokenFile,
    EmptyFile,
    FileTooComplex,
    FileTooLarge,
    LockedFile,
    WrongFileType,
)
from osce_portal.files.models import StoredFile
from osce_portal.files.services import clean_name, remove_abandoned_uploads, store_upload
from tests import samples
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.elearning import CertificateFactory
from tests.factories.files import StoredFileFactory

pytestmark = pytest.mark.django_db


def store(name: str, data: bytes) -> StoredFile:
    return store_upload(SimpleUploadedFile(name, data), actor=None)


def content(stored: StoredFile) -> bytes:
    with stored.content.open() as file:
        return file.read()


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("certificate.pdf", samples.pdf(), "application/pdf"),
        ("CERTIFICATE.PDF", samples.pdf(pages=3), "application/pdf"),
        ("certificate.jpg", samples.picture("JPEG"), "image/jpeg"),
        ("certificate.jpeg", samples.photograph_with_place(), "image/jpeg"),
        ("certificate.png", samples.picture("PNG"), "image/png"),
    ],
)
def test_pdf_and_pictures_are_taken(name, data, content_type, private_files):
    stored = store(name, data)
    assert (stored.name, stored.content_type, stored.size) == (name, content_type, len(content(stored)))
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    (path,) = files_in(private_files)
    assert len(path.name) == 32
    assert name not in str(path)


REFUSED = {
    "empty": ("x.pdf", b"", EmptyFile),
    "html called pdf": ("x.pdf", b"<html><script>alert(1)</script></html>", WrongFileType),
    "html before a pdf": ("x.pdf", samples.html_with_pdf_inside(), WrongFileType),
    "archive": ("x.zip", samples.archive(), WrongFileType),
    "archive called pdf": ("x.pdf", samples.archive(), WrongFileType),
    "program": ("x.exe", b"MZ\x90\x00" + b"\0" * 100, WrongFileType),
    "program called pdf": ("x.pdf", b"MZ\x90\x00" + b"\0" * 100, WrongFileType),
    "pdf called exe": ("cv.pdf.exe", samples.pdf(), WrongFileType),
    "picture called pdf": ("x.pdf", samples.picture(), WrongFileType),
    "pdf called picture": ("x.png", samples.pdf(), WrongFileType),
    "png called jpg": ("x.jpg", samples.picture("PNG"), WrongFileType),
    "svg": ("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', WrongFileType),
    "no ending": ("certificate", samples.pdf(), WrongFileType),
    "turned name": ("fdp\u202e.exe", samples.pdf(), WrongFileType),
    "pdf with password": (
        "x.pdf", samples.pdf(encryption=pikepdf.Encryption(user="secret", owner="x")), LockedFile,
    ),
    "half a pdf": ("x.pdf", samples.pdf()[:200], BrokenFile),
    "only the head of a pdf": ("x.pdf", b"%PDF-1.7\n%%EOF\n", BrokenFile),
    "half a picture": ("x.jpg", samples.picture(size=(400, 400))[:700], BrokenFile),
    "too many pages": ("x.pdf", samples.pdf(pages=301), FileTooComplex),
    "picture bomb": ("x.png", samples.picture_bomb(), FileTooComplex),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "refusal"), REFUSED.values(), ids=REFUSED)
def test_everything_else_is_refused_and_leaves_nothing(name, data, refusal, private_files):
    with pytest.raises(refusal):
        store(name, data)
    assert not StoredFile.objects.exists()
    assert files_in(private_files) == []


def test_a_pdf_bomb_ends_within_seconds_and_is_refused():
    bomb, started = samples.pdf_bomb(), time.monotonic()
    with pytest.raises((FileTooComplex, BrokenFile)):
        store("x.pdf", bomb)
    assert time.monotonic() - started < 20


def test_a_file_at_the_limit_is_taken_and_one_byte_more_is_not(settings):
    data = samples.pdf()
    settings.UPLOAD_MAX_BYTES = len(data)
    store("x.pdf", data)
    settings.UPLOAD_MAX_BYTES = len(data) - 1
    with pytest.raises(FileTooLarge):
        store("x.pdf", data)


def test_nothing_active_stays_in_a_pdf():
    kept = content(store("x.pdf", samples.pdf(change=samples.with_scripts)))
    unpacked = io.BytesIO()
    with pikepdf.open(io.BytesIO(kept)) as document:
        assert len(document.attachments) == 0
        document.save(unpacked, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    words = (
        "JavaScript /JS app.alert /Launch cmd.exe /GoToR /XFA RichMedia OpenAction /AA EmbeddedFile payload"
    )
    for word in words.split():
        assert word.encode() not in unpacked.getvalue(), word


def test_the_attack_is_in_the_sample_that_is_cleaned():
    """The control of the test above."""
    unpacked = samples.pdf(change=samples.with_scripts, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"app.alert" in unpacked
    assert b"/EmbeddedFile" in unpacked


def test_what_hangs_behind_a_pdf_is_cut_off():
    assert b"<script>" not in content(store("x.pdf", samples.pdf_with_html_behind()))


def test_an_ordinary_link_stays_in_a_pdf():
    kept = content(store("x.pdf", samples.pdf(change=samples.with_link)))
    with pikepdf.open(io.BytesIO(kept)) as document:
        assert str(document.pages[0].Annots[0].A.URI) == "https://www.osce.org/"


def test_a_pdf_that_only_forbids_printing_is_taken_and_kept_open():
    stored = store("x.pdf", samples.pdf(encryption=pikepdf.Encryption(user="", owner="x")))
    with pikepdf.open(io.BytesIO(content(stored))) as document:
        assert not document.is_encrypted


def test_a_photograph_stands_upright_and_forgets_where_it_was_taken():
    kept = content(store("x.jpg", samples.photograph_with_place()))
    with Image.open(io.BytesIO(kept)) as image:
        assert image.size == (40, 60)
        assert not image.getexif()
    assert b"Camera of the candidate" not in kept


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\certificate.pdf", "certificate.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("cert\u202efdp.pdf", "certfdp.pdf"),
        ("nul\x00.pdf", "nul.pdf"),
        ("😀.pdf", "😀.pdf"),
        ("", "file"),
        ("..", "file"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
    ],
)
def test_names_are_shown_without_path_and_tricks(name, shown):
    assert clean_name(name) == shown


def test_a_long_name_keeps_its_ending():
    name = clean_name("x" * 250 + ".pdf")
    assert (len(name), name[-4:]) == (120, ".pdf")


def test_an_upload_that_was_never_handed_in_goes_after_two_days(
    private_files, django_capture_on_commit_callbacks
):
    CandidacyFactory(on_paper=True)  # its certificate and its proof stay
    StoredFileFactory()
    StoredFile.objects.update(uploaded_at=timezone.now() - dt.timedelta(days=3))
    fresh = StoredFileFactory()

    with django_capture_on_commit_callbacks(execute=True):
        assert remove_abandoned_uploads() == 1
    assert StoredFile.objects.count() == len(files_in(private_files)) == 3
    assert StoredFile.objects.filter(pk=fresh.pk).exists()


def test_the_same_file_sent_again_while_it_waits_is_stored_once(private_files):
    person = UserFactory()
    first = store_upload(SimpleUploadedFile("a.jpg", samples.picture()), actor=person)
    StoredFile.objects.update(uploaded_at=timezone.now() - dt.timedelta(days=3))

    again = store_upload(SimpleUploadedFile("b.jpg", samples.picture()), actor=person)

    assert again == first
    assert len(files_in(private_files)) == 1
    assert remove_abandoned_uploads() == 0, "it waits anew from the second time"


def test_the_same_file_of_another_person_is_that_persons_own():
    files = [
        store_upload(SimpleUploadedFile("a.jpg", samples.picture()), actor=UserFactory()) for _one in range(2)
    ]
    assert files[0] != files[1]


def test_a_file_that_has_its_place_is_stored_anew_when_it_comes_again():
    certificate = CertificateFactory(file=StoredFileFactory(bytes=samples.picture()))
    again = store_upload(SimpleUploadedFile("a.jpg", samples.picture()), actor=certificate.file.uploaded_by)
    assert again != certificate.file
