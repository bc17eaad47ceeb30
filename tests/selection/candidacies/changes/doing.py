"""A change from the proposal to what it did: proposer, second person where one is needed, worker."""

from missions.enums import ChangeState
from missions.models import Change
from selection.candidacies.changes.services import approve_change, propose_change
from selection.candidacies.changes.working import apply_change


def do(change: Change, desk, decider) -> Change:
    """Proposed, confirmed by whoever may, and done; the row as it stands."""
    change = propose_change(change, actor=desk)
    if change.state == ChangeState.PROPOSED:
        approve_change(change, actor=decider)
    apply_change(change.pk)
    return Change.objects.get(pk=change.pk)
