"""The folder's own Europass files: one invented person in every format; PDFs are put around them here."""

from io import BytesIO
from pathlib import Path

import pikepdf

FILES = Path(__file__).with_name("files")
NAMES = ("legacy.xml", "legacy.json", "current.xml", "eures.xml")


def own_file(name: str) -> bytes:
    return (FILES / name).read_bytes()


def bare_pdf() -> pikepdf.Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    return pdf


def saved(pdf: pikepdf.Pdf, **options) -> bytes:
    output = BytesIO()
    pdf.save(output, **options)
    return output.getvalue()


def specification(pdf: pikepdf.Pdf, data: bytes, *, key: str = "/F", name: str = "attachment.xml"):
    """A file as PDFs carry them; ``key`` as older or newer programs write it."""
    stream = pdf.make_stream(data)
    embedded = pikepdf.Dictionary({key: stream})
    return pdf.make_indirect(
        pikepdf.Dictionary({"/Type": pikepdf.Name("/Filespec"), "/F": pikepdf.String(name), "/EF": embedded})
    )


def pdf_with_attachments(*contents: bytes, key: str = "/F") -> bytes:
    """In the document's list of attachments, as the editors have written them since 2013."""
    pdf = bare_pdf()
    names = []
    for number, content in enumerate(contents):
        names += [pikepdf.String(f"file {number}"), specification(pdf, content, key=key)]
    tree = pikepdf.Dictionary({"/Names": pikepdf.Array(names)})
    pdf.Root["/Names"] = pikepdf.Dictionary({"/EmbeddedFiles": pdf.make_indirect(tree)})
    return saved(pdf)


def pdf_with_associated_file(content: bytes) -> bytes:
    """Named by ``/AF`` alone."""
    pdf = bare_pdf()
    pdf.Root["/AF"] = pikepdf.Array([specification(pdf, content, key="/UF")])
    return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def pdf_with_note(content: bytes) -> bytes:
    """On a page, as the editors wrote it before 2013."""
    pdf = bare_pdf()
    note = pikepdf.Dictionary(
        {
            "/Type": pikepdf.Name("/Annot"),
            "/Subtype": pikepdf.Name("/FileAttachment"),
            "/Rect": pikepdf.Array([0, 0, 10, 10]),
            "/FS": specification(pdf, content),
        }
    )
    pdf.pages[0].obj["/Annots"] = pikepdf.Array([pdf.make_indirect(note)])
    return saved(pdf)
