"""What is known of a mission, and its confirmation by a source."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from missions import errors
from missions.models import Call, Mission
from missions.services.chain import place_chains
from missions.services.differences import NOTHING_READ, record_difference, refuse_overtaken
from osce_portal.audit.services import record
from osce_portal.common.enums import Role
from osce_portal.common.models import database_now

DAY_FIELDS = ("election_day", "voting_ends_on", "date_precision", "period_ends_on")

DAYS_OF_CHAINS = {*DAY_FIELDS, "long_term_due_on", "long_term_from", "short_term_from"}


@transaction.atomic
def add_mission(mission: Mission, *, actor: Any) -> Mission:
    """Enter a mission that staff typed in: unconfirmed and unpublished until it is confirmed."""
    mission.save(force_insert=True)
    record("mission.added", mission, actor=actor, values={"reference": mission.reference})
    return mission


@transaction.atomic
def update_mission(
    mission: Mission, *, actor: Any, read: Mapping[str, Any] = NOTHING_READ, **changes: Any
) -> Mission:
    """Change what is known of a mission; the chains of its calls follow.

    Raises DayIsFixed where a published call relies on the day, BeforeLongTermCall, and ChangedMeanwhile where
    a field is not what the actor had ``read``.
    """
    mission = Mission.objects.select_for_update().get(pk=mission.pk)
    refuse_overtaken(mission, read)
    before = {name: getattr(mission, name) for name in changes}
    moved = [name for name in DAY_FIELDS if name in changes and changes[name] != before[name]]
    if moved and Mission.objects.with_fixed_day().filter(pk=mission.pk).exists():
        raise errors.DayIsFixed
    if changes.get("long_term_due_on") != before.get("long_term_due_on"):
        refuse_before_long_term_call(mission, changes["long_term_due_on"])
    for name, value in changes.items():
        setattr(mission, name, value)
    mission.save(update_fields=list(changes))
    if DAYS_OF_CHAINS & set(changes):
        place_chains(mission)
    record_difference("mission.changed", mission, actor, before, changes)
    return mission


def refuse_before_long_term_call(mission: Mission, due_on: dt.date | None) -> None:
    """Raise BeforeLongTermCall where the published call for LTOs closes on ODIHR's date, or later."""
    calls = Call.objects.standing().filter(mission=mission, role=Role.LTO)
    if due_on is not None and calls.filter(closes_on__gte=due_on).exists():
        raise errors.BeforeLongTermCall


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
