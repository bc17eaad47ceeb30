"""Everything that changes a selection, one file a noun."""

from selection.delegation.services.approvals import approve_run, reject_run, submit_run
from selection.delegation.services.overrides import lift_override, override_candidacy, swap
from selection.delegation.services.replacements import cannot_go, replace
from selection.delegation.services.runs import propose_delegation

__all__ = [
    "approve_run",
    "cannot_go",
    "lift_override",
    "override_candidacy",
    "propose_delegation",
    "reject_run",
    "replace",
    "submit_run",
    "swap",
]
