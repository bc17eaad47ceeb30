"""What a mission or a call itself does when it moves; the candidacies are the upper room's."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone

from missions import errors
from missions.deadlines import end_of_day
from missions.enums import MOVED, STAGES, ChangeKind, CommitmentKind, MissionStage
from missions.models import Call, Change, Commitment, Mission
from missions.moves import days_after, is_over, mission_is_over
from missions.querysets import CommitmentQuerySet
from missions.services.calls import lock_call, refuse_to_publish, show_call
from missions.services.chain import note_deadline, place_chains, place_milestones
from missions.services.posts import place_in_calendar
from osce_portal.audit.services import Act, record, record_each
from osce_portal.common.models import database_now

STAGE_AFTER = {
    ChangeKind.LATER: MissionStage.POSTPONED,
    ChangeKind.DOWNGRADED: MissionStage.DOWNGRADED,
    ChangeKind.CANCELLED: MissionStage.CANCELLED,
}
AFTERMATH = dt.timedelta(days=4)  # observers stay so long after election day


@transaction.atomic
def move_stage(mission: Mission, stage: str, *, actor: Any) -> Mission:
    """Bring a mission to its next stage. Raises IllegalStage, or StageByChange where a change is needed."""
    mission = lock_mission(mission.pk)
    if stage == mission.stage:
        return mission
    if stage not in STAGES[MissionStage(mission.stage)]:
        raise errors.IllegalStage
    if stage in MOVED:
        raise errors.StageByChange
    values = {"stage": [mission.stage, stage]}
    mission.stage = stage
    mission.save(update_fields=["stage"])
    record("mission.stage", mission, actor=actor, values=values)
    return mission


@transaction.atomic
def finish_missions() -> int:
    """Nightly: a mission whose last day is over is done; reduced ones keep saying so. Returns how many."""
    over = timezone.localdate(database_now()) - AFTERMATH
    finishable = [stage for stage, following in STAGES.items() if MissionStage.DONE in following]
    finishable.remove(MissionStage.DOWNGRADED)
    past = Mission.objects.filter(calendar_on__lt=over, stage__in=finishable)
    past = past.filter(Q(second_round_on__isnull=True) | Q(second_round_on__lt=over))
    locked = list(past.select_for_update(of=("self",)).order_by("pk"))
    acts = [Act(mission, values={"stage": [mission.stage, MissionStage.DONE]}) for mission in locked]
    Mission.objects.filter(pk__in=[mission.pk for mission in locked]).update(stage=MissionStage.DONE)
    record_each("mission.stage", acts)
    return len(locked)


def lock_mission(key: int) -> Mission:
    """The mission's row as it is, held until the end of the transaction."""
    return Mission.objects.select_for_update(of=("self",), no_key=True).select_related("state").get(pk=key)


def move_mission(change: Change, *, actor: Any) -> dict[str, Any]:
    """Write what the change says of its mission, which the caller holds; what stood before, by field.

    Raises MissionIsOver where its stage does not allow it.
    """
    mission = change.mission
    if mission is None:
        return {}
    after = _fields_after(change, mission)
    before = {name: getattr(mission, name) for name in after}
    for name, value in after.items():
        setattr(mission, name, value)
    if after:
        mission.save(update_fields=list(after))
        place_chains(mission)
        record("mission.moved", mission, actor=actor, values={"before": before, "after": after})
    return before


def refuse_ended(mission: Mission, kind: str) -> None:
    """Raise MissionIsOver for one that is cancelled, or done and not asked for a second round."""
    if mission_is_over(mission, kind):
        raise errors.MissionIsOver


def _fields_after(change: Change, mission: Mission) -> dict[str, Any]:
    refuse_ended(mission, change.kind)
    after: dict[str, Any] = {}
    if change.kind == ChangeKind.SECOND_ROUND:
        goes_on = mission.stage == MissionStage.DONE and change.election_day is not None
        stage = MissionStage.OPEN if goes_on else mission.stage
        return {"second_round_on": change.election_day, "stage": stage}
    if change.kind in {ChangeKind.LATER, ChangeKind.EARLIER} or change.election_day:
        after = days_after(change, mission)
    if change.kind == ChangeKind.DOWNGRADED:
        after["format"] = change.format
    if following := STAGE_AFTER.get(ChangeKind(change.kind)):
        after["stage"] = following
    return after


def set_deadline(call: Call, closes_on: dt.date, *, actor: Any) -> None:
    """Give a call, which the caller holds, another last day; one that had closed is open again.

    The caller has checked the notice: no deadline is ever set in the past of those who rely on it.
    """
    values = {"closes_on": [call.closes_on, closes_on], "was_closed": call.closed_at is not None}
    if is_over(call, database_now()):
        call.followers_told_at = None  # there is news for those who asked since it opened
    call.closes_on, call.closes_at, call.closed_at = closes_on, end_of_day(closes_on), None
    call.save(update_fields=["closes_on", "closes_at", "closed_at", "followers_told_at"])
    note_deadline(call, is_over=False)
    place_milestones(call)
    if call.mission is None:
        place_in_calendar(call.subject)
    record("call.deadline_moved", call, actor=actor, values=values)


def open_at_short_notice(mission: Mission, call: Call | None, closes_on: dt.date, *, actor: Any) -> Call:
    """Make or take the mission's STO call and open it with this last day, which may be later than the rule's.

    Raises as ``refuse_to_publish``.
    """
    call = call or Call(mission=mission, is_sample=mission.is_sample)
    call.closes_on, call.closes_at = closes_on, end_of_day(closes_on)
    call.save()
    call, now = lock_call(call), database_now()
    refuse_to_publish(call, now, now)
    return show_call(call, now, now, actor=actor)


def cancel_calls(calls: Collection[Call], *, actor: Any) -> None:
    """End calls, which the caller holds, and release what was planned or committed for them."""
    now = database_now()
    for call in calls:
        call.cancelled_at = now
        call.save(update_fields=["cancelled_at"])
        if call.mission is None:
            place_in_calendar(call.subject)
        record("call.cancelled", call, actor=actor)
    rows = list(budget_to_release(calls).select_for_update(of=("self",)).order_by("pk"))
    Commitment.objects.filter(pk__in=[row.pk for row in rows]).update(released_at=now)
    record_each("commitment.released", [Act(row, values={"cents": row.cents}) for row in rows], actor=actor)


def budget_to_release(calls: Collection[Call]) -> CommitmentQuerySet:
    """What these calls take of budgets without having spent it."""
    unspent = [CommitmentKind.PLANNED, CommitmentKind.COMMITTED]
    return Commitment.objects.filter(call__in=calls, kind__in=unspent, released_at__isnull=True)


def cents_to_release(calls: Collection[Call]) -> int:
    """How much of budgets becomes free when these calls end, in cents; what waits to be signed took none."""
    return budget_to_release(calls).counted().aggregate(total=Sum("cents"))["total"] or 0
