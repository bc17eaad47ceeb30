"""When somebody who has a place cannot go.

The approved reserve list, in its order, was decided by two people: one officer may confirm the next person
on it with whom every rule and the budget hold. Every other way to fill the place (another person, a team
computed again) is a new run, handed in and approved like the first.
"""

from typing import Any

from django.db import transaction

from osce_portal.audit.services import record
from osce_portal.walls import refuse_behind_wall
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy
from selection.candidacies.services import move_candidacy, withdraw_candidacy
from selection.delegation import errors
from selection.delegation.checks import refuse_involved
from selection.delegation.enums import PLACED
from selection.delegation.replacement import free_places, next_on_reserve
from selection.delegation.services.outcomes import tell_outcome
from selection.delegation.services.runs import lock_call


@transaction.atomic
def cannot_go(candidacy: Candidacy, *, reason: str, actor: Any) -> Candidacy:
    """Record that somebody who has a place gives it up.

    Raises NotPlaced, ReasonNeeded, OwnSelection, ConflictDeclared.
    """
    if not reason.strip():
        raise errors.ReasonNeeded
    call = lock_call(candidacy.call)
    refuse_involved(call, actor)
    refuse_behind_wall(actor, candidacy.candidate)
    candidacy.refresh_from_db(fields=["status"])
    if candidacy.status not in PLACED:
        raise errors.NotPlaced
    return withdraw_candidacy(candidacy, actor=actor, reason=reason)


@transaction.atomic
def replace(successor: Candidacy, *, actor: Any) -> Candidacy:
    """Give a free place to the next person on the approved reserve list, and tell that person.

    Raises NoFreePlace, NotNextOnReserve (also for somebody with whom a rule or the budget would break),
    OwnSelection, ConflictDeclared.
    """
    call = lock_call(successor.call)
    refuse_involved(call, actor)
    refuse_behind_wall(actor, successor.candidate)
    if free_places(call) < 1:
        raise errors.NoFreePlace
    expected = next_on_reserve(call)
    if expected is None or expected.pk != successor.pk:
        raise errors.NotNextOnReserve
    chosen = move_candidacy(expected, CandidacyStatus.SELECTED, actor=actor)
    record("selection.replaced", chosen, actor=actor, subject=chosen.candidate)
    tell_outcome(chosen)
    return chosen
