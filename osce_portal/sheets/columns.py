"""The columns of a sheet: under which headings they are found, and how their cells are read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from osce_portal.formats.plain import plain_name
from osce_portal.sheets.errors import CellRefused

FORMULA_MARK = "\ufffeformula"  # no character that a text may hold


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

    def value_of(self, text: str) -> Any:
        """What a cell says. Raises CellRefused for an empty one, a formula, and what ``read`` refuses."""
        if text == "":
            raise CellRefused(_("The cell is empty."))
        if text == FORMULA_MARK:
            raise CellRefused(
                _("A formula stands here, and formulas are not computed. Please put its value.")
            )
        return self.read(text)


def plain_heading(text: str) -> str:
    """Headings are compared without case, accents, spaces and signs."""
    return plain_name(text)
