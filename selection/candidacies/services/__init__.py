"""Everything that changes a candidacy; one file an act's noun."""

from selection.candidacies.services.certificates import (
    attach_certificate,
    may_send_certificate_again,
    send_certificate,
)
from selection.candidacies.services.costs import set_own_cost
from selection.candidacies.services.drafts import (
    check_call_is_open,
    lapse_drafts,
    save_draft,
    start_candidacy,
)
from selection.candidacies.services.lateness import log_late_attempt
from selection.candidacies.services.moves import move_candidacies, move_candidacy
from selection.candidacies.services.recording import record_candidacy
from selection.candidacies.services.reminders import remind_drafts
from selection.candidacies.services.screening import screen_candidacy
from selection.candidacies.services.submission import submit_candidacy
from selection.candidacies.services.withdrawal import take_out, withdraw_candidacy

__all__ = [
    "attach_certificate",
    "check_call_is_open",
    "lapse_drafts",
    "log_late_attempt",
    "may_send_certificate_again",
    "move_candidacies",
    "move_candidacy",
    "record_candidacy",
    "remind_drafts",
    "save_draft",
    "screen_candidacy",
    "send_certificate",
    "set_own_cost",
    "start_candidacy",
    "submit_candidacy",
    "take_out",
    "withdraw_candidacy",
]
