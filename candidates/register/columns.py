"""The columns of a sheet: under which headings they are found, and how their cells are read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from candidates.names import plain_name


@dataclass(frozen=True, slots=True)
class Column:
    """``read`` makes a value of a cell's text, or raises CellRefused; empty cells are not read."""

    code: str
    read: Callable[[str], Any]
    aliases: tuple[str, ...] = ()
    is_required: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All headings under which it is found."""
        return (self.code, *self.aliases)


def plain_heading(text: str) -> str:
    """Headings are compared without case, accents, spaces and signs."""
    return plain_name(text)
