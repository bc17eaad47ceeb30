"""Reading a sheet, XLSX or CSV, into rows of text. Nothing in it is computed or followed.

Limits keep a small file from becoming a large one: of the file, of what it unpacks to, of rows and columns.
"""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TypeAlias

from openpyxl import load_workbook

from osce_portal.sheets import errors
from osce_portal.sheets.cells import in_plain_lines
from osce_portal.sheets.columns import FORMULA_MARK, Column, plain_heading
from osce_portal.sheets.writing import unquoted

Line: TypeAlias = tuple[int, list[str]]  # its number, and its cells
MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_PARTS = 200  # files inside a workbook
MAX_ROWS = 20_000
MAX_COLUMNS = 100
MAX_EMPTY_ROWS = 100_000  # between and under the rows, as formatting leaves them
DELIMITERS = ",;\t"
STATED_DELIMITER = re.compile(r"sep=([,;\t])[,;\t]*(?=\r?\n)", re.IGNORECASE)
NO_LINE: Line = (0, [])
Describe = Callable[[list[str]], str]
ZIP = b"PK\x03\x04"
FORMULA = "f"
NOT_OF_THE_DAY = re.compile(r'"[^"]*"|\\.|\[[^]]*\]|;.*')  # words, signs and colours of a cell's format
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, and its cells by the code of their column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows, and the headings that nothing reads."""

    rows: list[Row]
    unread: list[str] = field(default_factory=list)


def read_sheet(data: bytes, columns: Iterable[Column], *, describe: Describe = ", ".join) -> Sheet:
    """Every row that is not empty. Raises SheetRefused for what is no such file, or too large a one.

    ``describe`` says columns, given by their codes, as people know them.
    """
    with _refusing():
        return _read_lines(_lines_of(data), columns, describe)


def read_headings(data: bytes) -> list[str]:
    """The first row that is not empty. Raises SheetRefused as ``read_sheet`` does."""
    with _refusing():
        _number, headings = next(_lines_of(data), NO_LINE)
        return headings


def _lines_of(data: bytes) -> Iterator[Line]:
    """The headings and what stands under them, with the numbers of the rows."""
    if len(data) > MAX_BYTES:
        raise errors.SheetTooLarge
    lines = enumerate(_xlsx_lines(data) if data.startswith(ZIP) else _csv_lines(data), start=1)
    for number, line in lines:
        if any(line):
            return chain([(number, line)], lines)
        if number > MAX_EMPTY_ROWS:
            raise errors.SheetTooLarge
    return lines


@contextmanager
def _refusing() -> Iterator[None]:
    """Whatever the readers stumble over: the file is not what it should be."""
    try:
        yield
    except errors.SheetRefused:
        raise
    except Exception as error:
        raise errors.SheetRefused from error


def _read_lines(lines: Iterator[Line], columns: Iterable[Column], describe: Describe) -> Sheet:
    _number, headings = next(lines, NO_LINE)
    places, unread = _find_columns(headings, columns, describe)
    rows, empty = [], 0
    for number, line in lines:
        cells = {code: line[place] for code, place in places.items() if place < len(line)}
        if not any(cells.values()):
            empty += 1
        else:
            rows.append(Row(number, cells))
        if len(rows) > MAX_ROWS or empty > MAX_EMPTY_ROWS:
            raise errors.SheetTooLarge
    if not rows:
        raise errors.SheetEmpty
    return Sheet(rows, unread)


def _find_columns(
    headings: list[str], columns: Iterable[Column], describe: Describe
) -> tuple[dict[str, int], list[str]]:
    """Place of each column by its code, and the headings that are none. Raises what is wrong with them."""
    codes = {plain_heading(name): column.code for column in columns for name in column.names}
    places: dict[str, int] = {}
    unread = []
    for place, heading in enumerate(headings):
        code = codes.get(plain_heading(heading))
        if code is None and heading:
            unread.append(heading[:60])
        elif code in places:
            raise errors.ColumnTwice(describe([code]))
        elif code is not None:
            places[code] = place
    missing = [column.code for column in columns if column.is_required and column.code not in places]
    if missing:
        raise errors.ColumnsMissing(describe(missing))
    return places, unread


def _xlsx_lines(data: bytes) -> Iterator[list[str]]:
    """The first sheet's rows. What a formula gave when it was saved is not taken for a value."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sizes = [part.file_size for part in parts.infolist()]
    if len(sizes) > MAX_PARTS or sum(sizes) > MAX_UNPACKED_BYTES:
        raise errors.SheetTooLarge
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        for line in book.worksheets[0].iter_rows(max_col=MAX_COLUMNS):
            yield [_cell_text(cell) for cell in line]
    finally:
        book.close()


def _cell_text(cell: Any) -> str:
    if cell.data_type == FORMULA:
        return FORMULA_MARK
    if isinstance(cell.value, dt.datetime):
        return _shown(cell.value, cell.number_format)
    return value_text(cell.value)


def _shown(day: dt.datetime, number_format: str) -> str:
    """A day as exactly as its cell shows it: a spreadsheet makes the first of May of 2027-05."""
    parts = set(NOT_OF_THE_DAY.sub("", number_format.lower()))
    if parts & {"d", "h", "s"} or not parts & {"m", "y"}:
        return value_text(day)
    return day.strftime("%Y-%m" if "m" in parts else "%Y")


def value_text(value: Any) -> str:
    """What stands in a cell, as somebody would type it: days as ISO dates, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return storable(in_plain_lines(str(value)).strip())


def storable(text: str) -> str:
    """Without what no database takes, as a workbook can smuggle it in: zero bytes, halves of characters."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


def _csv_lines(data: bytes) -> Iterator[list[str]]:
    """Comma, semicolon or tab, as a first line ``sep=;`` says or whichever the headings hold most.

    UTF-8, or what Excel writes in Belgium.
    """
    text = _decode(data)
    if "\x00" in text:
        raise errors.SheetRefused
    headings = text.lstrip(f"{DELIMITERS}\r\n ").partition("\n")[0]
    delimiter = max(DELIMITERS, key=headings.count)
    if stated := STATED_DELIMITER.match(text):
        delimiter, text = stated[1], text[stated.end() :]
    for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield [unquoted(in_plain_lines(cell).strip()) for cell in line[:MAX_COLUMNS]]


def _decode(data: bytes) -> str:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data.decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")
