"""From a row of text to values, every mistake named with its column."""

from typing import Any

from candidates.register.notes import Note, refused_cell
from osce_portal.sheets.columns import Column
from osce_portal.sheets.errors import CellRefused
from osce_portal.sheets.reading import Row


def read_row(row: Row, columns: tuple[Column, ...]) -> tuple[dict[str, Any], list[Note]]:
    """Values by the code of their column, empty cells left out; and what is wrong, a sentence each."""
    values: dict[str, Any] = {}
    faults = []
    for column in columns:
        text = row.cells.get(column.code, "")
        if text == "" and not column.is_required:
            continue
        try:
            values[column.code] = column.value_of(text)
        except CellRefused as error:
            faults.append(refused_cell(error, column.code))
    return values, faults
