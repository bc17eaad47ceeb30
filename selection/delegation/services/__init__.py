"""Everything that changes a selection, one file a noun."""

from selection.delegation.services.approvals import approve_run, reject_run, submit_run
from selection.delegation.services.overrides import lift_override, override_candidacy, swap
from selection.delegation.services.replacements import (
    approve_succession,
    cannot_go,
    propose_succession,
    reject_succession,
)
from selection.delegation.services.runs import propose_delegation

__all__ = [
    "approve_run",
    "approve_succession",
    "cannot_go",
    "lift_override",
    "override_candidacy",
    "propose_delegation",
    "propose_succession",
    "reject_run",
    "reject_succession",
    "submit_run",
    "swap",
]
