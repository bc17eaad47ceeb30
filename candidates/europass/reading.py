"""A stranger's file, recognised by its content, as a proposal."""

from candidates.europass.current import read_current
from candidates.europass.errors import (
    ArchiveGiven,
    BrokenEuropass,
    EuropassTooComplex,
    NoEuropassInPdf,
    NotEuropass,
    TooOldEuropass,
)
from candidates.europass.from_json import read_json
from candidates.europass.from_pdf import read_attachments
from candidates.europass.from_xml import LEGACY, read_xml
from candidates.europass.legacy import read_legacy
from candidates.europass.proposal import Proposal
from osce_portal.files.errors import EmptyFile

MAX_BYTES = 10 * 1024 * 1024  # of a file, and of the CV inside a PDF once it is decompressed
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
PDF_WITHIN = 1024  # bytes that may stand before a PDF's first mark


def extract_cv(data: bytes) -> bytes:
    """The XML or JSON of a Europass CV: the file itself, or what a PDF carries.

    Raises EmptyFile, LockedFile, BrokenFile, FileTooComplex or an EuropassRefused.
    """
    if not data.strip():
        raise EmptyFile
    if len(data) > MAX_BYTES:
        raise EuropassTooComplex
    if data.startswith((ZIP, OLE)):
        raise ArchiveGiven
    if b"%PDF-" not in data[:PDF_WITHIN]:
        return data
    return _chosen(read_attachments(data))


def _chosen(attachments: list[bytes]) -> bytes:
    """The attachment that is a Europass CV, by its root: names and types are not the same everywhere."""
    refused: Exception = NoEuropassInPdf()
    for attachment in attachments:
        try:
            read_cv(attachment)
        except (NotEuropass, ArchiveGiven, EmptyFile):
            continue
        except (TooOldEuropass, BrokenEuropass) as error:
            refused = error
            continue
        return attachment
    raise refused


def read_cv(data: bytes) -> Proposal:
    """The proposal of an XML or JSON file; raises an EuropassRefused."""
    if len(data) > MAX_BYTES:
        raise EuropassTooComplex
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    root = read_json(data) if start in {b"{", b"["} else _read_markup(data, start)
    return read_legacy(root) if root.name == LEGACY else read_current(root)


def _read_markup(data: bytes, start: bytes):
    """XML begins with a bracket, in UTF-16 with a mark before it; anything else is nothing of ours."""
    if start != b"<" and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
        raise NotEuropass
    return read_xml(data.lstrip(b" \t\r\n") if start == b"<" else data)


def read_europass(data: bytes) -> Proposal:
    """What a Europass CV of any kind says; raises as ``extract_cv``."""
    return read_cv(extract_cv(data))
