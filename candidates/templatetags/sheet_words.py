"""What a row of a sheet says of itself, in the language of the page."""

from django import template

from candidates.models import ImportedRow
from candidates.register.labels import label_of
from candidates.register.notes import Note

register = template.Library()
register.filter("column_label", label_of)


@register.filter
def reasons(row: ImportedRow) -> list[str]:
    """Why the row becomes what it becomes, a sentence each."""
    return [str(Note.read(stored)) for stored in row.notes]
