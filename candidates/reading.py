"""A whole file in words, as the preview and the PDF show it; reads prefetched lines without a query."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate, CvEntry, Document
from candidates.sections import SECTIONS, Section, spoken
from osce_portal.formats.written import written_date

Facts = list[tuple[Any, str]]
IDENTITY = (
    "birth_date", "nationalities", "city", "country", "email", "phone", "correspondence_language",
    "language_group", "gender", "driving_licence",
)  # fmt: skip
PARTS_OF_A_HEADING = re.compile(r"\s*[,:()]\s*|\s+(?=\d+$)")
# Whoever assesses a candidacy reads the CV as it was handed in, and nothing of these.
BESIDE_THE_CV = ("references", "unavailability")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what it is called, and what it says beside that."""

    heading: str
    facts: Facts
    is_verified: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One section with its lines; empty ones are shown as such: a gap is information too."""

    title: Any
    entries: list[Entry]
    is_beside: bool = False


def read_identity(candidate: Candidate, *, with_gender: bool) -> Facts:
    """Who the person is; gender only for those who may see it."""
    fields = {field.name: field.verbose_name for field in candidate._meta.concrete_fields}
    names = [name for name in IDENTITY if with_gender or name != "gender"]
    pairs = ((fields[name], spoken(candidate, name)) for name in names)
    return [(label, said) for label, said in pairs if said]


def read_parts(candidate: Candidate) -> list[Part]:
    """Every section in the order of the file, and the papers."""
    parts = [_part(candidate, section) for section in SECTIONS.values()]
    papers = [_paper(paper) for paper in candidate.documents.all()]
    return [*parts, Part(_("Documents"), papers, is_beside=True)]


def _part(candidate: Candidate, section: Section) -> Part:
    entries = [_entry(section, entry) for entry in getattr(candidate, section.accessor).all()]
    return Part(section.title, entries, is_beside=section.slug in BESIDE_THE_CV)


def _entry(section: Section, entry: CvEntry) -> Entry:
    """Every field of the section's form, but for what the heading says and consent, which each has."""
    names = tuple(name for name in section.form_class.base_fields if name != "agreed")
    said = str(entry)
    in_heading = set(PARTS_OF_A_HEADING.split(said))
    facts = [(label, value) for label, value in section.said(entry, names) if value not in in_heading]
    return Entry(said, facts, is_verified=bool(getattr(entry, "verified_at", None)))


def _paper(paper: Document) -> Entry:
    added_on = written_date(timezone.localdate(paper.added_at))
    return Entry(paper.title, [(_("kind"), paper.get_kind_display()), (_("added at"), added_on)])
