"""Screening many at once: first what would happen to whom, then the acts, each refusal named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from osce_portal.common.errors import DomainError
from selection.assessment.board import Row
from selection.assessment.enums import FlagState, IneligibilityReason
from selection.assessment.gates import reasons_for
from selection.candidacies.models import Candidacy
from selection.candidacies.services import screen_candidacy

ALL_FULFILLED = _("Your file fulfils all conditions for this call.")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one candidate would read, in the own language; ``needs_reason`` when that is nothing yet."""

    row: Row
    reason: str
    needs_reason: bool


@dataclass
class Outcome:
    """What a bulk act did, and what it could not do with why."""

    done: list[Candidacy] = field(default_factory=list)
    refused: list[tuple[Candidacy, DomainError]] = field(default_factory=list)


def propose_screening(
    rows: Iterable[Row], *, eligible: bool, reasons: Sequence[str] = (), text: str = ""
) -> list[Proposal]:
    """The words each candidate would read: predefined ones translated, ``text`` as it was typed.

    ``reasons`` are codes of IneligibilityReason; without any, those of each file's own missing conditions.
    """
    return [_propose(row, eligible, reasons, text.strip()) for row in rows]


def _propose(row: Row, eligible: bool, reasons: Sequence[str], text: str) -> Proposal:
    with translation.override(row.candidacy.candidate.language):
        said = _praise(row) if eligible else _blame(row, reasons)
        reason = "\n".join([*said, *([text] if text else [])])
    return Proposal(row, reason, needs_reason=not reason)


def _praise(row: Row) -> list[str]:
    return [str(ALL_FULFILLED)] if row.state == FlagState.COMPLETE else []


def _blame(row: Row, reasons: Sequence[str]) -> list[str]:
    chosen = [IneligibilityReason(code) for code in reasons] or list(reasons_for(row.flags))
    return [str(reason.label) for reason in chosen]


def screen_candidacies(decisions: Iterable[tuple[Candidacy, str]], *, eligible: bool, actor: Any) -> Outcome:
    """Screen each with its own reason; what a rule refuses is reported beside what was done.

    Each candidacy is a transaction of its own: one that was withdrawn meanwhile does not hold up the rest.
    """
    outcome = Outcome()
    for candidacy, reason in decisions:
        try:
            screen_candidacy(candidacy, eligible=eligible, actor=actor, reason=reason)
        except DomainError as error:
            outcome.refused.append((candidacy, error))
        else:
            outcome.done.append(candidacy)
    return outcome
