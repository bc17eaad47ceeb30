"""What a form of a section is filled in with; days that the file does not name are assumed, and said so."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from candidates.europass.dates import Period
from candidates.europass.proposal import (
    DocumentFound,
    EducationFound,
    EmploymentFound,
    LanguageFound,
    Proposal,
    PublicationFound,
    SkillFound,
    TrainingFound,
)
from candidates.europass.texts import one_line
from candidates.takeover.days import (
    assumed_days,
    is_vague,
    may_be_one_day,
    may_have_ended,
    shortest_days,
)

TITLE_LENGTH = 200
Initial = dict[str, Any]


def _employment(found: EmploymentFound) -> Initial:
    return {
        "title": found.title,
        "organisation": found.organisation,
        "country": found.country,
        **_days(found.period),
        "description": found.description,
    }


def _education(found: EducationFound) -> Initial:
    return {
        "level": found.level,
        "field": found.field,
        "title": found.title,
        "institution": found.institution,
        "country": found.country,
        **_days(found.period),
    }


def _language(found: LanguageFound) -> Initial:
    return {
        "language": found.code,
        "is_mother_tongue": found.is_mother_tongue,
        "listening": found.listening,
        "reading": found.reading,
        "speaking": found.speaking,
        "writing": found.writing,
    }


def _training(found: TrainingFound) -> Initial:
    return {
        "title": found.title,
        "organiser": found.organiser,
        "completed_on": found.completed.first_day if found.completed else None,
    }


def _skill(found: SkillFound) -> Initial:
    return {"kind": found.kind, "description": found.description}


def _publication(found: PublicationFound) -> Initial:
    return {"title": found.title, "year": found.year, "source": found.source, "url": found.url}


def _document(found: DocumentFound) -> Initial:
    return {"title": one_line(found.description or found.name)[:TITLE_LENGTH]}


def _days(period: Period) -> dict[str, dt.date | None]:
    """The shortest time that the file's words can mean: years of work are points, and nobody's by mistake."""
    return dict(zip(("started_on", "ended_on"), shortest_days(period, timezone.localdate()), strict=True))


# Section by section, in the order of the page: where the proposal has its lines, and how a form takes them.
SOURCES: dict[str, tuple[Callable[[Proposal], tuple[Any, ...]], Callable[[Any], Initial]]] = {
    "work": (lambda proposal: proposal.employments, _employment),
    "education": (lambda proposal: proposal.educations, _education),
    "languages": (lambda proposal: proposal.languages, _language),
    "trainings": (lambda proposal: proposal.trainings, _training),
    "skills": (lambda proposal: proposal.skills, _skill),
    "publications": (lambda proposal: proposal.publications, _publication),
    "documents": (lambda proposal: proposal.documents, _document),
}


def assumed_fields(found: Any) -> tuple[str, ...]:
    """The fields that hold what the file does not say: shown at once, to be put right before they count."""
    if isinstance(found, TrainingFound):
        return ("completed_on",) if is_vague(found.completed) else ()
    period: Period | None = getattr(found, "period", None)
    return assumed_days(period) if period else ()


def notes_on(found: Any) -> list[str]:
    """What the person should know of a line: which days were assumed, what the file leaves open."""
    period: Period | None = getattr(found, "period", None)
    notes = [*_vague_days(period), *_open_end(period)] if period else []
    if isinstance(found, TrainingFound) and is_vague(found.completed):
        said = {"said": found.completed}
        notes.append(_("The file only says %(said)s: please check the day.") % said)
    if isinstance(found, LanguageFound) and not found.code:
        notes.append(_("The file calls this language “%(label)s”.") % {"label": found.label})
    if isinstance(found, DocumentFound) and found.data is None:
        notes.append(_("The file names this document but does not hold it, or not as PDF, JPEG or PNG."))
    return notes


def _vague_days(period: Period) -> list[str]:
    vague = [str(date) for date in (period.start, period.end) if is_vague(date)]
    if may_be_one_day(period):
        said = {"said": f"{period.start} – {period.end}"}
        return [_("The file only says %(said)s: one day is filled in. Please put beginning and end.") % said]
    if vague:
        text = _(
            "The file only says %(said)s: the shortest time it can mean is filled in. Please check the days."
        )
        return [text % {"said": " – ".join(vague)}]
    return []


def _open_end(period: Period) -> list[str]:
    if not may_have_ended(period):
        return []
    if period.is_current is None:
        return [_("The file does not say whether this has ended. Leave the end empty only if it goes on.")]
    return [_("The file says that this has ended, and no day on which it could have.")]
