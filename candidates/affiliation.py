"""Internal or external: derived from the current employer, never asked (FPS FA procedure, point 4)."""

import datetime as dt

from candidates.enums import FEDERAL_SERVICES, EmployerKind
from candidates.models import Candidate, Employer
from osce_portal.common.enums import Affiliation


def current_employers(candidate: Candidate, on: dt.date) -> list[Employer]:
    """Those for whom the person works on that day: begun, and not ended or ending that day at the earliest.

    Read from ``candidate.employers``, so that a prefetched list costs no query.
    """
    return [
        employer
        for employer in candidate.employers.all()
        if (employer.started_on is None or employer.started_on <= on)
        and (employer.ended_on is None or employer.ended_on >= on)
    ]


def _affiliation(candidate: Candidate, on: dt.date, internal: frozenset[str]) -> Affiliation:
    kinds = {employer.kind for employer in current_employers(candidate, on)}
    return Affiliation.INTERNAL if kinds & internal else Affiliation.EXTERNAL


def observer_affiliation(candidate: Candidate, on: dt.date) -> Affiliation:
    """For election observation: internal means of the FPS FA."""
    return _affiliation(candidate, on, frozenset({EmployerKind.FPS_FOREIGN_AFFAIRS}))


def crisis_affiliation(candidate: Candidate, on: dt.date) -> Affiliation:
    """For crisis management: internal means of any federal service."""
    return _affiliation(candidate, on, FEDERAL_SERVICES)
