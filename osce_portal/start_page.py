"""The start page of the staff: what waits for the reader, a list a room."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

TEMPLATE = "admin/waiting.html"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: where it is dealt with, what it is, and what about it."""

    url: str
    title: str
    said: str


def waiting_list(anchor: str, heading: str, lines: Sequence[Waiting]) -> dict[str, Any]:
    """The context of ``TEMPLATE``; without lines it shows nothing."""
    return {"anchor": anchor, "heading": heading, "lines": lines}
