"""What a file still needs before its person can come forward for an observation mission."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate

WORKING_LANGUAGE = "en"  # of every ODIHR mission


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a file needs: whether it is there, and the section where it is put right."""

    code: str
    label: Any
    section: str
    is_met: bool

    @property
    def url(self) -> str:
        """The page where it is put right."""
        if self.section == "identity":
            return reverse("candidates:identity")
        return reverse("candidates:section", args=[self.section])


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far a file has come; ``done`` of ``total`` needs."""

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


def completeness_for_observation(candidate: Candidate) -> Completeness:
    """Each thing that election observation asks of a file (FPS FA procedure, point 1; ODIHR on English).

    Reads prefetched lines (``CandidateQuerySet.with_cv``) without a query.
    """
    spoken = {skill.language for skill in candidate.languages.all()}
    learned_or_worked = bool(candidate.educations.all() or candidate.employments.all())
    return Completeness(
        (
            Need("identity", _("Your personal details"), "identity", identity_is_complete(candidate)),
            Need("nationality", _("The Belgian nationality"), "identity", candidate.is_belgian),
            Need("employer", _("Your employer"), "employers", bool(candidate.employers.all())),
            Need("english", _("Your languages, with English"), "languages", WORKING_LANGUAGE in spoken),
            Need("background", _("Education or work experience"), "education", learned_or_worked),
        )
    )


def missing_for_observation(candidate: Candidate) -> list[Need]:
    """What is not there yet; empty means that the file is ready for a candidacy."""
    return completeness_for_observation(candidate).missing


def missing_in_cv(candidate: Candidate) -> list[Need]:
    """The same, of the CV alone: without identity and nationality."""
    return [need for need in missing_for_observation(candidate) if need.section != "identity"]
