"""Which words of a file the search reads: the person's own, and those of the CV's lines."""

from collections import defaultdict
from collections.abc import Collection
from functools import cache
from typing import Any

from babel import Locale
from django.db.models import CharField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils import translation

from candidates import enums, models
from candidates.languages import language_name
from candidates.models import Candidate, CvEntry
from candidates.search_terms import SHORTEST_NUMBER, SHORTEST_PART, endings, fold, telephone_digits
from osce_portal.common.enums import PersonLanguage

CHOICES: dict[str, Any] = {
    choices.__name__: choices
    for choices in (
        enums.EmployerKind, enums.EducationLevel, enums.ExpertiseField,
        enums.TrainingKind, enums.ObserverRole, enums.StayKind,
    )
}  # fmt: skip
# The texts of each section, the country in it, and what was chosen from a list. Referees are other people:
# staff do not search them here.
READ: tuple[tuple[type[CvEntry], tuple[str, ...], str, dict[str, str]], ...] = (
    (models.Employer, ("name",), "", {"kind": "EmployerKind"}),
    (models.LanguageSkill, (), "", {"language": "Language"}),
    (
        models.Education,
        ("title", "institution"),
        "country",
        {"level": "EducationLevel", "field": "ExpertiseField"},
    ),
    (models.Employment, ("title", "organisation", "description"), "country", {"field": "ExpertiseField"}),
    (models.Training, ("title", "organiser"), "", {"kind": "TrainingKind"}),
    (models.ObservationExperience, ("election", "organisation"), "country", {"role": "ObserverRole"}),
    (models.CountryExperience, ("description",), "country", {"kind": "StayKind"}),
    (models.Skill, ("description",), "", {}),
    (models.Publication, ("title", "source"), "", {}),
)  # fmt: skip


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
    first, *others = (_lines(people, *section) for section in READ)
    for person, country, chosen, text in first.union(*others, all=True):
        words[person] += [*fold(text), *country_words(country), *_chosen_words(chosen)]
    return {person: f" {' '.join(found)} " for person, found in words.items()}


def _lines(
    people: Collection[int], model: type[Any], texts: tuple[str, ...], country: str, chosen: dict[str, str]
) -> "QuerySet[Any, tuple[int, str, str, str]]":
    spaced = [part for name in texts for part in (F(name), Value(" "))]
    coded = [part for name, choices in chosen.items() for part in (Value(f" {choices}:"), F(name))]
    return (
        model._default_manager.filter(candidate__in=people)
        .order_by()
        .values_list(
            "candidate_id",
            Cast(F(country) if country else Value(""), CharField()),
            _joined_texts(coded),
            _joined_texts(spaced),
        )
    )


@cache
def country_words(code: str) -> tuple[str, ...]:
    """The country's names in the languages that staff and candidates read."""
    names = (Locale.parse(language).territories.get(code, "") for language in PersonLanguage.values)
    return tuple(dict.fromkeys(word for name in names for word in fold(name)))


def _joined_texts(parts: list[Any]) -> Concat:
    return Concat(Value(""), Value(""), *parts, output_field=TextField())


def _chosen_words(chosen: str) -> list[str]:
    """``chosen``: "list:code" for each choice, spaced."""
    return [word for one in chosen.split() for word in choice_words(*one.split(":"))]


@cache
def choice_words(choices: str, code: str) -> tuple[str, ...]:
    """What was chosen from a list, in the languages that staff and candidates read; "other" says nothing."""
    if code in {"other", "none"}:
        return ()
    named = []
    for language in PersonLanguage.values:
        with translation.override(language):
            named.append(language_name(code) if choices == "Language" else str(CHOICES[choices](code).label))
    return tuple(dict.fromkeys(word for name in named for word in fold(name)))
