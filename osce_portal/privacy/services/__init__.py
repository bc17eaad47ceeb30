"""Everything that the room of data protection changes."""

from osce_portal.privacy.services.accounts import hand_over
from osce_portal.privacy.services.erasures import (
    ask_erasure,
    erase_person,
    grant_erasure,
    person_asking,
    record_erasure,
    refuse_erasure,
    withdraw_erasure,
)
from osce_portal.privacy.services.exports import ask_export
from osce_portal.privacy.services.holds import lift_hold, place_hold
from osce_portal.privacy.services.notices import notice_in_force, notice_is_due, take_note
from osce_portal.privacy.services.retention import (
    anonymised_from,
    purge_inactive,
    purge_is_armed,
    switch_purge,
    tell_before_purge,
)

__all__ = [
    "anonymised_from",
    "ask_erasure",
    "ask_export",
    "erase_person",
    "grant_erasure",
    "hand_over",
    "lift_hold",
    "notice_in_force",
    "notice_is_due",
    "person_asking",
    "place_hold",
    "purge_inactive",
    "purge_is_armed",
    "record_erasure",
    "refuse_erasure",
    "switch_purge",
    "take_note",
    "tell_before_purge",
    "withdraw_erasure",
]
