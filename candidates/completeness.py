"""What a file still needs before its person can come forward, for each of the four schemes.

Everything reads prefetched lines (``CandidateQuerySet.with_file``) without a query.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from candidates.models import Candidate
from candidates.needs import DEGREES, REFERENCES, SCHEME_NEEDS, SECTION_OF, WHY, WORKING_LANGUAGE, NeedCode
from osce_portal.common.enums import Scheme


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a file needs: whether it is there, and the section where it is put right."""

    code: NeedCode
    is_met: bool

    @property
    def label(self) -> Any:
        return self.code.label

    @property
    def section(self) -> str:
        return SECTION_OF[self.code]

    @property
    def why(self) -> Any:
        """Why it is asked, in the reader's language."""
        return WHY[self.code]

    @property
    def url(self) -> str:
        """The page where it is put right."""
        if self.section == "identity":
            return reverse("candidates:identity")
        return reverse("candidates:section", args=[self.section])


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far a file has come for one scheme; ``done`` of ``total`` needs."""

    scheme: Scheme
    needs: tuple[Need, ...]

    @property
    def total(self) -> int:
        return len(self.needs)

    @property
    def done(self) -> int:
        return sum(need.is_met for need in self.needs)

    @property
    def missing(self) -> list[Need]:
        return [need for need in self.needs if not need.is_met]

    @property
    def is_ready(self) -> bool:
        return not self.missing


def identity_is_complete(candidate: Candidate) -> bool:
    """Everything that registration asks of every person; gender and language group may stay unsaid."""
    return bool(
        candidate.first_name
        and candidate.last_name
        and candidate.email
        and candidate.phone
        and candidate.birth_date
        and candidate.city
        and candidate.country
        and candidate.nationalities
    )


def _speaks_working_language(candidate: Candidate) -> bool:
    return any(skill.language == WORKING_LANGUAGE for skill in candidate.languages.all())


def _has_background(candidate: Candidate) -> bool:
    return bool(candidate.educations.all() or candidate.employments.all())


_CHECKS: dict[NeedCode, Callable[[Candidate], bool]] = {
    NeedCode.IDENTITY: identity_is_complete,
    NeedCode.NATIONALITY: lambda person: person.is_belgian,
    NeedCode.EMPLOYER: lambda person: bool(person.employers.all()),
    NeedCode.ENGLISH: _speaks_working_language,
    NeedCode.BACKGROUND: _has_background,
    NeedCode.EDUCATION: lambda person: bool(person.educations.all()),
    NeedCode.DEGREE: lambda person: any(study.level in DEGREES for study in person.educations.all()),
    NeedCode.WORK: lambda person: bool(person.employments.all()),
    NeedCode.REFERENCES: lambda person: len(person.references.all()) >= REFERENCES,
}


def completeness_for(candidate: Candidate, scheme: Scheme) -> Completeness:
    """Each thing that a scheme asks of a file (sources: ``candidates.needs``)."""
    return Completeness(scheme, tuple(Need(code, _CHECKS[code](candidate)) for code in SCHEME_NEEDS[scheme]))


def completeness_by_scheme(candidate: Candidate) -> list[Completeness]:
    """The same for all four, in the order in which the portal names them; each thing is looked at once."""
    met = {code: check(candidate) for code, check in _CHECKS.items()}
    return [
        Completeness(scheme, tuple(Need(code, met[code]) for code in SCHEME_NEEDS[scheme]))
        for scheme in Scheme
    ]


def missing_by_need(found: list[Completeness]) -> list[tuple[Need, list[Scheme]]]:
    """Each thing that is missing, once, with the schemes that ask for it."""
    schemes: dict[Need, list[Scheme]] = {}
    for completeness in found:
        for need in completeness.missing:
            schemes.setdefault(need, []).append(completeness.scheme)
    return list(schemes.items())


def completeness_for_observation(candidate: Candidate) -> Completeness:
    """The one that the checklist of a candidacy for an election reads (FPS FA procedure, point 1)."""
    return completeness_for(candidate, Scheme.ELECTION_OBSERVATION)


def missing_for_observation(candidate: Candidate) -> list[Need]:
    """What is not there yet; empty means that the file is ready for a candidacy."""
    return completeness_for_observation(candidate).missing


def missing_in_cv(candidate: Candidate) -> list[Need]:
    """The same, of the CV alone: without identity and nationality."""
    return [need for need in missing_for_observation(candidate) if need.section != "identity"]
