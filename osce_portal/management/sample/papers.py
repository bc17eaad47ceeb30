"""Small real PDFs: certificates, and e-mails kept as proof. One file per person, with the person's name."""

import datetime as dt
import hashlib
import io
from functools import cache

import pikepdf
from django.core.files.base import ContentFile

from osce_portal.files.models import StoredFile
from osce_portal.management.sample.people import Draw

A5 = (420, 298)


@cache
def _blank() -> bytes:
    """A page with a font, made once: only its text differs from file to file."""
    with pikepdf.new() as document:
        document.add_blank_page(page_size=A5)
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        page = document.pages[0]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
        output = io.BytesIO()
        document.save(output)
        return output.getvalue()


def make_pdf(lines: list[str]) -> bytes:
    """A PDF of one page with a line of text for each of ``lines``; the first is its title."""
    sizes = [18, *[12] * (len(lines) - 1)]
    text = b"BT 36 240 Td 24 TL " + b" ".join(
        b"/F1 %d Tf (%s) Tj T*" % (size, _escaped(line)) for size, line in zip(sizes, lines, strict=True)
    )
    with pikepdf.open(io.BytesIO(_blank())) as document:
        document.pages[0].Contents = document.make_stream(text + b" ET")
        output = io.BytesIO()
        document.save(output, deterministic_id=True)
        return output.getvalue()


def _escaped(line: str) -> bytes:
    plain = line.encode("cp1252", "replace")
    return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def make_file(source: Draw, name: str, lines: list[str]) -> StoredFile:
    """A stored file, unsaved. Its content is our own: it needs no process that looks for bad intent."""
    content = make_pdf(lines)
    return StoredFile(
        public_id=source.public_id(),
        content=ContentFile(content, name=name),
        name=name,
        content_type="application/pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def certificate_lines(name: str, completed_on: dt.date, mission: str) -> list[str]:
    """What a sample certificate says; it says too that it is one."""
    return [
        "Certificate of completion",
        f"{name}",
        "has completed the e-learning course for short-term observers",
        f"on {completed_on.isoformat()} for {mission}.",
        "SAMPLE - not issued by anybody",
    ]
