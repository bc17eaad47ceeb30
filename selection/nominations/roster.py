"""The nomination list: one row per person, the same for PDF and XLSX, in the language of the reader."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.db.models import Prefetch
from django.utils.translation import get_language

from candidates.models import Candidate, LanguageSkill
from missions.models import Call
from selection.candidacies.models import Candidacy
from selection.delegation.facts import INTERNATIONAL
from selection.nominations import errors
from selection.nominations.enums import ON_THE_LIST


@dataclass(frozen=True, slots=True)
class Line:
    """One person as ODIHR is told. ``missions`` counts international observation missions, all years."""

    number: int
    last_name: str
    first_name: str
    birth_date: dt.date | None
    nationalities: str
    languages: str
    missions: int
    email: str
    phone: str


def read_roster(call: Call) -> list[Line]:
    """Everybody who has a place, by name; constant number of queries. Raises NobodyOnTheList."""
    people = Prefetch("candidate", Candidate.objects.prefetch_related("languages", "observations"))
    placed = Candidacy.objects.filter(call=call, status__in=ON_THE_LIST).prefetch_related(people)
    rows = placed.order_by("candidate__last_name", "candidate__first_name", "pk")
    lines = [_line(number, candidacy.candidate) for number, candidacy in enumerate(rows, start=1)]
    if not lines:
        raise errors.NobodyOnTheList
    return lines


def _line(number: int, person: Candidate) -> Line:
    return Line(
        number=number,
        last_name=person.last_name,
        first_name=person.first_name,
        birth_date=person.birth_date,
        nationalities=_nationalities(person.nationalities),
        languages=", ".join(_language(skill) for skill in person.languages.all()),
        missions=sum(entry.role in INTERNATIONAL for entry in person.observations.all()),
        email=person.email,
        phone=person.phone.as_international if person.phone else "",
    )


def _nationalities(chosen: Any) -> str:
    return ", ".join(str(country.name) for country in chosen)


def _language(skill: LanguageSkill) -> str:
    names = Locale.parse(get_language() or "en").languages
    return f"{names.get(skill.language, skill.language)} {skill.level}"
