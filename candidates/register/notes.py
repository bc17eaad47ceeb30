"""Why a row becomes what it becomes: kept as a sentence of the catalogue and what stands in it.

It is said in the language of whoever reads it, not of whoever uploaded the sheet.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from candidates.register.labels import label_of
from osce_portal.formats.written import written_date
from osce_portal.sheets.errors import CellRefused

REASONS: dict[str, Any] = {
    "email": gettext_lazy("the same address"),
    "born": gettext_lazy("the same name and date of birth"),
    "phone": gettext_lazy("the same telephone"),
    "number": gettext_lazy("the same number in the register"),
    "file": gettext_lazy("the same file"),
}
# How what stands in a sentence is said; anything else is a name or a figure.
SPOKEN: dict[str, Callable[[Any], str]] = {
    "fields": lambda names: ", ".join(label_of(name) for name in names),
    "reasons": lambda codes: ", ".join(str(REASONS[code]) for code in codes),
    "day": lambda day: written_date(dt.date.fromisoformat(day)),
    "field": gettext,
}


def in_catalogue(message: Any) -> str:
    """The English sentence by which the catalogues know a message, whatever language is spoken now."""
    with translation.override(None):
        return str(message)


@dataclass(frozen=True, slots=True)
class Note:
    """``column`` is the code of the column whose cell it is about, ``values`` hold what JSON takes."""

    text: str
    values: dict[str, Any] = field(default_factory=dict)
    column: str = ""

    def __str__(self) -> str:
        values = {name: SPOKEN.get(name, str)(value) for name, value in self.values.items()}
        said = gettext(self.text) % values if values else gettext(self.text)
        return f"{label_of(self.column)}: {said}" if self.column else said

    def stored(self) -> dict[str, Any]:
        """As the row keeps it."""
        return {"text": self.text, "values": self.values, "column": self.column}

    @classmethod
    def read(cls, stored: Any) -> Self:
        """From what the row keeps; a row checked before sentences were kept apart has them ready-made."""
        return cls(stored) if isinstance(stored, str) else cls(**stored)


def note(message: Any, column: str = "", **values: Any) -> Note:
    """A sentence marked for translation, with what stands in it."""
    words = {name: in_catalogue(value) for name, value in values.items() if isinstance(value, Promise)}
    return Note(in_catalogue(message), values | words, column)


def refused_cell(error: CellRefused, column: str) -> Note:
    """What is wrong with a cell."""
    return note(error.message, column, **error.values)


def refused_row(error: ValidationError) -> list[Note]:
    """What is wrong with the cells together, by the field beside which it is said."""
    return [
        note(fault.message, name, **(fault.params or {}))
        for name, faults in error.error_dict.items()
        for fault in faults
    ]
