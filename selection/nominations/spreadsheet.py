"""The nomination list as XLSX: text stays text, whatever it begins with."""

import datetime as dt
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from missions.models import Call
from osce_portal.sheets.writing import MAY_START_A_FORMULA
from selection.nominations.roster import Line

WIDTHS = (6, 22, 18, 14, 18, 36, 12, 30, 18)


def write_spreadsheet(call: Call, lines: list[Line]) -> bytes:
    """One sheet with the mission above the table, in the active language."""
    book = Workbook()
    sheet = book.active
    sheet.title = _("Nominations")
    _write(sheet.cell(1, 1), call.title)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    headers = (
        _("No."), _("Last name"), _("First name"), _("Date of birth"), _("Nationality"), _("Languages"),
        _("Earlier missions"), _("E-mail address"), _("Telephone"),
    )  # fmt: skip
    _write_row(sheet, 3, headers)
    for cell in sheet[3]:
        cell.font = Font(bold=True)
    for row, line in enumerate(lines, start=4):
        values = (
            line.number, line.last_name, line.first_name, line.birth_date, line.nationalities,
            line.languages, line.missions, line.email, line.phone,
        )  # fmt: skip
        _write_row(sheet, row, values)
    for letter, width in zip("ABCDEFGHI", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A4"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _write_row(sheet: Worksheet, row: int, values: tuple) -> None:
    for column, value in enumerate(values, start=1):
        _write(sheet.cell(row, column), value)


def _write(cell: Cell, value: str | int | dt.date | None) -> None:
    """Keep a person's text as text: a spreadsheet must never run it as a formula."""
    cell.value = value
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(MAY_START_A_FORMULA)
    elif isinstance(value, dt.date):
        cell.number_format = "DD/MM/YYYY"
