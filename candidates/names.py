"""Whether two names are one, however they were typed, and how to tell two people apart."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from osce_portal.formats.plain import plain_name
from osce_portal.formats.written import written_date

if TYPE_CHECKING:
    from candidates.models import Candidate


def name_key(first_name: str, last_name: str) -> str:
    """One and the same for two files of one name, also where first and last name were exchanged."""
    first, last = plain_name(first_name), plain_name(last_name)
    return min(first + last, last + first)


def describe_person(person: "Candidate") -> str:
    """Enough to tell two people apart who share an address or a name."""
    born = written_date(person.birth_date) if person.birth_date else "–"
    text = gettext("%(name)s, born on %(born)s, %(town)s (%(email)s)")
    return text % {
        "name": person.full_name, "born": born, "town": person.city or "–", "email": person.email,
    }  # fmt: skip


def pick_out(person: "Candidate") -> str:
    """What tells somebody apart in a list of people found: a list is no look, and shows no address."""
    return f"{person.full_name}, {person.city or '–'} ({person.public_id})"
