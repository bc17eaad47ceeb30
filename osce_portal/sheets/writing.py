"""Rows as CSV or XLSX: what somebody typed stays text, and is never run as a formula."""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from io import StringIO
from tempfile import TemporaryFile
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

# Also in full width, which East Asian spreadsheets read alike.
MAY_START_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LONGEST_TITLE = 31  # of a workbook's sheet, for Excel
Line = list[str | dt.date]


def sheet_file(lines: Iterable[Line], file_format: str, *, title: str) -> IO[bytes]:
    """The whole sheet in a file of its own, which whoever asked closes; ``title`` heads a workbook's."""
    return xlsx_file(lines, title) if file_format == "xlsx" else csv_file(lines)


def csv_file(lines: Iterable[Line]) -> IO[bytes]:
    file = TemporaryFile()  # noqa: SIM115 — closed by whoever asked
    file.writelines(line.encode() for line in csv_lines(lines))
    file.seek(0)
    return file


def csv_lines(lines: Iterable[Line]) -> Iterator[str]:
    """One line after another; an apostrophe before what a spreadsheet would take for a formula."""
    line = StringIO()
    writer = csv.writer(line, delimiter=";")
    yield "\N{ZERO WIDTH NO-BREAK SPACE}"  # by which spreadsheets know UTF-8
    for values in lines:
        writer.writerow([_plain(value) for value in values])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _plain(value: str | dt.date) -> str:
    text = value.isoformat() if isinstance(value, dt.date) else value
    return f"'{text}" if _is_guarded(text) else text


def _is_guarded(text: str) -> bool:
    """Also what looks as if it were guarded already, so that it is read back with its own apostrophe."""
    return text.lstrip("'").startswith(MAY_START_A_FORMULA)


def unquoted(text: str) -> str:
    """A cell of CSV without the apostrophe that ``csv_lines`` put before it."""
    return text[1:] if text.startswith("'") and _is_guarded(text) else text


def xlsx_file(lines: Iterable[Line], title: str) -> IO[bytes]:
    """A workbook in a file of its own, written row by row: every text is typed as text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:LONGEST_TITLE])
    sheet.freeze_panes = "A2"
    for values in lines:
        sheet.append([_cell(sheet, value) for value in values])
    file = TemporaryFile()  # noqa: SIM115 — closed by whoever sends it
    book.save(file)
    file.seek(0)
    return file


def _cell(sheet: Any, value: str | dt.date) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(MAY_START_A_FORMULA)
    else:
        cell.number_format = "DD/MM/YYYY"
    return cell
