"""Which table a sheet holds is told by its headings: each has one that no other has."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from missions.enums import SheetTable
from missions.sheets.columns import labelled
from missions.sheets.crisis import CrisisTable
from missions.sheets.elections.table import MissionTable
from missions.sheets.openings import OpeningTable
from missions.sheets.tables import Table
from missions.sheets.vacancies import VacancyTable
from osce_portal.sheets.columns import plain_heading
from osce_portal.sheets.errors import SheetRefused, SheetTooLarge
from osce_portal.sheets.reading import Sheet, read_headings, read_sheet

TABLES: dict[str, Table] = {
    table.code: table for table in (MissionTable(), VacancyTable(), OpeningTable(), CrisisTable())
}


class NoTable(SheetRefused):
    """The headings fit no table, or hold the marks of several; says what each needs."""

    def __init__(self) -> None:
        needs = "; ".join(labelled(SheetTable(code).label, table.needs) for code, table in TABLES.items())
        text = _(
            "The headings in the first row are those of no table of the calendar. Needed are – %(needs)s."
        )
        super().__init__(text % {"needs": needs})


@dataclass(frozen=True, slots=True)
class CalendarRows(Sheet):
    """A sheet, and what its rows are."""

    table: SheetTable = field(kw_only=True)


def read_calendar(data: bytes) -> CalendarRows:
    """The rows of an upload. Raises SheetRefused for what is no such sheet, or too long a one."""
    table = table_of({plain_heading(heading) for heading in read_headings(data)})
    columns = [known.column for known in table.columns]
    sheet = read_sheet(data, columns, describe=table.describe)
    if len(sheet.rows) > settings.CALENDAR_ROWS:
        raise SheetTooLarge
    return CalendarRows(sheet.rows, sheet.unread, table=table.code)


def table_of(headings: set[str]) -> Table:
    """The one whose mark is among the headings. Raises NoTable."""
    fitting = [table for table in TABLES.values() if plain_heading(table.mark) in headings]
    if len(fitting) != 1:
        raise NoTable
    return fitting[0]
