"""Sample missions, made from real ones with their dates shifted, each with its call at another stage."""

import datetime as dt
from dataclasses import dataclass

from missions.deadlines import SIX_WEEKS, end_of_day
from missions.enums import DatePrecision, MissionFormat, MissionStage
from missions.models import Call, Mission
from missions.presets import find_preset
from missions.services import hash_seed, place_milestones, set_bands
from osce_portal.audit.services import record
from osce_portal.common.enums import Role
from osce_portal.management.sample.people import Draw
from selection.assessment.rubrics import choose_rubric

UNIT_COST_CENTS = 340_000  # ten days of an STO: flight, lodging, allowance, insurance
OPEN_DAYS = 42


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a sample call stands: its last day counted from today, and what staff have set."""

    code: str
    last_day_from_today: int
    places: int | None
    mission_stage: MissionStage


OPEN = Stage("open", 21, None, MissionStage.EXPECTED)
TO_SCREEN = Stage("to_screen", -1, None, MissionStage.ASSESSED)
TO_SELECT = Stage("to_select", -14, 12, MissionStage.CONFIRMED)
DECIDED = Stage("decided", -30, 8, MissionStage.OPEN)
STAGES = (OPEN, TO_SCREEN, TO_SELECT, DECIDED)


def make_calls(source: Draw, *, actor) -> dict[str, Call]:
    """One published call per stage. Written directly: the services rightly refuse to publish in the past."""
    real = Mission.objects.filter(
        is_sample=False, format=MissionFormat.EOM, date_precision=DatePrecision.DAY
    ).order_by("-election_day", "reference")
    originals = _of_different_states(real, len(STAGES))
    return {
        stage.code: _make_call(source, stage, original, actor=actor)
        for stage, original in zip(STAGES, originals, strict=True)
    }


def _of_different_states(missions, count: int) -> list[Mission]:
    first = {mission.state_id: mission for mission in reversed(missions.select_related("state"))}
    return sorted(first.values(), key=lambda mission: (mission.election_day, mission.reference))[-count:]


def _make_call(source: Draw, stage: Stage, original: Mission, *, actor) -> Call:
    closes_on = source.today + dt.timedelta(days=stage.last_day_from_today)
    mission = _shift(source, stage, original, closes_on + SIX_WEEKS)
    opened_at = end_of_day(closes_on) - dt.timedelta(days=OPEN_DAYS)
    closes_at = end_of_day(closes_on)
    call = Call.objects.create(
        public_id=source.public_id(),
        mission=mission,
        role=Role.STO,
        is_sample=True,
        published_at=opened_at,
        opens_at=opened_at,
        closes_on=closes_on,
        closes_at=closes_at,
        closed_at=closes_at if closes_at <= source.now else None,
        seed=source.rng.randbytes(32).hex(),
        places=stage.places,
        unit_cost_cents=UNIT_COST_CENTS if stage.places else None,
        budget_cents=UNIT_COST_CENTS * stage.places if stage.places else None,
    )
    values = {"stage": stage.code, "closes_at": closes_at, "seed_sha256": hash_seed(call.seed)}
    record("call.sample_made", call, actor=actor, values=values)
    place_milestones(call)
    choose_rubric(call, actor=actor)
    if stage.places:
        set_bands(call, actor=actor, bands=[dict(band) for band in find_preset("balanced").bands])
    return call


def _shift(source: Draw, stage: Stage, original: Mission, election_day: dt.date) -> Mission:
    return Mission.objects.create(
        public_id=source.public_id(),
        reference=f"SAMPLE-{original.reference}",
        state=original.state,
        election=original.election,
        is_early=original.is_early,
        election_day=election_day,
        format=MissionFormat.EOM,
        stage=stage.mission_stage,
        is_confirmed=True,
        source=f"Sample, made from {original.reference} with another date.",
        observers_requested=original.observers_requested or 250,
        share_percent=original.share_percent or 10,
        published_at=source.now - dt.timedelta(days=120),
        is_sample=True,
    )
