"""A table of the calendar as a sheet, in the format of the import."""

from collections.abc import Iterator
from typing import IO

from django.utils import timezone

from missions.enums import SheetTable
from missions.sheets.reading import TABLES
from osce_portal.sheets.writing import Line, sheet_file


def export_lines(code: str) -> Iterator[Line]:
    """The headings, then a line for each entry; invented ones are left out."""
    table = TABLES[code]
    yield [known.code for known in table.columns]
    for row in table.exported():
        yield [*table.texts_of(row).values()]


def export_file(code: str, file_format: str) -> IO[bytes]:
    """``csv`` or ``xlsx``, in a file of its own that whoever asked closes."""
    return sheet_file(export_lines(code), file_format, title=str(SheetTable(code).label))


def export_name(code: str, file_format: str) -> str:
    """What the file is called on the officer's disk."""
    return f"{code}-{timezone.localdate()}.{file_format}"
