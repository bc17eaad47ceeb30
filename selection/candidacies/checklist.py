"""What a candidacy needs before it can be handed in (FPS FA procedure, points 1 to 3)."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from candidates.completeness import missing_in_cv
from candidates.enums import ObserverRole
from elearning.enums import COUNTS
from osce_portal.accounts.second_step import has_second_step
from osce_portal.common.enums import Role
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
SECOND_STEP = Requirement(
    "second_step", _("a second step at sign-in"), lambda item: has_second_step(item.candidate.user)
)


def short_missions(candidacy: Candidacy) -> int | None:
    """On how many missions the CV says the person was an STO; None where the call asks for none.

    FPS FA, election observation: whoever applies as LTO has done several STO missions. How many is said
    nowhere, so that the portal refuses nobody: staff weigh it.
    """
    if candidacy.call.role != Role.LTO:
        return None
    return candidacy.candidate.observations.filter(role=ObserverRole.STO).count()


def requirements() -> tuple[Requirement, ...]:
    """All that is asked of a candidacy here; the second step where the ministry's setting says so."""
    return (*REQUIREMENTS, SECOND_STEP) if settings.MFA_REQUIRED_TO_SUBMIT else REQUIREMENTS


def check_requirements(candidacy: Candidacy) -> list[tuple[Requirement, bool]]:
    """Every requirement with whether it is met, in the order of the page."""
    return [(requirement, requirement.is_met(candidacy)) for requirement in requirements()]


def missing_requirements(candidacy: Candidacy) -> list[Requirement]:
    """Those not met; empty means that the candidacy may be handed in."""
    return [requirement for requirement, met in check_requirements(candidacy) if not met]
