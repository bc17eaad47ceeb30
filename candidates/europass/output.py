"""A proposal as plain values for JSON; ``docs/europass.md`` holds the keys, which stay."""

import hashlib
from typing import Any

from candidates.europass.dates import PartialDate, Period
from candidates.europass.proposal import (
    DocumentFound,
    EducationFound,
    EmploymentFound,
    LanguageFound,
    Person,
    Proposal,
    TrainingFound,
)

SCHEMA = 1


def as_json(proposal: Proposal) -> dict[str, Any]:
    """Dates as precise as they are (``2002``, ``2002-08``, ``2002-08-31``); null for what is not known."""
    return {
        "schema": SCHEMA,
        "format": proposal.format,
        "version": proposal.version,
        "language": proposal.language,
        "person": _person(proposal.person),
        "employments": [_employment(found) for found in proposal.employments],
        "educations": [_education(found) for found in proposal.educations],
        "languages": [_language(found) for found in proposal.languages],
        "skills": [{"kind": found.kind, "description": found.description} for found in proposal.skills],
        "publications": [
            {"title": found.title, "year": found.year, "source": found.source, "url": found.url}
            for found in proposal.publications
        ],
        "trainings": [_training(found) for found in proposal.trainings],
        "documents": [_document(found) for found in proposal.documents],
        "unmapped": [{"path": piece.path, "text": piece.text} for piece in proposal.unmapped],
    }


def _written(date: PartialDate | None) -> str | None:
    return str(date) if date else None


def _person(person: Person) -> dict[str, Any]:
    return {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "birth_date": _written(person.birth_date),
        "gender": person.gender,
        "nationalities": list(person.nationalities),
        "city": person.city,
        "country": person.country,
        "emails": list(person.emails),
        "phones": list(person.phones),
        "driving_licences": list(person.driving_licences),
    }


def _period(period: Period) -> dict[str, Any]:
    return {
        "started_on": _written(period.start),
        "ended_on": _written(period.end),
        "is_current": period.is_current,
    }


def _employment(found: EmploymentFound) -> dict[str, Any]:
    return {
        "title": found.title,
        "organisation": found.organisation,
        "country": found.country,
        **_period(found.period),
        "description": found.description,
    }


def _education(found: EducationFound) -> dict[str, Any]:
    return {
        "title": found.title,
        "institution": found.institution,
        "country": found.country,
        "level": found.level,
        "field": found.field,
        **_period(found.period),
    }


def _language(found: LanguageFound) -> dict[str, Any]:
    names = (
        "code", "label", "is_mother_tongue", "listening", "reading", "spoken_interaction",
        "spoken_production", "speaking", "writing",
    )  # fmt: skip
    return {name: getattr(found, name) for name in names}


def _training(found: TrainingFound) -> dict[str, Any]:
    return {
        "title": found.title,
        "organiser": found.organiser,
        "completed_on": _written(found.completed),
    }


def _document(found: DocumentFound) -> dict[str, Any]:
    """Never the bytes themselves; no digest where they cannot be decoded."""
    return {
        "name": found.name,
        "description": found.description,
        "content_type": found.content_type,
        "size": len(found.data or b""),
        "sha256": hashlib.sha256(found.data).hexdigest() if found.data is not None else None,
    }
