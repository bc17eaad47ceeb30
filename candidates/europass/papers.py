"""Papers inside a CV: base64, twice in current files, or no such thing at all."""

import base64
import binascii
import re

from candidates.europass.nodes import Node
from candidates.europass.proposal import DocumentFound
from candidates.europass.texts import one_line, plain_text

MAGIC = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
SUFFIXES = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
DATA_ADDRESS = re.compile(rb"data:[^,]{0,200};base64,")
WHITE = re.compile(r"\s+")


def decode_paper(text: str) -> bytes | None:
    """The bytes of a PDF or picture; None for anything else, such as a sentence where they should stand."""
    data = _decoded(WHITE.sub("", text))
    if data and (found := DATA_ADDRESS.match(data)):
        data = _decoded(data[found.end() :].decode("latin-1"))
    return data if find_content_type(data) else None


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None


def find_content_type(data: bytes | None) -> str:
    """What the bytes themselves say; the type that the file names is not to be trusted."""
    return next((name for magic, name in MAGIC.items() if (data or b"").startswith(magic)), "")


def paper_name(name: str, content_type: str) -> str:
    """A name whose ending fits the content; uploads are checked for that."""
    suffix = SUFFIXES.get(content_type, "")
    stem = name.removesuffix(suffix) if suffix else name
    return (re.sub(r"\.(pdf|jpe?g|png)$", "", stem, flags=re.IGNORECASE) or "document") + suffix


def read_paper(node: Node, *, name: str, data: str, description: str) -> DocumentFound:
    """The paper that ``node`` holds; what is no paper stays unread, so that it is told."""
    content = decode_paper(node.peek(data))
    if content is not None:
        node.read(data)
    content_type = find_content_type(content)
    return DocumentFound(
        name=one_line(node.read(name)),
        description=plain_text(node.read(description)),
        content_type=content_type,
        data=content,
    )
