"""A frozen dossier as staff read it: its sections in words, and nothing that the reader may not see."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate
from candidates.sections import SECTIONS, spoken
from elearning.models import Certificate
from selection.candidacies.models import Candidacy

Facts = list[tuple[Any, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a dossier: its title, and each line as (label, value); empty values are left out."""

    title: Any
    lines: list[Facts]


def read_dossier(data: dict[str, Any], *, without: Iterable[str] = ()) -> list[Part]:
    """The parts of a dossier that say something; ``without`` names what is left out about the person."""
    person = {name: value for name, value in data["person"].items() if name not in without}
    answers = dict(data["candidacy"])
    certificate = answers.pop("certificate", None)
    parts = [
        Part(_("Person"), [_facts(Candidate, person)]),
        *(Part(section.title, _lines(section, data)) for section in SECTIONS.values()),
        Part(_("Answers"), [_facts(Candidacy, answers)]),
        Part(_("Certificate"), [_facts(Certificate, certificate)] if certificate else []),
    ]
    return [part for part in parts if any(part.lines)]


def _lines(section: Any, data: dict[str, Any]) -> list[Facts]:
    return [_facts(section.model, line) for line in data.get(section.accessor, ())]


def _facts(model: type[models.Model], values: dict[str, Any]) -> Facts:
    """Kept values under the names that the model gives them; what it no longer has is shown as kept."""
    columns = {field.name: field for field in model._meta.concrete_fields if field.name in values}
    row = model(**{name: column.to_python(values[name]) for name, column in columns.items() if name != "id"})
    kept = [name for name in values if name not in columns]
    found = [
        (columns[name].verbose_name, spoken(row, name)) if name in columns else (name, str(values[name]))
        for name in (*columns, *kept)  # as the model orders them: JSON keeps no order
        if name != "id"
    ]
    return [(label, said) for label, said in found if said]
