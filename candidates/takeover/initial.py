"""What a form of a section is filled in with; days that the file does not name are assumed, and said so."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from candidates.europass.dates import PartialDate, Period
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
    completed = found.completed
    return {
        "title": found.title,
        "organiser": found.organiser,
        "completed_on": min(completed.last_day, timezone.localdate()) if completed else None,
    }


def _skill(found: SkillFound) -> Initial:
    return {"kind": found.kind, "description": found.description}


def _publication(found: PublicationFound) -> Initial:
    return {"title": found.title, "year": found.year, "source": found.source, "url": found.url}


def _document(found: DocumentFound) -> Initial:
    return {"title": one_line(found.description or found.name)[:TITLE_LENGTH]}


def _days(period: Period) -> dict[str, dt.date | None]:
    """The longest time that the file's words can mean."""
    return {
        "started_on": period.start.first_day if period.start else None,
        "ended_on": period.end.last_day if period.end else None,
    }


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


def notes_on(found: Any) -> list[str]:
    """What the person should know of a line: which days were assumed, what the file leaves open."""
    notes = []
    period: Period | None = getattr(found, "period", None)
    dates = [period.start, period.end] if period else [getattr(found, "completed", None)]
    imprecise = [str(date) for date in dates if isinstance(date, PartialDate) and date.day is None]
    if imprecise:
        said = " – ".join(imprecise)
        notes.append(_("The file only says %(said)s: please check the days.") % {"said": said})
    if period and period.start and period.end is None and period.is_current is None:
        notes.append(_("The file does not say whether this has ended."))
    if period and period.end is None and period.is_current is False:
        notes.append(_("The file says that this has ended, and no day on which it could have."))
    if isinstance(found, LanguageFound) and not found.code:
        notes.append(_("The file calls this language “%(label)s”.") % {"label": found.label})
    if isinstance(found, DocumentFound) and found.data is None:
        notes.append(_("The file names this document but does not hold it, or not as PDF, JPEG or PNG."))
    return notes
