"""What waits for a decider's word: selections handed in, and replacements proposed."""

from typing import Any

from selection.delegation.enums import RunStatus
from selection.delegation.models import SelectionRun, Succession

LONGEST = 10


def decisions_to_take(user: Any) -> dict[str, list[Any]]:
    """Latest first, without what the reader proposed; two queries."""
    runs = SelectionRun.objects.for_history().filter(status=RunStatus.SUBMITTED).exclude(proposed_by=user)
    successions = Succession.objects.waiting().for_list().exclude(proposer=user).exclude(recorded_by=user)
    return {
        "runs": list(runs.select_related("call__mission__state", "proposed_by")[:LONGEST]),
        "successions": list(successions[:LONGEST]),
    }
