"""Who may do what to which candidacy; which rows somebody sees is a queryset's matter."""

from typing import Any

import rules

from osce_portal.accounts.rules import is_auditor, is_budget_officer, is_decider, is_desk_officer
from osce_portal.walls import keeps_away
from selection.candidacies.enums import WITHDRAWABLE
from selection.candidacies.errors import OwnCall
from selection.candidacies.models import Candidacy


@rules.predicate
def owns_candidacy(user: Any, candidacy: Candidacy | None = None) -> bool:
    """The candidacy's own person; the admin asks without an object, and nobody owns that."""
    return (
        candidacy is not None
        and candidacy.candidate.user_id is not None
        and candidacy.candidate.user_id == user.pk
    )


@rules.predicate
def candidacy_is_draft(_user: Any, candidacy: Candidacy | None = None) -> bool:
    """Not handed in yet."""
    return candidacy is not None and candidacy.is_draft


@rules.predicate
def candidacy_is_withdrawable(_user: Any, candidacy: Candidacy | None = None) -> bool:
    """In a status that the person may leave."""
    return candidacy is not None and candidacy.status in WITHDRAWABLE


def refuse_involved(call_id: int, actor: Any) -> None:
    """Raise OwnCall: staff who are candidates for a call keep away from everything about it."""
    if Candidacy.objects.involving(actor).filter(call=call_id).exists():
        raise OwnCall


sees_candidacies = is_desk_officer | is_decider | is_auditor

rules.add_perm("candidacies.see_own_candidacy", owns_candidacy)
rules.add_perm("candidacies.edit_own_candidacy", owns_candidacy & candidacy_is_draft)
rules.add_perm("candidacies.withdraw_own_candidacy", owns_candidacy & candidacy_is_withdrawable)
rules.add_perm("candidacies.view_candidacy", sees_candidacies & ~keeps_away)
rules.add_perm("candidacies.view_lateattempt", sees_candidacies)
rules.add_perm("candidacies.screen_candidacy", is_desk_officer & ~keeps_away)
rules.add_perm("candidacies.record_candidacy", is_desk_officer & ~keeps_away)
# Whoever sets a call's standard cost, and whoever keeps the budgets.
rules.add_perm("candidacies.set_own_cost", (is_desk_officer | is_budget_officer) & ~keeps_away)
rules.add_perm("candidacies.see_changes", sees_candidacies)
rules.add_perm("candidacies.propose_change", is_desk_officer)
rules.add_perm("candidacies.decide_change", is_decider)
rules.add_perm("candidacies.see_exception", sees_candidacies & ~keeps_away)
rules.add_perm("candidacies.propose_exception", is_desk_officer & ~keeps_away)
rules.add_perm("candidacies.decide_exception", is_decider & ~keeps_away)
