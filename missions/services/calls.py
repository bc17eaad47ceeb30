"""A call from its deadline to its closing; its deadline, once published, stands."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from modeltranslation.utils import get_translation_fields

from missions import errors
from missions.deadlines import end_of_day, long_term_last_day
from missions.enums import MissionStage
from missions.models import Call, Mission
from missions.own import refuse_candidates
from missions.rule import last_day_of
from missions.services.chain import note_deadline, place_milestones
from missions.services.differences import NOTHING_READ, record_difference, refuse_overtaken
from missions.services.money import refuse_call_below_taken
from missions.services.posts import refuse_later_than_osce
from missions.texts import gaps_of, gaps_of_call, name_gaps
from osce_portal.audit.services import record
from osce_portal.common.enums import Role
from osce_portal.common.models import database_now

SETTINGS = ("places", "unit_cost_cents", "budget_cents", "minimum_score_tenths")
TEXTS = tuple(get_translation_fields("text", "how_to_apply", "outcome"))
OUTCOME = tuple(get_translation_fields("outcome"))


@transaction.atomic
def set_election_call(
    mission: Mission, *, actor: Any, role: str = Role.STO, closes_on: dt.date | None = None
) -> Call:
    """Make the mission's call for ``role``, or set the deadline of its unpublished one anew.

    The last day is six weeks before election day (FPS FA procedure, point 3); ``closes_on`` may only be
    earlier. Raises MissionIsOver, LaterThanSixWeeks, AlreadyPublished, and what ``latest_last_day`` raises.
    """
    mission = Mission.objects.select_for_update().get(pk=mission.pk)
    refuse_over(mission)
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
    place_milestones(call)
    record("call.set", call, actor=actor, values={"role": call.role, "closes_at": call.closes_at})
    return call


@transaction.atomic
def publish_call(call: Call, *, actor: Any, opens_at: dt.datetime | None = None) -> Call:
    """Show the call and open it now, or at ``opens_at``; draw the seed of its lot.

    What it is made for is held too, so that its days and texts cannot change meanwhile. Raises
    AlreadyPublished, ElectionDayUnknown, MissionNotPublished, NotConfirmed, DeadlinePassed, LastDayPassed,
    TextsMissing, MissionIsOver, LaterThanSixWeeks, LaterThanOsce and what ``latest_last_day`` raises.
    """
    hold_subject(call)
    call = lock_call(call)
    now = database_now()
    refuse_to_publish(call, now, opens_at or now)
    if call.mission is not None and call.closes_on is not None:
        refuse_over(call.mission)
        if call.closes_on > latest_last_day(call.mission, call.role):
            raise errors.LaterThanSixWeeks
    elif call.closes_on is not None:
        refuse_later_than_osce(call.subject, call.closes_on)
    return show_call(call, now, opens_at or now, actor=actor)


def show_call(call: Call, now: dt.datetime, opens_at: dt.datetime, *, actor: Any) -> Call:
    """Open a call, which the caller holds and found ready, and draw the seed of its lot.

    The seed's hash enters the log before anybody has applied (docs/selection.md, "Ties").
    """
    call.published_at, call.opens_at, call.seed = now, opens_at, secrets.token_hex(32)
    call.save(update_fields=["published_at", "opens_at", "seed"])
    place_milestones(call)
    record(
        "call.published",
        call,
        actor=actor,
        values={"opens_at": call.opens_at, "closes_at": call.closes_at, "seed_sha256": hash_seed(call.seed)},
    )
    return call


def refuse_to_publish(call: Call, now: dt.datetime, opens_at: dt.datetime) -> None:
    """Raise what hinders the call from being shown at ``now`` and opened at ``opens_at``."""
    of_election = call.mission is not None
    if call.published_at is not None:
        raise errors.AlreadyPublished
    if call.closes_at is None or (call.mission is not None and not call.mission.day_is_known):
        raise errors.ElectionDayUnknown
    refuse_unready(call, now)
    if call.closes_at <= max(now, opens_at):
        raise errors.DeadlinePassed if of_election else errors.LastDayPassed


def refuse_unready(call: Call, now: dt.datetime) -> None:
    """Raise what hinders the call from being shown at ``now``, whatever its days."""
    if call.subject.published_at is None or call.subject.published_at > now:
        raise errors.MissionNotPublished if call.mission is not None else errors.NotConfirmed
    if gaps := gaps_of_call(call):
        raise errors.TextsMissing(name_gaps(gaps))


def refuse_over(mission: Mission) -> None:
    """Raise MissionIsOver for one that is cancelled or done: no call is made or opened for it."""
    if mission.stage in {MissionStage.CANCELLED, MissionStage.DONE}:
        raise errors.MissionIsOver


def latest_last_day(mission: Mission, role: str) -> dt.date:
    """Six weeks before election day, by the rule in force; for LTOs a margin before ODIHR's own date too.

    Raises AsksForNobody, LongTermCallsOff, ElectionDayUnknown, LongTermDateUnknown.
    """
    if not (mission.asks_for_lto if role == Role.LTO else mission.asks_for_sto and role == Role.STO):
        raise errors.AsksForNobody
    if role == Role.LTO and not settings.LTO_CALLS_ALLOWED:
        raise errors.LongTermCallsOff
    latest = last_day_of(mission)
    if not mission.day_is_known or latest is None:
        raise errors.ElectionDayUnknown
    if role != Role.LTO:
        return latest
    if mission.long_term_due_on is None:
        raise errors.LongTermDateUnknown
    return long_term_last_day(latest, mission.long_term_due_on, settings.LTO_MARGIN_DAYS)


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
    note_deadline(call, is_over=True)
    record("call.closed", call, actor=actor, values={"closes_at": call.closes_at, "closed_at": now})
    return call


def close_due_calls() -> int:
    """Close every published call whose deadline has passed; locked one by one. Returns how many."""
    due = list(Call.objects.published().past_deadline().order_by("pk"))
    for call in due:
        close_call(call)
    return len(due)


@transaction.atomic
def update_call_settings(
    call: Call, *, actor: Any, read: Mapping[str, Any] = NOTHING_READ, **changes: Any
) -> Call:
    """Set places, ``unit_cost_cents``, ``budget_cents`` (cents), ``minimum_score_tenths`` or the texts.

    None means not set, zero means zero. Once the selection is approved only the outcome is still told, else
    it raises AlreadyDecided; TextsMissing where a published call would lose a text in French or Dutch;
    CallBelowTaken for a budget that comes to hold less than what is taken of it for people; OwnCall;
    ChangedMeanwhile where a setting is not what the actor had ``read``.
    """
    refuse_candidates(call, actor)
    call = lock_call(call)
    refuse_overtaken(call, read)
    if call.decided_at is not None and not set(changes) <= set(OUTCOME):
        raise errors.AlreadyDecided
    if unknown := set(changes) - {*SETTINGS, *TEXTS}:
        raise TypeError(f"not a setting of a call: {', '.join(sorted(unknown))}")
    if "budget_cents" in changes:
        refuse_call_below_taken(call, changes["budget_cents"])
    before = {name: getattr(call, name) for name in changes}
    gaps = {gap.column for gap in gaps_of(call)}
    for name, value in changes.items():
        setattr(call, name, value)
    call.full_clean(exclude=["mission", "vacancy", "round", "crisis_mission"])
    lost = [gap for gap in gaps_of(call) if gap.column not in gaps]
    if call.published_at is not None and lost:
        raise errors.TextsMissing(name_gaps(lost))
    call.save(update_fields=list(changes))
    record_difference("call.settings_changed", call, actor, before, changes)
    return call


def hash_seed(seed: str) -> str:
    """SHA-256 of a seed, in hexadecimal: binds to it without giving it away."""
    return hashlib.sha256(seed.encode()).hexdigest()


def hold_subject(call: Call) -> None:
    """Hold what the call is made for, before the call itself: the order of every act."""
    subjects = type(call.subject).objects
    subjects.select_for_update(of=("self",), no_key=True).get(pk=call.subject.pk)


def lock_call(call: Call) -> Call:
    """The call's row as it stands now, locked until the transaction ends; its mission is read along."""
    return Call.objects.select_for_update(of=("self",)).with_subject().get(pk=call.pk)
