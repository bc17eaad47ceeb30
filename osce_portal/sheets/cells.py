"""What a cell says, where every sheet reads it alike; each reader raises CellRefused with the reason."""

import datetime as dt
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from osce_portal.common.validators import validate_one_line
from osce_portal.sheets.errors import CellRefused

ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
BELGIAN_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")

LINE_BREAK = re.compile(r"(?:\r|_x000D_)?\n|\r|_x000D_")  # as browsers, spreadsheets and workbooks write it


def in_plain_lines(text: str) -> str:
    """A text with its line breaks in one way, whoever wrote them."""
    return LINE_BREAK.sub("\n", text)


def one_line(longest: int) -> Any:
    """A reader of short texts, as long as the file's field takes."""

    def read(text: str) -> str:
        if len(text) > longest:
            raise CellRefused(_("The text is too long: at most %(longest)s characters."), longest=longest)
        try:
            validate_one_line(text)
        except ValidationError as error:
            raise CellRefused(error.message) from error
        return text

    return read


def day(text: str) -> dt.date:
    """``1988-03-14``, ``14/03/1988`` or ``14.3.1988``: the day first where the year stands last."""
    if found := ISO_DAY.fullmatch(text):
        year, month, number = found.groups()
    elif found := BELGIAN_DAY.fullmatch(text):
        number, month, year = found.groups()
    else:
        raise CellRefused(_("This is no date. Please write it as 31/12/1999 or 1999-12-31."))
    try:
        return dt.date(int(year), int(month), int(number))
    except ValueError as error:
        raise CellRefused(_("There is no such day.")) from error
