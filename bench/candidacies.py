"""Twenty years of missions, their calls and who came forward for them, the same on every run of a day."""

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils import timezone

from bench.copying import copy_rows
from bench.people import TODAY
from missions.deadlines import end_of_day
from missions.enums import MissionFormat, MissionStage
from missions.loading import load_reference_data
from missions.models import Call, Mission, ParticipatingState
from osce_portal.common.enums import Role
from selection.candidacies.models import Candidacy

MISSIONS, CANDIDACIES = 400, 300_000
YEARS, AHEAD = 20, 200  # of the calendar; days of it that are still to come
BEFORE = 42  # days between a call's last day and the election
# What became of a hundred who came forward: before the deadline, before the election, around it, afterwards.
OUTCOMES: dict[str, dict[str, int]] = {
    "open": {"draft": 30, "submitted": 66, "withdrawn": 4},
    "closed": {
        "lapsed": 10, "not_selected": 58, "reserve": 12, "ineligible": 6, "withdrawn": 3,
        "nominated": 5, "confirmed": 6,
    },
    "away": {"lapsed": 10, "not_selected": 58, "reserve": 12, "ineligible": 10, "deployed": 10},
    "over": {
        "lapsed": 10, "not_selected": 58, "reserve": 12, "ineligible": 6, "withdrawn": 2, "declined": 1,
        "refused": 1, "completed": 10,
    },
}  # fmt: skip


def fill_candidacies(people: int, count: int = CANDIDACIES) -> None:
    """The reference data, a calendar over it, and so many candidacies of these people."""
    load_reference_data()
    draw = random.Random(2)
    calls = _calls(draw)
    copy_rows(Candidacy, _candidacies(calls, people, count // len(calls), draw))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _calls(draw: random.Random) -> list[Call]:
    """Short-term observers are asked for each mission, long-term ones for every second."""
    states, now = list(ParticipatingState.objects.exclude(iso2="BE")), timezone.now()
    days = [TODAY + dt.timedelta(days=AHEAD - number * YEARS * 365 // MISSIONS) for number in range(MISSIONS)]
    missions = Mission.objects.bulk_create(
        Mission(
            reference=f"bench-{number}", state=draw.choice(states), election="parliamentary",
            election_day=day, format=MissionFormat.EOM, is_confirmed=True, published_at=now,
            stage=MissionStage.DONE if day < TODAY else MissionStage.CONFIRMED,
        )
        for number, day in enumerate(days)
    )  # fmt: skip
    return Call.objects.bulk_create(
        _call(mission, role)
        for number, mission in enumerate(missions)
        for role in (Role.STO, Role.LTO)[: 1 + number % 2]
    )


def _call(mission: Any, role: Role) -> Call:
    closes_on = mission.election_day - dt.timedelta(days=BEFORE)
    closes_at, now = end_of_day(closes_on), timezone.now()
    opened_at, is_closed = closes_at - dt.timedelta(days=30), closes_at <= now
    return Call(
        mission=mission, role=role, places=20, closes_on=closes_on, closes_at=closes_at, seed="bench",
        opens_at=opened_at, published_at=min(opened_at, now), closed_at=closes_at if is_closed else None,
        decided_at=closes_at + dt.timedelta(days=7) if is_closed else None,
    )  # fmt: skip


def _candidacies(calls: list[Any], people: int, each: int, draw: random.Random) -> Iterator[dict[str, Any]]:
    """Some come forward again and again, most now and then, three of ten never."""
    for call in calls:
        outcomes = OUTCOMES[_stage(call)]
        came = {1 + int(people * 0.7 * draw.random() ** 1.3) for _ in range(each)}
        drawn = draw.choices(list(outcomes), list(outcomes.values()), k=len(came))
        for person, status in zip(sorted(came), drawn, strict=True):
            is_received = status not in ("draft", "lapsed")
            started_at = call.closes_at - dt.timedelta(hours=draw.randrange(1, 700))
            yield {
                "candidate_id": person, "call_id": call.pk, "status": status, "started_at": started_at,
                "closes_at": call.closes_at if is_received else None,
                "received_at": started_at if is_received else None,
                "motivation": "x" * 200, "available": True, "code_of_conduct": True,
            }  # fmt: skip


def _stage(call: Any) -> str:
    election_day = call.mission.election_day
    if call.closed_at is None:
        return "open"
    if election_day > TODAY + dt.timedelta(days=5):
        return "closed"
    return "away" if election_day >= TODAY - dt.timedelta(days=5) else "over"
