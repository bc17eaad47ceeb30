"""Every change of missions and calls: each locks its row, keeps the rules, and enters the audit log."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from missions import errors
from missions.deadlines import end_of_day, last_day
from missions.models import Call, Mission, QuotaTarget
from osce_portal.audit.services import record
from osce_portal.common.enums import Role
from osce_portal.common.models import database_now

SETTINGS = ("places", "unit_cost_cents", "budget_cents", "minimum_score_tenths")
TEXTS = ("text_fr", "text_nl", "text_de", "text_en")
DAY_FIELDS = ("election_day", "date_precision", "period_ends_on")
BAND_FIELDS = (
    "label", "min", "max", "min_share", "max_share", "hard", "tolerance",
    "weight_within", "weight_beyond", "carries_year",
)  # fmt: skip


@transaction.atomic
def set_election_call(
    mission: Mission, *, actor: Any, role: str = Role.STO, closes_on: dt.date | None = None
) -> Call:
    """Make the mission's call for ``role``, or set the deadline of its unpublished one anew.

    The last day is six weeks before election day (FPS FA procedure, point 3); ``closes_on`` may only be
    earlier. Raises AsksForNobody, ElectionDayUnknown, LaterThanSixWeeks, AlreadyPublished.
    """
    mission = Mission.objects.select_for_update().get(pk=mission.pk)
    latest = latest_last_day(mission, role)
    if closes_on is not None and closes_on > latest:
        raise errors.LaterThanSixWeeks
    call = mission.calls.filter(role=role, cancelled_at__isnull=True).first()
    if call is None:
        call = Call(mission=mission, role=role, is_sample=mission.is_sample)
    if call.published_at is not None:
        raise errors.AlreadyPublished
    call.closes_on = closes_on or latest
    call.closes_at = end_of_day(call.closes_on)
    call.save()
    record("call.set", call, actor=actor, values={"role": call.role, "closes_at": call.closes_at})
    return call


@transaction.atomic
def publish_call(call: Call, *, actor: Any, opens_at: dt.datetime | None = None) -> Call:
    """Show the call and open it now, or at ``opens_at``; draw the seed of its lot.

    The seed's hash enters the log before anybody has applied (docs/selection.md, "Ties"). Raises
    AlreadyPublished, ElectionDayUnknown, MissionNotPublished, DeadlinePassed.
    """
    call = lock_call(call)
    now = database_now()
    if call.published_at is not None:
        raise errors.AlreadyPublished
    if call.closes_at is None:
        raise errors.ElectionDayUnknown
    if call.mission is not None and (call.mission.published_at is None or call.mission.published_at > now):
        raise errors.MissionNotPublished
    if call.closes_at <= max(now, opens_at or now):
        raise errors.DeadlinePassed
    call.published_at, call.opens_at, call.seed = now, opens_at or now, secrets.token_hex(32)
    call.save(update_fields=["published_at", "opens_at", "seed"])
    record(
        "call.published",
        call,
        actor=actor,
        values={"opens_at": call.opens_at, "closes_at": call.closes_at, "seed_sha256": hash_seed(call.seed)},
    )
    return call


def latest_last_day(mission: Mission, role: str) -> dt.date:
    """Six weeks before election day. Raises AsksForNobody, ElectionDayUnknown."""
    if not (mission.asks_for_lto if role == Role.LTO else mission.asks_for_sto and role == Role.STO):
        raise errors.AsksForNobody
    if not mission.day_is_known or mission.election_day is None:
        raise errors.ElectionDayUnknown
    return last_day(mission.election_day)


@transaction.atomic
def enter_past_calls(missions: Iterable[Mission], *, actor: Any) -> list[Call]:
    """Enter, closed, the STO calls of missions whose deadline has passed: shown, but open to nobody.

    Raises what ``latest_last_day`` raises, MissionNotPublished, StillOpen; then none is entered.
    """
    now = database_now()
    calls = []
    for mission in missions:
        closes_on = latest_last_day(mission, Role.STO)
        closes_at = end_of_day(closes_on)
        if mission.published_at is None:
            raise errors.MissionNotPublished
        if closes_at > now:
            raise errors.StillOpen
        dates = {"closes_on": closes_on, "closes_at": closes_at, "closed_at": closes_at, "published_at": now}
        calls.append(Call(mission=mission, is_sample=mission.is_sample, **dates))
    Call.objects.bulk_create(calls)
    for call in calls:
        record("call.entered_closed", call, actor=actor, values={"closes_at": call.closes_at})
    return calls


@transaction.atomic
def close_call(call: Call, *, actor: Any = None) -> Call:
    """Close a call whose deadline has passed; one that is closed stays as it is. Raises StillOpen."""
    call = lock_call(call)
    if call.closed_at is not None:
        return call
    now = database_now()
    if call.closes_at is None or call.closes_at > now:
        raise errors.StillOpen
    call.closed_at = now
    call.save(update_fields=["closed_at"])
    record("call.closed", call, actor=actor, values={"closes_at": call.closes_at, "closed_at": now})
    return call


def close_due_calls() -> int:
    """Close every published call whose deadline has passed; locked one by one. Returns how many."""
    due = list(Call.objects.published().past_deadline().order_by("pk"))
    for call in due:
        close_call(call)
    return len(due)


@transaction.atomic
def update_call_settings(call: Call, *, actor: Any, **changes: Any) -> Call:
    """Set places, ``unit_cost_cents``, ``budget_cents`` (cents), ``minimum_score_tenths`` or the texts.

    None means not set, zero means zero. Raises AlreadyDecided once the selection is approved.
    """
    call = lock_call(call)
    if call.decided_at is not None:
        raise errors.AlreadyDecided
    if unknown := set(changes) - {*SETTINGS, *TEXTS}:
        raise TypeError(f"not a setting of a call: {', '.join(sorted(unknown))}")
    before = {name: getattr(call, name) for name in changes}
    for name, value in changes.items():
        setattr(call, name, value)
    call.full_clean(exclude=["mission"])
    call.save(update_fields=list(changes))
    record_difference("call.settings_changed", call, actor, before, changes)
    return call


@transaction.atomic
def set_bands(call: Call, *, actor: Any, bands: list[dict[str, Any]]) -> list[QuotaTarget]:
    """Replace the call's balance bands by ``bands`` (fields of QuotaTarget). Raises AlreadyDecided."""
    call = lock_call(call)
    if call.decided_at is not None:
        raise errors.AlreadyDecided
    before = bands_of(call)
    call.quota_targets.all().delete()
    targets = [QuotaTarget(call=call, **band) for band in bands]
    for target in targets:
        target.full_clean(exclude=["call"])
        target.save()
    record("call.bands_changed", call, actor=actor, values={"before": before, "after": bands_of(call)})
    return targets


