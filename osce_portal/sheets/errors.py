"""What is refused of a sheet, as a whole or in one cell."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from osce_portal.common.errors import DomainError


class SheetRefused(DomainError):
    message = _("This file cannot be read. Please save it again as an Excel workbook (XLSX) or as CSV.")


class SheetTooLarge(SheetRefused):
    message = _("This file is too large. Please divide it.")


class SheetEmpty(SheetRefused):
    message = _("This file holds no rows under its headings.")


class ColumnsMissing(SheetRefused):
    """``columns``: the headings that were not found, as they have to be written."""

    def __init__(self, columns: str):
        text = _("These columns are missing: %(columns)s. The first row must hold the headings.")
        super().__init__(text % {"columns": columns})


class ColumnTwice(SheetRefused):
    def __init__(self, column: str):
        super().__init__(_("The column %(column)s stands twice in the first row.") % {"column": column})


class CellRefused(DomainError):
    """One cell cannot be meant; ``message`` says why with ``values``, without repeating what stands in it."""

    def __init__(self, message: Any, **values: Any):
        super().__init__(message)
        self.values = values
