"""Sheets of people as somebody at a desk would save them."""

import csv
import io
from typing import Any

from openpyxl import Workbook

from candidates.register.people import COLUMNS
from osce_portal.sheets.reading import Sheet, read_sheet

HEADINGS = ["number", "last_name", "first_name", "email"]


def csv_of(*rows: list[Any], headings: list[str] = HEADINGS, delimiter: str = ";") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([headings, *rows])
    return text.getvalue().encode()


def xlsx_of(*rows: list[Any], headings: list[str] = HEADINGS) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for row in [headings, *rows]:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def people_of(*people: dict[str, Any]) -> Sheet:
    """A sheet with these people, each column that any of them has."""
    headings = list({name: None for person in people for name in person})
    rows = [[person.get(name, "") for name in headings] for person in people]
    return read_sheet(csv_of(*rows, headings=headings), COLUMNS)


def person(order: int = 1, **cells: Any) -> dict[str, Any]:
    """Somebody in the register, with an address of their own."""
    return {
        "number": f"R{order}",
        "last_name": "Dubois",
        "first_name": f"Aline{order}",
        "email": f"aline{order}@example.org",
    } | cells
