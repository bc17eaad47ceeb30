"""The dossier: CV and answers as they were at reception, in a form that a stranger can read and check.

``{"format": "dossier-1", "person": {…}, "employers": […], "languages": […], "educations": […],
"employments": […], "trainings": […], "observations": […], "country_experiences": […], "skills": […],
"publications": […], "candidacy": {…}}``.
Each line has the names and stored values of its model's columns (codes, ISO dates, null where empty), plus
``id``, the line's public id. E-mail, telephone and other ways to reach the person stay outside, and so do
referees, papers and days of unavailability: they are no ground for a decision.
"""

import datetime as dt
import hashlib
import json
from typing import Any

from django.db import models

from candidates.models import Candidate
from candidates.querysets import CV_SECTIONS
from selection.candidacies.models import Candidacy, Dossier

FORMAT = "dossier-1"
PERSON = ("first_name", "last_name", "birth_date", "city", "gender", "language_group")
ANSWERS = ("motivation", "available", "code_of_conduct", "channel", "receipt_number")
NOT_IN_A_LINE = frozenset({"id", "candidate", "public_id"})


def build_dossier(candidacy: Candidacy) -> dict[str, Any]:
    """The data of a dossier from what the database says now; plain JSON values."""
    return describe(Candidate.objects.with_cv().get(pk=candidacy.candidate_id), candidacy)


def describe(person: Candidate, candidacy: Candidacy) -> dict[str, Any]:
    """The same of a person whose lines were read along (``CandidateQuerySet.with_cv``): no query."""
    return {
        "format": FORMAT,
        "person": _person(person),
        **{name: [_line(entry) for entry in getattr(person, name).all()] for name in CV_SECTIONS},
        "candidacy": _answers(candidacy),
    }


def freeze_dossier(candidacy: Candidacy, *, at: dt.datetime) -> Dossier:
    """Keep the dossier of a candidacy once, as at the instant ``at``, with its fingerprint."""
    data = build_dossier(candidacy)
    return Dossier.objects.create(candidacy=candidacy, data=data, sha256=fingerprint(data), frozen_at=at)


def fingerprint(data: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON (keys sorted, no spaces, UTF-8)."""
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _person(person: Candidate) -> dict[str, Any]:
    return {
        "id": person.public_id,
        **{name: _plain(getattr(person, name)) for name in PERSON},
        "country": str(person.country),
        "nationalities": [str(country) for country in person.nationalities],
        "driving_licence": person.driving_licence,
    }


def _line(entry: models.Model) -> dict[str, Any]:
    columns = [field for field in entry._meta.concrete_fields if field.name not in NOT_IN_A_LINE]
    return {"id": entry.public_id} | {  # type: ignore[attr-defined]
        field.name: _plain(getattr(entry, field.name)) for field in columns
    }


def _answers(candidacy: Candidacy) -> dict[str, Any]:
    certificate = candidacy.certificate
    return {
        "id": candidacy.public_id,
        **{name: _plain(getattr(candidacy, name)) for name in ANSWERS},
        "received_at": _plain(candidacy.received_at),
        "certificate": certificate
        and {
            "id": certificate.public_id,
            "completed_on": _plain(certificate.completed_on),
            "sha256": certificate.sha256,
        },
    }


def _plain(value: Any) -> Any:
    """The value as JSON keeps it: dates and instants in ISO form, countries as their code."""
    if isinstance(value, dt.date):  # instants too
        return value.isoformat()
    if value is None or isinstance(value, bool | int):
        return value
    return getattr(value, "code", None) or str(value)
