"""Certificates as images that a page can show: images as they are, PDFs page by page."""

import io
import subprocess
import sys
from pathlib import Path

import pikepdf

from osce_portal.files.models import StoredFile

PROGRAM = Path(__file__).parent / "pdf_page.py"
PDF = "application/pdf"
IMAGES = frozenset({"image/jpeg", "image/png"})
TIME_LIMIT = 15  # seconds


def count_pages(file: StoredFile) -> int:
    """Pages that can be shown; 0 where the file cannot be shown at all."""
    if file.content_type in IMAGES:
        return 1
    if file.content_type != PDF:
        return 0
    try:
        with pikepdf.open(io.BytesIO(_bytes(file))) as document:
            return len(document.pages)
    except (pikepdf.PdfError, OSError):
        return 0


def page_image(file: StoredFile, page: int) -> tuple[bytes, str] | None:
    """The bytes of one page (from 1) with their content type, or None where it cannot be shown."""
    if file.content_type in IMAGES:
        return (_bytes(file), file.content_type) if page == 1 else None
    if file.content_type != PDF:
        return None
    try:
        drawn = subprocess.run(  # noqa: S603 – our own program, the page a number
            [sys.executable, "-I", PROGRAM, str(page)],
            input=_bytes(file),
            capture_output=True,
            timeout=TIME_LIMIT,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return None
    return (drawn.stdout, "image/png") if drawn.returncode == 0 else None


def _bytes(file: StoredFile) -> bytes:
    with file.content.open("rb") as content:
        return content.read()
