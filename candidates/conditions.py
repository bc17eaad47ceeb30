"""The needs of ``candidates.needs`` as conditions of the database, for lists of people."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from candidates.needs import DEGREES, REFERENCES, WORKING_LANGUAGE, NeedCode

Condition = Q | Exists
_SAID = ("first_name", "last_name", "email", "phone", "city", "country", "nationalities")


def condition_of(code: NeedCode, people: type[models.Model]) -> Condition:
    """Whether a person's file meets a need; the same answer as ``completeness.is_met``."""
    return _CONDITIONS[code](people)


def _has(people: type[models.Model], accessor: str, *, at_least: int = 1, **facts: Any) -> Exists:
    """At least so many lines of one section; asked of each person's own lines by their index."""
    section: Any = people._meta.get_field(accessor).related_model
    lines = section._base_manager.filter(candidate=OuterRef("pk"), **facts).order_by()
    return Exists(lines[at_least - 1 : at_least])


def _has_identity(_people: type[models.Model]) -> Q:
    empty = Q(birth_date__isnull=True)
    for name in _SAID:
        empty |= Q(**{name: ""})
    return ~empty


_CONDITIONS: dict[NeedCode, Callable[[type[models.Model]], Condition]] = {
    NeedCode.IDENTITY: _has_identity,
    NeedCode.NATIONALITY: lambda _people: Q(nationalities__contains="BE"),  # codes of two letters, by commas
    NeedCode.EMPLOYER: lambda people: _has(people, "employers"),
    NeedCode.ENGLISH: lambda people: _has(people, "languages", language=WORKING_LANGUAGE),
    NeedCode.BACKGROUND: lambda people: Q(_has(people, "educations")) | Q(_has(people, "employments")),
    NeedCode.EDUCATION: lambda people: _has(people, "educations"),
    NeedCode.DEGREE: lambda people: _has(people, "educations", level__in=sorted(DEGREES)),
    NeedCode.WORK: lambda people: _has(people, "employments"),
    NeedCode.REFERENCES: lambda people: _has(people, "references", at_least=REFERENCES),
}
