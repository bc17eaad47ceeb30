"""The calendar as a sheet, in the format of the import: what staff edited, else the row as written."""

from collections.abc import Iterator
from typing import IO

from django.utils import timezone
from django.utils.translation import gettext

from missions.models import Mission
from missions.sheets.columns import KNOWN
from missions.sheets.texts import texts_of
from osce_portal.sheets.writing import Line, sheet_file


def export_lines() -> Iterator[Line]:
    """The headings, then a line for each mission of the calendar; invented ones are left out."""
    codes = [known.code for known in KNOWN]
    yield list(codes)
    missions = Mission.objects.filter(is_sample=False).select_related("state")
    for mission in missions.order_by("reference").iterator(chunk_size=1000):
        texts = texts_of(mission)
        yield [texts[code] for code in codes]


def export_file(file_format: str) -> IO[bytes]:
    """``csv`` or ``xlsx``, in a file of its own that whoever asked closes."""
    return sheet_file(export_lines(), file_format, title=gettext("Calendar"))


def export_name(file_format: str) -> str:
    """What the file is called on the officer's disk."""
    return f"calendar-{timezone.localdate()}.{file_format}"
