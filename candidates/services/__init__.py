"""Everything that changes a person's file. Each act is recorded with what it changed."""

from candidates.services.alike import note_alike, tell_apart
from candidates.services.claims import claim_file, read_claim, send_claim_link, tell_people, tell_waiting
from candidates.services.confirmation import ask_for_confirmation, confirm_file
from candidates.services.documents import add_document, delete_document, replace_document
from candidates.services.entries import add_entry, delete_entry, update_entry, verify_observation
from candidates.services.europass import (
    discard_europass,
    keep_europass,
    remove_undecided_europass,
    take_over,
)
from candidates.services.exports import record_export
from candidates.services.identity import (
    add_candidate,
    follow_account_address,
    lock_openings,
    refuse_known,
    register_candidate,
    update_identity,
)
from candidates.services.looks import note_look, note_search
from candidates.services.merging import merge_candidates, obstacles_to_merge
from candidates.services.pool import add_membership, remind_expiring, update_membership
from candidates.services.search import catch_up_search, rebuild_search, refresh_search

__all__ = [
    "add_candidate",
    "add_document",
    "add_entry",
    "add_membership",
    "ask_for_confirmation",
    "catch_up_search",
    "claim_file",
    "confirm_file",
    "delete_document",
    "delete_entry",
    "discard_europass",
    "follow_account_address",
    "keep_europass",
    "lock_openings",
    "merge_candidates",
    "note_alike",
    "note_look",
    "note_search",
    "obstacles_to_merge",
    "read_claim",
    "rebuild_search",
    "record_export",
    "refresh_search",
    "refuse_known",
    "register_candidate",
    "remind_expiring",
    "remove_undecided_europass",
    "replace_document",
    "send_claim_link",
    "take_over",
    "tell_apart",
    "tell_people",
    "tell_waiting",
    "update_entry",
    "update_identity",
    "update_membership",
    "verify_observation",
]
