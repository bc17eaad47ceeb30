"""The conditions A1–A7 as flags for staff. Pure, and never a refusal: a person decides on every candidacy."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from elearning.enums import CertificateStatus
from osce_portal.common.enums import CefrLevel
from selection.assessment.enums import SEVERITY, Finding, FlagState, Gate, IneligibilityReason
from selection.assessment.profile import level_of
from selection.candidacies.enums import Channel
from selection.candidacies.models import Candidacy
from selection.engine.scoring import ENGLISH

HOME = "BE"
F, S = Finding, FlagState


@dataclass(frozen=True, slots=True)
class Flag:
    """One condition of one candidacy as the machine sees it."""

    gate: Gate
    state: FlagState
    finding: Finding

    @property
    def is_open(self) -> bool:
        """True when a person has something to look at."""
        return self.state != FlagState.COMPLETE


@dataclass(frozen=True, slots=True)
class Case:
    """What the conditions are checked on. ``points_tenths`` None while the score is not complete."""

    candidacy: Candidacy  # with candidate, certificate and call__mission__state
    data: dict[str, Any]  # Dossier.data, {} where nothing was frozen
    points_tenths: int | None = None


Outcome = tuple[FlagState, Finding]
FULFILLED: Outcome = (S.COMPLETE, F.FULFILLED)


def check_gates(case: Case) -> tuple[Flag, ...]:
    """All conditions in the order of the rubric; the minimum score only where the call has one."""
    has_minimum = case.candidacy.call.minimum_score_tenths is not None
    return tuple(
        Flag(gate, *check(case)) for gate, check in CHECKS.items() if has_minimum or gate != Gate.MINIMUM
    )


def worst_state(flags: Iterable[Flag]) -> FlagState:
    """The flag of the whole candidacy: that of its worst condition."""
    return max((flag.state for flag in flags), key=SEVERITY.index, default=FlagState.COMPLETE)


def reasons_for(flags: Iterable[Flag]) -> Iterator[IneligibilityReason]:
    """The predefined reasons that belong to the missing conditions."""
    for flag in flags:
        if flag.state == FlagState.MISSING:
            yield IneligibilityReason(flag.gate)


def _registered(case: Case) -> Outcome:
    return FULFILLED if case.candidacy.candidate.is_registered else (S.MISSING, F.NOT_REGISTERED)


CERTIFICATE_OUTCOMES: dict[str, Outcome] = {
    CertificateStatus.ACCEPTED: FULFILLED,
    CertificateStatus.RECEIVED: (S.ATTENTION, F.CERTIFICATE_TO_CHECK),
    CertificateStatus.ASKED_AGAIN: (S.ATTENTION, F.CERTIFICATE_ASKED_AGAIN),
    CertificateStatus.REPLACED: (S.ATTENTION, F.CERTIFICATE_TO_CHECK),
    CertificateStatus.REFUSED: (S.MISSING, F.CERTIFICATE_REFUSED),
}


def _certificate(case: Case) -> Outcome:
    """A certificate belongs to a person and a mission (FPS FA procedure, points 2 and 6)."""
    certificate = case.candidacy.certificate
    if certificate is None:
        return S.MISSING, F.NO_CERTIFICATE
    if certificate.mission_id != case.candidacy.call.mission_id:
        return S.MISSING, F.CERTIFICATE_ELSEWHERE
    if certificate.status == CertificateStatus.RECEIVED and certificate.is_reused:
        return S.ATTENTION, F.CERTIFICATE_SEEN_BEFORE
    return CERTIFICATE_OUTCOMES[certificate.status]


def _in_time(case: Case) -> Outcome:
    """Received before the deadline that applied (FPS FA procedure, point 3); with a proof if typed in."""
    candidacy = case.candidacy
    if candidacy.received_at is None or candidacy.closes_at is None:
        return S.MISSING, F.NOT_RECEIVED
    if candidacy.received_at >= candidacy.closes_at:
        return S.MISSING, F.LATE
    if candidacy.channel != Channel.PORTAL and candidacy.proof_id is None:
        return S.ATTENTION, F.NO_PROOF
    return FULFILLED


def _nationality(case: Case) -> Outcome:
    """Belgium nominates Belgians; ODIHR takes no citizens of the observed State."""
    nationalities = nationalities_of(case.data)
    if not nationalities:
        return S.ATTENTION, F.NO_NATIONALITY
    if HOME not in nationalities:
        return S.MISSING, F.NOT_BELGIAN
    if case.candidacy.call.mission.state.iso2 in nationalities:
        return S.MISSING, F.CITIZEN_OF_STATE
    return FULFILLED


def nationalities_of(data: dict[str, Any]) -> frozenset[str]:
    """ISO codes in a dossier."""
    return frozenset(data.get("person", {}).get("nationalities") or ())


def _english(case: Case) -> Outcome:
    levels = [level_of(row) for row in case.data.get("languages") or () if row["language"] == ENGLISH]
    if not any(levels):
        return S.MISSING, F.NO_ENGLISH
    return FULFILLED if max(levels) >= CefrLevel.B2 else (S.MISSING, F.ENGLISH_BELOW)


def _available(case: Case) -> Outcome:
    return FULFILLED if case.candidacy.available else (S.MISSING, F.NOT_AVAILABLE)


def _code_of_conduct(case: Case) -> Outcome:
    return FULFILLED if case.candidacy.code_of_conduct else (S.MISSING, F.NOT_ACCEPTED)


def _minimum(case: Case) -> Outcome:
    """Below the minimum is looked at by a person, never dropped by the machine."""
    minimum = case.candidacy.call.minimum_score_tenths
    if minimum is None or case.points_tenths is None or case.points_tenths >= minimum:
        return FULFILLED
    return S.ATTENTION, F.BELOW_MINIMUM


CHECKS: dict[Gate, Callable[[Case], Outcome]] = {
    Gate.REGISTERED: _registered,
    Gate.CERTIFICATE: _certificate,
    Gate.IN_TIME: _in_time,
    Gate.NATIONALITY: _nationality,
    Gate.ENGLISH: _english,
    Gate.AVAILABLE: _available,
    Gate.CODE_OF_CONDUCT: _code_of_conduct,
    Gate.MINIMUM: _minimum,
}
