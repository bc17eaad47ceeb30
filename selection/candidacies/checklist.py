"""What a candidacy needs before it can be handed in (FPS FA procedure, points 1 to 3)."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from candidates.completeness import missing_in_cv
from elearning.enums import COUNTS
from selection.candidacies.models import Candidacy


class Requirement(NamedTuple):
    """One line of the checklist; ``code`` is also the anchor of the place where it is put right."""

    code: str
    label: Any
    is_met: Callable[[Candidacy], bool]


def has_cv(candidacy: Candidacy) -> bool:
    """What the candidates' database says an observer's CV needs."""
    return not missing_in_cv(candidacy.candidate)


def has_certificate(candidacy: Candidacy) -> bool:
    """A certificate of this person for this mission that was not refused; calls without mission need none."""
    if candidacy.call.mission_id is None:
        return True
    certificate = candidacy.certificate
    return (
        certificate is not None
        and certificate.status in COUNTS
        and certificate.mission_id == candidacy.call.mission_id
        and certificate.candidate_id == candidacy.candidate_id
    )


REQUIREMENTS = (
    Requirement("registration", _("your registration"), lambda item: item.candidate.is_registered),
    Requirement("nationality", _("the Belgian nationality"), lambda item: item.candidate.is_belgian),
    Requirement("cv", _("your CV (employer, languages with English, studies or work)"), has_cv),
    Requirement("certificate", _("the e-learning certificate for this mission"), has_certificate),
    Requirement("available", _("your availability"), lambda item: item.available),
    Requirement("motivation", _("your motivation"), lambda item: bool(item.motivation.strip())),
    Requirement("code_of_conduct", _("the code of conduct"), lambda item: item.code_of_conduct),
)


def check_requirements(candidacy: Candidacy) -> list[tuple[Requirement, bool]]:
    """Every requirement with whether it is met, in the order of the page."""
    return [(requirement, requirement.is_met(candidacy)) for requirement in REQUIREMENTS]


def missing_requirements(candidacy: Candidacy) -> list[Requirement]:
    """Those not met; empty means that the candidacy may be handed in."""
    return [requirement for requirement, met in check_requirements(candidacy) if not met]
