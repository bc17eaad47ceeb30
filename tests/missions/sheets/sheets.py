"""Sheets of the calendar as tests write them, and what becomes of their rows."""

import csv
import io

from missions.sheets.exporting import export_file
from missions.sheets.plans import Plan, count_outcomes, plan_rows
from missions.sheets.reading import TABLES, read_calendar
from missions.sheets.taking import take_over


def sheet_of(*rows: dict[str, str]) -> bytes:
    """The headings are those of all rows together."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list({code: None for row in rows for code in row}))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def planned(*rows: dict[str, str]) -> list[Plan]:
    sheet = read_calendar(sheet_of(*rows))
    return plan_rows(TABLES[sheet.table], sheet.rows)


def taken(*rows: dict[str, str]) -> list[Plan]:
    return taken_file(sheet_of(*rows))


def taken_file(data: bytes) -> list[Plan]:
    sheet = read_calendar(data)
    return take_over(sheet.table, sheet.rows, actor=None)


def counted(data: bytes) -> dict[str, int]:
    return dict(count_outcomes(taken_file(data)))


def outcomes(plans: list[Plan]) -> list[str]:
    return [plan.outcome.value for plan in plans]


def exported(table: str, file_format: str = "csv") -> bytes:
    with export_file(table, file_format) as file:
        return file.read()
