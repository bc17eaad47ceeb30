"""The list of people as CSV or XLSX: what a person typed stays text, and is never run as a formula."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate
from candidates.querysets import CandidateQuerySet
from candidates.sections import spoken
from osce_portal.sheets.writing import Line, sheet_file

AT_ONCE = 1000


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


def export_rows(people: Iterable[Candidate], user: Any) -> Iterator[Line]:
    """A line of headings, then one for each person; no column that this reader may not see."""
    columns = [column for column in COLUMNS if not column[2] or user.has_perm(column[2])]
    yield [str(label) for label, _value, _permission in columns]
    for person in people:
        yield [value(person) for _label, value, _permission in columns]


def list_file(rows: Iterable[Line], file_format: str) -> IO[bytes]:
    """The whole list in a file of its own, which whoever asked closes."""
    return sheet_file(rows, file_format, title=gettext("Candidates"))
