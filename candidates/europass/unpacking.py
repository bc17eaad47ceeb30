"""Takes the files out that an untrusted PDF carries; run by ``osce_portal/files/confined.py``.

Each is written as its length in four bytes and its bytes: what is attached to the document, then what its
``/AF`` names, then what hangs on its pages as a note (Europass editors before 2013).
"""

import sys
from collections.abc import Iterator
from io import BytesIO

import pikepdf

MAX_FILES = 20
MAX_PAGES = 300
DIRECT = (0, 0)  # the number of an object that stands where it is used
MAX_BYTES = 12 * 1024 * 1024  # of all together, decompressed


def main() -> None:
    """From standard input to standard output; OverflowError for more than a CV can need."""
    left = MAX_BYTES
    with pikepdf.open(BytesIO(sys.stdin.buffer.read())) as pdf:
        for number, stream in enumerate(unique_streams(pdf)):
            data = stream.read_bytes() if number < MAX_FILES else b""
            left -= len(data)
            if number >= MAX_FILES or left < 0:
                raise OverflowError
            sys.stdout.buffer.write(len(data).to_bytes(4, "big") + data)


def unique_streams(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every attached stream once: the same file is often named in two places."""
    seen = set()
    for specification in _specifications(pdf):
        for stream in _streams(specification):
            key = stream.objgen
            if key == DIRECT or key not in seen:
                seen.add(key)
                yield stream


def _specifications(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    names: object = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/EmbeddedFiles" in names:
        yield from _named(names["/EmbeddedFiles"])
    yield from _items(pdf.Root.get("/AF"))
    for page in pdf.pages[:MAX_PAGES]:
        for annotation in _items(page.obj.get("/Annots")):
            if isinstance(annotation, pikepdf.Dictionary) and "/FS" in annotation:
                yield annotation["/FS"]


def _named(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The values of a name tree (ISO 32000-2, 7.9.6); each branch once, for a stranger's may be its own."""
    left, seen = [root], set()
    while left:
        tree = left.pop()
        if not isinstance(tree, pikepdf.Dictionary) or tree.objgen in seen:
            continue
        if tree.objgen != DIRECT:
            seen.add(tree.objgen)
        yield from list(_items(tree.get("/Names")))[1::2]
        left += reversed(_items(tree.get("/Kids")))


def _items(value: object) -> list[pikepdf.Object]:
    return list(value) if isinstance(value, pikepdf.Array) else []


def _streams(specification: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The file's stream: ``/UF`` or ``/F``, as programs have it."""
    embedded = specification.get("/EF") if isinstance(specification, pikepdf.Dictionary) else None
    if isinstance(embedded, pikepdf.Dictionary):
        for key in ("/UF", "/F"):
            if isinstance(embedded.get(key), pikepdf.Stream):
                yield embedded[key]


if __name__ == "__main__":
    main()
