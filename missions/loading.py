"""Loading the reference data: States, field operations, missions and posts, again and again without harm.

A value that staff edited stays: a field is only written while it still holds what was loaded last.
"""

import csv
import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from missions.deadlines import end_of_day
from missions.enums import ASKS_FOR_STO, MissionStage
from missions.models import FieldOperation, Mission, ParticipatingState
from missions.post_loading import load_rounds, load_vacancies
from missions.reading import read_mission
from missions.rule import last_day_of
from missions.services import DAY_FIELDS, enter_past_calls, publish_call, set_election_call
from missions.territories import languages_of
from osce_portal.audit.services import record
from osce_portal.common.models import database_now

DATA = Path(__file__).parent / "data"
NOTHING_BEFORE = "past"  # rows from memory about elections long over add nothing to the calendar
# What a field holds that the data told nothing of when it was loaded last.
DEFAULTS = {field.name: field.get_default() for field in Mission._meta.concrete_fields}
DAY_KEPT = "kept on the day of a published call"


def read_rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """The lines of ``<folder>/<name>.csv`` as dictionaries."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@transaction.atomic
def load_reference_data(folder: Path = DATA) -> dict[str, Counter]:
    """Load every file of ``folder``. Returns per kind how many rows were new, changed, unchanged."""
    return {
        "participating States": load_states(folder),
        "field operations": load_field_operations(folder),
        "missions": load_missions(folder),
        "vacancies": load_vacancies(folder),
        "JPO rounds": load_rounds(folder),
        "calls": make_calls(),
    }


def load_states(folder: Path) -> Counter:
    """States are matched by ISO code; a State that exists is left to staff."""
    known = set(ParticipatingState.objects.values_list("iso2", flat=True))
    rows = list(read_rows(folder, "participating_states"))
    new = [
        ParticipatingState(
            iso2=row["iso2"],
            region=row["region_group"],
            languages=languages_of(row["iso2"]),
            **{f"name_{code}": row[f"name_{code}"] for code in settings.LANGUAGES_OF_CONTENT},
        )
        for row in rows
        if row["iso2"] not in known
    ]
    ParticipatingState.objects.bulk_create(new)
    return count_new(new, rows)


def load_field_operations(folder: Path) -> Counter:
    """Field operations are matched by name; one that exists is left to staff."""
    known = set(FieldOperation.objects.values_list("name", flat=True))
    rows = list(read_rows(folder, "field_operations"))
    new = [
        FieldOperation(
            name=row["name"],
            short_name=row["short_name"],
            country=row["host_country_iso2"],
            city=row["main_city"],
            start_year=row["start_year"] or None,
            end_year=row["end_year"] or None,
            status=row["status_2026"],
            source=row["source"],
            confidence=row["confidence"],
        )
        for row in rows
        if row["name"] not in known
    ]
    FieldOperation.objects.bulk_create(new)
    return count_new(new, rows)


def count_new(new: list, rows: list) -> Counter:
    """How many rows were new and how many were there already; nothing is named that is none."""
    return +Counter({"new": len(new), "unchanged": len(rows) - len(new)})


def mission_rows(folder: Path, today: dt.date) -> Iterator[dict[str, Any]]:
    """Every sourced mission, and of those from memory the recent and the coming ones."""
    for row in read_rows(folder, "odihr_missions"):
        yield read_mission(row, sourced=True, today=today)
    for row in read_rows(folder, "odihr_missions_unverified"):
        if row["period"] != NOTHING_BEFORE:
            yield read_mission(row, sourced=False, today=today)


@transaction.atomic
def load_missions(folder: Path) -> Counter:
    """Missions are matched by reference; see ``update_unedited`` for those that exist."""
    counts: Counter = Counter()
    states = {state.iso2: state for state in ParticipatingState.objects.all()}
    rows = list(mission_rows(folder, timezone.localdate()))
    known = hold_missions([values["reference"] for values in rows])
    fixed = set(Mission.objects.with_fixed_day().values_list("pk", flat=True))
    now, new = database_now(), []
    for values in rows:
        state = states[values.pop("iso2")]
        mission = known.get(values["reference"])
        if mission is None:
            new.append(new_mission(state, values, now))
        else:
            counts.update(update_unedited(mission, values, has_fixed_day=mission.pk in fixed))
    Mission.objects.bulk_create(new)
    for mission in new:
        record("mission.loaded", mission, values=mission.loaded)
    return counts + Counter(new=len(new))


def hold_missions(references: list[str]) -> dict[str, Mission]:
    """Those that exist, held until the end: nobody edits them, or publishes their calls, meanwhile."""
    missions = Mission.objects.filter(reference__in=references).order_by("pk")
    return {mission.reference: mission for mission in missions.select_for_update(of=("self",), no_key=True)}


def new_mission(state: ParticipatingState, values: dict[str, Any], now: dt.datetime) -> Mission:
    """One mission; unconfirmed ones are published only where the setting says so."""
    is_public = values["is_confirmed"] or settings.UNCONFIRMED_MISSIONS_PUBLISHED
    published_at = now if is_public else None
    return Mission(state=state, published_at=published_at, loaded=as_json(values), **values)


def update_unedited(mission: Mission, values: dict[str, Any], *, has_fixed_day: bool) -> list[str]:
    """Write what changed since the last load in a mission that the caller holds; say what became of it.

    What somebody edited stays. So does the day of a published call: moving it is an act with a reason and a
    second person.
    """
    current = as_json({name: getattr(mission, name) for name in values})
    incoming = {
        name: value
        for name, value in as_json(values).items()
        if not (has_fixed_day and name in DAY_FIELDS and value != current[name])
    }
    changed = [
        name for name, value in incoming.items()
        if value != current[name] and current[name] == mission.loaded.get(name, DEFAULTS[name])
    ]  # fmt: skip
    for name in changed:
        setattr(mission, name, values[name])
    if mission.loaded != (snapshot := mission.loaded | incoming):
        mission.loaded = snapshot
        mission.save(update_fields=[*changed, "loaded"])
    outcome = [] if len(incoming) == len(values) else [DAY_KEPT]
    if changed:
        record(
            "mission.reloaded", mission, values={name: [current[name], incoming[name]] for name in changed}
        )
        outcome.append("changed")
    return outcome or ["unchanged"]


def make_calls() -> Counter:
    """An STO call for each published EOM with a known day that has none: open, or closed when it is late.

    Only for missions of these data: calls of those that staff entered or imported are an act of staff.
    """
    missions = Mission.objects.published().filter(
        calls__isnull=True, format__in=ASKS_FOR_STO, election_day__isnull=False, is_sample=False
    )
    missions = missions.exclude(loaded={}).exclude(stage=MissionStage.CANCELLED)
    now = database_now()
    late: list[Mission] = []
    coming: list[Mission] = []
    for mission in missions.select_related("state").order_by("pk"):
        last = last_day_of(mission)
        is_late = last is not None and end_of_day(last) <= now
        if is_late:
            late.append(mission)
        elif mission.stage != MissionStage.DONE:
            coming.append(mission)
    enter_past_calls(late, actor=None)
    for mission in coming:
        publish_call(set_election_call(mission, actor=None), actor=None)
    return +Counter({"entered as closed": len(late), "opened": len(coming)})


def as_json(values: dict[str, Any]) -> dict[str, Any]:
    """Values as they look after a way through JSON, to be compared with a snapshot."""
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))
