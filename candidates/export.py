"""The list of people as CSV or XLSX: what a person typed stays text, and is never run as a formula."""

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from tempfile import TemporaryFile
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from candidates.models import Candidate
from candidates.querysets import CandidateQuerySet
from candidates.sections import spoken

# Also in full width, which East Asian spreadsheets read alike.
MAY_START_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
AT_ONCE = 1000
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Row = list[str | dt.date]


def _spoken(name: str) -> Callable[[Candidate], str]:
    return lambda person: spoken(person, name)


COLUMNS: tuple[tuple[Any, Callable[[Candidate], Any], str], ...] = (
    (_("Reference"), lambda person: person.public_id, ""),
    (_("Last name"), lambda person: person.last_name, ""),
    (_("First name"), lambda person: person.first_name, ""),
    (_("E-mail address"), lambda person: person.email, ""),
    (_("Telephone"), lambda person: str(person.phone or ""), ""),
    (_("Date of birth"), lambda person: person.birth_date or "", ""),
    (_("Place of residence"), lambda person: person.city, ""),
    (_("Country of residence"), _spoken("country"), ""),
    (_("Nationalities"), _spoken("nationalities"), ""),
    (_("Language group"), _spoken("language_group"), ""),
    (_("Language of letters and mails"), _spoken("correspondence_language"), ""),
    (_("Gender"), _spoken("gender"), "candidates.see_gender"),
    (_("Languages"), lambda person: ", ".join(map(str, person.languages.all())), ""),
)


def list_name(file_format: str) -> str:
    """What the file is called on the officer's disk."""
    return f"candidates-{timezone.localdate()}.{file_format}"


def people_at(keys: Sequence[int], people: CandidateQuerySet) -> Iterator[Candidate]:
    """The people with these keys, in this order, as a list shows them; who has gone since is left out."""
    people = people.prefetch_related("languages")
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        found = people.in_bulk(part)
        yield from (found[key] for key in part if key in found)


def export_rows(people: Iterable[Candidate], user: Any) -> Iterator[Row]:
    """A line of headings, then one for each person; no column that this reader may not see."""
    columns = [column for column in COLUMNS if not column[2] or user.has_perm(column[2])]
    yield [str(label) for label, _value, _permission in columns]
    for person in people:
        yield [value(person) for _label, value, _permission in columns]


def list_file(rows: Iterable[Row], file_format: str) -> IO[bytes]:
    """The whole list in a file of its own, which whoever asked closes."""
    return xlsx_file(rows) if file_format == "xlsx" else csv_file(rows)


def csv_file(rows: Iterable[Row]) -> IO[bytes]:
    file = TemporaryFile()  # noqa: SIM115 — closed by whoever asked
    file.writelines(line.encode() for line in csv_lines(rows))
    file.seek(0)
    return file


def csv_lines(rows: Iterable[Row]) -> Iterator[str]:
    """One line after another; an apostrophe before what a spreadsheet would take for a formula."""
    line = StringIO()
    writer = csv.writer(line, delimiter=";")
    yield "\N{ZERO WIDTH NO-BREAK SPACE}"  # by which spreadsheets know UTF-8
    for row in rows:
        writer.writerow([_plain(value) for value in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _plain(value: str | dt.date) -> str:
    text = value.isoformat() if isinstance(value, dt.date) else value
    return f"'{text}" if text.startswith(MAY_START_A_FORMULA) else text


def xlsx_file(rows: Iterable[Row]) -> IO[bytes]:
    """A workbook in a file of its own, written row by row: every text is typed as text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(gettext("Candidates"))
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
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
