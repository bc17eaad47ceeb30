"""Which words of a file the search reads: the person's own, and those of the CV's lines."""

from collections import defaultdict
from collections.abc import Collection
from functools import cache
from typing import Any

from babel import Locale
from django.db.models import CharField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from candidates import models
from candidates.models import Candidate, CvEntry
from candidates.search_terms import SHORTEST_NUMBER, SHORTEST_PART, endings, fold, telephone_digits
from osce_portal.common.enums import PersonLanguage

# The texts of each section, and the country in it. Referees are other people: staff do not search them here.
READ: tuple[tuple[type[CvEntry], tuple[str, ...], str], ...] = (
    (models.Employer, ("name",), ""),
    (models.Education, ("title", "institution"), "country"),
    (models.Employment, ("title", "organisation", "description"), "country"),
    (models.Training, ("title", "organiser"), ""),
    (models.ObservationExperience, ("election", "organisation"), "country"),
    (models.CountryExperience, ("description",), "country"),
    (models.Skill, ("description",), ""),
    (models.Publication, ("title", "source"), ""),
)


def words_of_people(candidate: Candidate) -> str:
    """Folded: name, address and telephone also by parts of them, town, reference; spaced at both ends."""
    local, _at, domain = candidate.email.partition("@")
    number = telephone_digits(str(candidate.phone or ""))
    words = [
        *fold(f"{candidate.first_name} {candidate.last_name} {candidate.first_name}"),
        *(part for name in (candidate.first_name, candidate.last_name) for part in _joined(name)),
        *fold(f"{local} {domain}"),
        *(end for part in fold(local) for end in endings(part, SHORTEST_PART)[1:]),
        *(endings(number, SHORTEST_NUMBER) if number else ()),
        *fold(candidate.city),
    ]
    return f" {' '.join(words)} "


def _joined(name: str) -> list[str]:
    """``Van den Bergh`` is looked for as ``vandenbergh`` too."""
    parts = fold(name)
    return ["".join(parts)] if len(parts) > 1 else []


def words_of_cvs(people: Collection[int]) -> dict[int, str]:
    """Folded texts of the CVs by their people's keys, in one query; spaced at both ends."""
    words: dict[int, list[str]] = defaultdict(list)
    first, *others = (_lines(model, people, texts, country) for model, texts, country in READ)
    for person, country, text in first.union(*others, all=True):
        words[person] += [*fold(text), *country_words(country)]
    return {person: f" {' '.join(found)} " for person, found in words.items()}


def _lines(
    model: type[Any], people: Collection[int], texts: tuple[str, ...], country: str
) -> "QuerySet[Any, tuple[int, str, str]]":
    spaced = [part for name in texts for part in (F(name), Value(" "))]
    return (
        model._default_manager.filter(candidate__in=people)
        .order_by()
        .values_list(
            "candidate_id",
            Cast(F(country) if country else Value(""), CharField()),
            Concat(*spaced, output_field=TextField()),
        )
    )


@cache
def country_words(code: str) -> tuple[str, ...]:
    """The country's names in the languages that staff and candidates read."""
    names = (Locale.parse(language).territories.get(code, "") for language in PersonLanguage.values)
    return tuple(dict.fromkeys(word for name in names for word in fold(name)))
