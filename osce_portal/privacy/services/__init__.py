"""Everything that the room of data protection changes."""

from osce_portal.privacy.services.erasures import (
    ask_erasure,
    erase_person,
    grant_erasure,
    refuse_erasure,
    withdraw_erasure,
)
from osce_portal.privacy.services.exports import ask_export
from osce_portal.privacy.services.notices import notice_in_force, notice_is_due, take_note

__all__ = [
    "ask_erasure",
    "ask_export",
    "erase_person",
    "grant_erasure",
    "notice_in_force",
    "notice_is_due",
    "refuse_erasure",
    "take_note",
    "withdraw_erasure",
]
