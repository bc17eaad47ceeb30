"""What one person costs, where a reason of the mission makes it differ from the call's standard cost."""

from typing import Any

from django.db import transaction

from candidates.services.locking import lock_file
from osce_portal.audit.services import record
from osce_portal.walls import refuse_behind_wall
from selection.candidacies.enums import LEAVING
from selection.candidacies.errors import CostStands, CostWithoutReason, NothingToPayFor
from selection.candidacies.models import Candidacy
from selection.candidacies.rules import refuse_involved
from selection.candidacies.services.drafts import hold_call
from selection.candidacies.services.moves import lock_candidacy


@transaction.atomic
def set_own_cost(candidacy: Candidacy, *, cents: int | None, reason: str, actor: Any) -> Candidacy:
    """Set what this person costs (cents; zero is zero), or with None go back to the call's standard cost.

    What somebody needs because of a disability is no part of it: that has its own line in the money of the
    call. A team computed before is overtaken, because the engine would be given something else now. Raises
    OwnFile, ConflictDeclared, OwnCall, CostWithoutReason, CostStands once the selection is approved,
    NothingToPayFor, FileGone.
    """
    lock_file(candidacy.candidate_id)
    refuse_behind_wall(actor, candidacy.candidate)
    refuse_involved(candidacy.call_id, actor)
    if not reason.strip():
        raise CostWithoutReason
    if hold_call(candidacy.call_id).decided_at is not None:  # an approval comes wholly before or after
        raise CostStands
    locked = lock_candidacy(candidacy)
    if locked.received_at is None or locked.status in LEAVING:
        raise NothingToPayFor
    values = {"cost_cents": [locked.cost_cents, cents], "reason": reason.strip()}
    locked.cost_cents, locked.cost_reason = cents, "" if cents is None else reason.strip()
    locked.version += 1
    locked.save(update_fields=["cost_cents", "cost_reason", "version"])
    record("candidacy.cost_set", locked, actor=actor, subject=locked.candidate, values=values)
    return locked
