"""Who may compute, decide and look at a selection."""

from typing import Any

import rules

from missions.models import Call
from osce_portal.accounts.rules import (
    is_auditor,
    is_budget_officer,
    is_decider,
    is_desk_officer,
)
from osce_portal.walls import kept_from
from selection.candidacies.models import Candidacy, Transition
from selection.delegation.enums import COMPARED, LEFT_THE_PLACE, PLACED, RunStatus
from selection.delegation.models import SelectionRun, Succession


@rules.predicate
def is_second_person(user: Any, run: SelectionRun | None = None) -> bool:
    """Neither the proposer, nor somebody whose own decision on a person is part of it; asked of a run only.

    Such decisions are locks in force, and that somebody cannot go whose place the run fills. Where proposer
    and decider have each noted somebody, each answers for the other: a team of two must be able to work.
    """
    if run is None:
        return True
    involved = run.call.overrides.in_force().filter(decided_by=user).exists()
    noted = _who_noted_absences(run.call)
    answers_for_own = user.pk in noted and run.proposed_by_id not in noted
    return run.proposed_by_id not in (None, user.pk) and not involved and not answers_for_own


def _who_noted_absences(call: Call) -> set[int | None]:
    """Who noted, since the last approved run, that somebody cannot go in whose place nobody came yet."""
    if call.decided_at is None:
        return set()
    filled = call.successions.filter(status=RunStatus.APPROVED, leaving__isnull=False)
    left = Transition.objects.filter(
        candidacy__call=call, source__in=PLACED, target__in=LEFT_THE_PLACE, at__gt=call.decided_at
    )
    return set(left.exclude(candidacy__in=filled.values("leaving")).values_list("actor", flat=True))


@rules.predicate
def is_second_to_both(user: Any, succession: Succession | None = None) -> bool:
    """Neither who proposed a replacement, nor who noted that somebody cannot go; asked of a replacement."""
    return succession is None or user.pk not in (succession.proposer_id, succession.recorded_by_id)


@rules.predicate
def is_close_to_nobody(user: Any, run: SelectionRun | Succession | None = None) -> bool:
    """No conflict of interest declared with anybody whom the run compares; asked of a run only."""
    if run is None:
        return True
    compared = Candidacy.objects.filter(call=run.call, status__in=COMPARED)
    return not compared.filter(candidate__in=kept_from(user)).exists()


rules.add_perm(
    "delegation.see_selection",
    is_desk_officer | is_decider | is_budget_officer | is_auditor,
)
# Whoever weighs or checks the balances reads each person's; who watches the money reads the team's alone.
rules.add_perm("delegation.see_gender", is_desk_officer | is_decider | is_auditor)
rules.add_perm("delegation.propose_selection", is_desk_officer)
rules.add_perm("delegation.approve_selection", is_decider & is_second_person & is_close_to_nobody)
rules.add_perm("delegation.approve_succession", is_decider & is_second_to_both & is_close_to_nobody)
