"""What goes with a person's data beside the tables: documents made on the spot; this imports no app."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from osce_portal.people import Person


class Document(NamedTuple):
    """One file of the export: its place in it, and its bytes."""

    path: str
    content: bytes


Maker = Callable[[Person], Iterator[Document]]
_makers: list[Maker] = []


def register_documents(make: Maker) -> None:
    """Each room adds what it prints about a person: receipts, the CV."""
    _makers.append(make)


def document_makers() -> list[Maker]:
    return list(_makers)
