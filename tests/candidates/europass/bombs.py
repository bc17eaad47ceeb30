"""Files made to do harm: each is small, and what it would become is not."""

import io
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

import pikepdf

from tests.candidates.europass.own_files import bare_pdf, pdf_with_attachments, saved, specification

OPEN, CLOSE = b"<SkillsPassport><LearnerInfo>", b"</LearnerInfo></SkillsPassport>"
LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10 if level else b"ha") for level in range(10)
)


def with_entities(declared: bytes, used: bytes) -> bytes:
    return b"<!DOCTYPE x [" + declared + b"]>" + OPEN + used + CLOSE


INCLUDING = (
    b'<SkillsPassport xmlns:xi="http://www.w3.org/2001/XInclude"><LearnerInfo><Headline>'
    b'<xi:include href="/etc/passwd" parse="text"/></Headline></LearnerInfo></SkillsPassport>'
)


def zip_bomb() -> bytes:
    """A megabyte of zeros in some kilobytes, as an office document would be packed."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 1_000_000)
    return data.getvalue()


def attributes(count: int) -> bytes:
    """One element with so many attributes."""
    said = b" ".join(b'a%d="x"' % number for number in range(count))
    return b"<SkillsPassport " + said + b"><LearnerInfo/></SkillsPassport>"


def packed_pdf(megabytes: int, *, filters: int = 1) -> bytes:
    """A PDF whose attachment unpacks to so much, packed so many times over."""
    pdf = bare_pdf()
    data = OPEN + b" " * (megabytes * 1024 * 1024) + CLOSE
    for _time in range(filters):
        data = zlib.compress(data, 9)
    found = specification(pdf, b"")
    names = pikepdf.Array([pikepdf.Name("/FlateDecode")] * filters)
    found["/EF"] = pikepdf.Dictionary({"/F": pikepdf.Stream(pdf, data, Filter=names)})
    tree = pikepdf.Dictionary({"/Names": pikepdf.Array([pikepdf.String("cv"), found])})
    pdf.Root["/Names"] = pikepdf.Dictionary({"/EmbeddedFiles": pdf.make_indirect(tree)})
    return saved(pdf)


def round_trip() -> bytes:
    """A PDF whose list of attachments is its own branch."""
    pdf = bare_pdf()
    tree = pdf.make_indirect(pikepdf.Dictionary({}))
    tree["/Kids"] = pikepdf.Array([tree, tree])
    pdf.Root["/Names"] = pikepdf.Dictionary({"/EmbeddedFiles": tree})
    return saved(pdf)


BOMBS: dict[str, Callable[[], bytes]] = {
    "external entity": lambda: with_entities(b'<!ENTITY e SYSTEM "file:///etc/passwd">', b"&e;"),
    "external entity by net": lambda: with_entities(b'<!ENTITY e SYSTEM "http://127.0.0.1:9/x">', b"&e;"),
    "parameter entity": lambda: with_entities(b'<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;', b""),
    "external document type": lambda: b'<!DOCTYPE SkillsPassport SYSTEM "file:///etc/passwd">' + OPEN + CLOSE,
    "billion laughs": lambda: with_entities(LAUGHS, b"&l9;"),
    "quadratic entity": lambda: with_entities(b'<!ENTITY q "' + b"q" * 50_000 + b'">', b"&q;" * 5_000),
    "archive": lambda: zip_bomb(),
    "deep": lambda: OPEN + b"<a>" * 100_000 + b"</a>" * 100_000 + CLOSE,
    "deep JSON": lambda: b'{"SkillsPassport":' * 50_000,
    "deep objects": lambda: b'{"LearnerInfo":' + b'{"a":' * 500 + b"1" + b"}" * 500 + b"}",
    "many elements": lambda: OPEN + b"<a/>" * 200_000 + CLOSE,
    "many attributes": lambda: attributes(200_000),
    "long number": lambda: b'{"LearnerInfo": ' + b"9" * 100_000 + b"}",
    "PDF of much": lambda: packed_pdf(64),
    "PDF packed twice": lambda: packed_pdf(200, filters=2),
    "PDF of a circle": lambda: round_trip(),
    "PDF with entities": lambda: pdf_with_attachments(with_entities(LAUGHS, b"&l9;")),
    "PDF with depth": lambda: pdf_with_attachments(OPEN + b"<a>" * 5_000 + b"</a>" * 5_000 + CLOSE),
    "PDF of many files": lambda: pdf_with_attachments(*[b"<invoice/>"] * 200),
}


@cache
def bomb(name: str) -> bytes:
    """The file, made when it is first asked for: packing much takes seconds."""
    return BOMBS[name]()
