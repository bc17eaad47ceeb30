"""The columns of a sheet by their names for people."""

from functools import cache
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate, PoolMembership, RegisterEntry

OWN: dict[str, Any] = {
    "missions": _("missions for Belgium"),
    "same_as": _("same person as"),
    "other_because": _("somebody else because"),
}
FIELDS = {"group": "language_group", "language": "correspondence_language"}


def label_of(name: str) -> str:
    """What a column, or a field that it fills, is called in the language of the page."""
    return capfirst(str(_labels().get(FIELDS.get(name, name), name)))


@cache
def _labels() -> dict[str, Any]:
    models = (RegisterEntry, PoolMembership, Candidate)
    fields = {field.name: field.verbose_name for model in models for field in model._meta.concrete_fields}
    return fields | OWN


def headings(codes: list[str]) -> str:
    """Headings as they have to be written, with what they mean: ``last_name (Last name)``."""
    return ", ".join(f"{code} ({label_of(code)})" for code in codes)
