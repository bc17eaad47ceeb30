"""From a row of text to values, every mistake named with its column."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from candidates.register.columns import Column
from candidates.register.errors import CellRefused
from candidates.register.notes import Note, refused_cell
from candidates.register.sheets import FORMULA_MARK, Row


def read_row(row: Row, columns: tuple[Column, ...]) -> tuple[dict[str, Any], list[Note]]:
    """Values by the code of their column, empty cells left out; and what is wrong, a sentence each."""
    values: dict[str, Any] = {}
    faults = []
    for column in columns:
        text = row.cells.get(column.code, "")
        if text == "" and not column.is_required:
            continue
        try:
            values[column.code] = _read_cell(text, column)
        except CellRefused as error:
            faults.append(refused_cell(error, column.code))
    return values, faults


def _read_cell(text: str, column: Column) -> Any:
    if text == "":
        raise CellRefused(_("The cell is empty."))
    if text == FORMULA_MARK:
        raise CellRefused(_("A formula stands here, and formulas are not computed. Please put its value."))
    return column.read(text)
