"""Every change of missions and calls: each locks its row, keeps the rules, and enters the audit log."""

from missions.services.bands import BAND_FIELDS, bands_of, set_bands
from missions.services.calls import (
    SETTINGS,
    TEXTS,
    close_call,
    close_due_calls,
    enter_past_calls,
    hash_seed,
    latest_last_day,
    lock_call,
    publish_call,
    set_election_call,
    update_call_settings,
)
from missions.services.chain import (
    adjust_milestone,
    computed_dates,
    finish_milestone,
    place_milestones,
    reopen_milestone,
    tick_off,
)
from missions.services.missing_chains import place_missing_chains
from missions.services.missions import DAY_FIELDS, add_mission, confirm_mission, update_mission
from missions.services.moving import finish_missions, move_stage
from missions.services.posts import (
    add_announced,
    change_lines,
    confirm_announced,
    place_in_calendar,
    refuse_what_is_relied_on,
    set_call,
    update_announced,
)

__all__ = [
    "BAND_FIELDS",
    "DAY_FIELDS",
    "SETTINGS",
    "TEXTS",
    "add_announced",
    "add_mission",
    "adjust_milestone",
    "bands_of",
    "change_lines",
    "close_call",
    "close_due_calls",
    "computed_dates",
    "confirm_announced",
    "confirm_mission",
    "enter_past_calls",
    "finish_milestone",
    "finish_missions",
    "hash_seed",
    "latest_last_day",
    "lock_call",
    "move_stage",
    "place_in_calendar",
    "place_milestones",
    "place_missing_chains",
    "publish_call",
    "refuse_what_is_relied_on",
    "reopen_milestone",
    "set_bands",
    "set_call",
    "set_election_call",
    "tick_off",
    "update_announced",
    "update_call_settings",
    "update_mission",
]
