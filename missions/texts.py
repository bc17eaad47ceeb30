"""Texts in four languages: what must exist in French and Dutch before the public sees a call.

The portal serves everybody in French and Dutch alike: a text that exists in any language exists in both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from modeltranslation.translator import translator

from missions.models import Call, CrisisMission, JpoOpening, JpoRound, Mission, SelorRound, Vacancy

OBLIGATORY = ("fr", "nl")
# Texts without which a call makes no sense; every other may be left out altogether.
ALWAYS: dict[type[Model], tuple[str, ...]] = {
    Vacancy: ("title",),
    CrisisMission: ("title",),
    JpoOpening: ("title", "summary"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A text of ``row`` that is missing in one language."""

    row: Model
    field: str
    language: str

    @property
    def column(self) -> str:
        return f"{self.field}_{self.language}"

    def in_words(self) -> str:
        """``title (Dutch)``, and of which opening it is."""
        words = {
            "text": str(self.row._meta.get_field(self.field).verbose_name),  # type: ignore[union-attr]
            "language": get_language_info(self.language)["name_translated"],
        }
        said = _("%(text)s (%(language)s)") % words
        if isinstance(self.row, JpoOpening):
            return _("opening %(number)d: %(text)s") % {"number": self.row.number, "text": said}
        return said


def written_fields(row: Model) -> tuple[str, ...]:
    """The texts of ``row`` in four languages, in the model's order; staff's note is not public."""
    if isinstance(row, Mission):
        return ()
    texts = set(translator.get_options_for_model(type(row)).all_fields)
    return tuple(field.name for field in row._meta.fields if field.name in texts)


def gaps_of(row: Model) -> list[Gap]:
    """What ``row`` lacks in French or Dutch: texts begun in some language, and those never left out."""
    always = ALWAYS.get(type(row), ())
    if isinstance(row, Call) and row.mission_id is None:
        always = ("how_to_apply",)  # candidacies of these schemes do not pass through the portal
    return [
        Gap(row, field, language)
        for field in written_fields(row)
        if field in always or is_written(row, field)
        for language in OBLIGATORY
        if not text_of(row, field, language)
    ]


def empty_columns(row: Model) -> set[str]:
    """The columns of ``row`` that are gaps."""
    return {gap.column for gap in gaps_of(row)}


def gaps_of_call(call: Call) -> list[Gap]:
    """What hinders the call from being published: its own texts, those of its subject and of its openings."""
    rows: list[Model] = [call, call.subject]
    if call.round is not None:
        rows.extend(call.round.openings.all())
    return [gap for row in rows for gap in gaps_of(row)]


def gaps_of_announced(row: Vacancy | JpoRound | CrisisMission | SelorRound) -> list[Gap]:
    """What the entry itself, and its openings, still lack in French or Dutch."""
    openings = row.openings.all() if isinstance(row, JpoRound) else ()
    return [gap for part in (row, *openings) for gap in gaps_of(part)]


def is_written(row: Model, field: str) -> bool:
    """Whether the text exists in any of the four languages."""
    return any(text_of(row, field, language) for language in ("fr", "nl", "de", "en"))


def text_of(row: Any, field: str, language: str) -> str:
    """The text in just this language, without falling back to another."""
    return (getattr(row, f"{field}_{language}") or "").strip()


def name_gaps(gaps: Iterable[Gap]) -> str:
    """What is missing, in one sentence for the person who wants to publish."""
    listed = "; ".join(gap.in_words() for gap in gaps)
    return _("Still missing in French or Dutch: %(texts)s.") % {"texts": capfirst(listed)}