@transaction.atomic
def add_mission(mission: Mission, *, actor: Any) -> Mission:
    """Enter a mission that staff typed in: unconfirmed and unpublished until it is confirmed."""
    mission.save(force_insert=True)
    record("mission.added", mission, actor=actor, values={"reference": mission.reference})
    return mission


@transaction.atomic
def update_mission(mission: Mission, *, actor: Any, **changes: Any) -> Mission:
    """Change what is known of a mission. Raises DayIsFixed where a published call relies on the day."""
    mission = Mission.objects.select_for_update().get(pk=mission.pk)
    before = {name: getattr(mission, name) for name in changes}
    moved = [name for name in DAY_FIELDS if name in changes and changes[name] != before[name]]
    if moved and Mission.objects.with_fixed_day().filter(pk=mission.pk).exists():
        raise errors.DayIsFixed
    for name, value in changes.items():
        setattr(mission, name, value)
    mission.save(update_fields=list(changes))
    record_difference("mission.changed", mission, actor, before, changes)
    return mission


@transaction.atomic
def confirm_mission(mission: Mission, *, source: str, actor: Any) -> Mission:
    """Confirm an entry with its source, and publish it. Raises SourceMissing."""
    mission = Mission.objects.select_for_update().get(pk=mission.pk)
    if not source.strip():
        raise errors.SourceMissing
    mission.source, mission.is_confirmed = source.strip(), True
    mission.published_at = mission.published_at or database_now()
    mission.save(update_fields=["source", "is_confirmed", "published_at"])
    record("mission.confirmed", mission, actor=actor, values={"source": mission.source})
    return mission


def bands_of(call: Call) -> list[dict[str, Any]]:
    """The call's balance bands as plain values, by label."""
    return [{name: getattr(target, name) for name in BAND_FIELDS} for target in call.quota_targets.all()]


def hash_seed(seed: str) -> str:
    """SHA-256 of a seed, in hexadecimal: binds to it without giving it away."""
    return hashlib.sha256(seed.encode()).hexdigest()


def lock_call(call: Call) -> Call:
    """The call's row as it stands now, locked until the transaction ends; its mission is read along."""
    calls = Call.objects.select_for_update(of=("self",)).select_related("mission__state")
    return calls.get(pk=call.pk)


def record_difference(
    action: str, target: Call | Mission, actor: Any, before: dict[str, Any], after: dict[str, Any]
) -> None:
    """Log what really changed, as ``{field: [before, after]}``; nothing when nothing did."""
    changed = {
        name: [plain(before[name]), plain(after[name])] for name in after if before[name] != after[name]
    }
    if changed:
        record(action, target, actor=actor, values=changed)


def plain(value: Any) -> Any:
    """A value for the log: another row by its name, the rest as it is."""
    return str(value) if isinstance(value, models.Model) else value
