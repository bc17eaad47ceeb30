"""What a column of a sheet of the calendar is, whichever table the sheet holds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from osce_portal.sheets.columns import Column

Texts = dict[str, str]  # cells by their column's code
Values = dict[str, Any]  # of a row's fields, by their names
Others = dict[str, dict[str, Any]]  # rows of other tables that cells name, by column and text
Find = Callable[[set[str]], dict[str, Any]]


def as_it_stands(text: str) -> str:
    return text


def labelled(label: Any, text: Any) -> str:
    """``grade: S2``, as the language of the page sets it."""
    return gettext("%(column)s: %(text)s") % {"column": label, "text": text}


def nothing(texts: Texts, others: Others) -> Values:
    """What a column feeds that the portal keeps as it was written, and in no field."""
    return {}


@dataclass(frozen=True, slots=True)
class Known:
    """One column: what it means, the fields that it feeds, and how its cells are read and written.

    ``clean`` brings a cell that is not empty into one way of writing, so that equal things look equal;
    ``read`` makes values of the cells of a row; both raise CellRefused. ``words`` writes what a row holds.
    """

    code: str
    label: Any
    words: Callable[[Any], str]
    fields: tuple[str, ...] = ()
    clean: Callable[[str], str] = as_it_stands
    read: Callable[[Texts, Others], Values] = nothing
    find: Find | None = None
    unknown: Any = ""  # said of a text that ``find`` does not find
    aliases: tuple[str, ...] = ()
    is_required: bool = False  # the heading has to be there
    must_say: bool = False  # the cell, where there is one, is not left empty
    form: Any = ""  # which texts it takes, said beside its name; empty for free text

    @property
    def column(self) -> Column:
        """The same for whoever reads the file."""
        return Column(self.code, self.clean, self.aliases, self.is_required)
