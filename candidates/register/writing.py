"""Taking planned people over: files, places in the register, missions; a fixed number of queries."""

import datetime as dt
from collections import Counter
from typing import Any

from candidates.completeness import identity_is_complete
from candidates.enums import ImportOutcome
from candidates.models import Candidate, ObservationExperience, RegisterEntry
from candidates.register.outcomes import Plan
from candidates.register.people import Mission, Person, as_stored, numbers_of
from candidates.services.alike import note_alike
from candidates.services.changes import assign, stored_value
from candidates.services.search import refresh_search
from osce_portal.audit.services import Act, record_each
from osce_portal.common.models import database_now

BATCH = 500


def write_people(plans: list[Plan], *, actor: Any) -> list[Candidate]:
    """Write what is new or changed, with the log; returns the people who have to be told."""
    now = database_now()
    written = [plan for plan in plans if plan.is_written]
    _open_files([plan for plan in written if plan.outcome == ImportOutcome.NEW], now, actor)
    _change_files([plan for plan in written if plan.outcome == ImportOutcome.CHANGED], now, actor)
    to_tell = _note_places(written, now)
    _add_missions(written, now, actor)
    changed = (plan for plan in written if plan.outcome != ImportOutcome.UNCHANGED)
    people = [plan.candidate for plan in changed if plan.candidate]
    refresh_search(people)
    note_alike(people)
    return to_tell


def _open_files(plans: list[Plan], now: dt.datetime, actor: Any) -> None:
    acts = []
    for plan in plans:
        plan.candidate = Candidate()
        values: dict[str, Any] = assign(plan.candidate, plan.values.identity)
        if identity_is_complete(plan.candidate):
            plan.candidate.registered_at = now
        if plan.values.other_because:
            values["because"] = plan.values.other_because
        acts.append(Act(plan.candidate, plan.candidate, values))
    Candidate.objects.bulk_create([plan.candidate for plan in plans if plan.candidate], batch_size=BATCH)
    _record("candidate.imported", acts, actor)


def _change_files(plans: list[Plan], now: dt.datetime, actor: Any) -> None:
    changed, acts, fields = [], [], {"updated_at", "registered_at", "claim_sent_at"}
    for plan in plans:
        candidate, person = plan.candidate, plan.values
        if candidate is None or not person.changes:
            continue
        values = assign(candidate, {name: person.identity[name] for name in person.changes})
        candidate.updated_at = now
        if "email" in person.changes:
            candidate.claim_sent_at = None  # the link that went to the old address opens nothing any more
        if candidate.registered_at is None and identity_is_complete(candidate):
            candidate.registered_at = now
        fields |= set(person.changes)
        changed.append(candidate)
        acts.append(Act(candidate, candidate, values))
    if changed:
        Candidate.objects.bulk_update(changed, sorted(fields), batch_size=BATCH)
    _record("candidate.changed", acts, actor)


def _note_places(plans: list[Plan], now: dt.datetime) -> list[Candidate]:
    """Write what the register says now; a new address has to be told anew."""
    new: list[RegisterEntry] = []
    known: list[RegisterEntry] = []
    to_tell = []
    for plan in plans:
        candidate, person = plan.candidate, plan.values
        if candidate is None:
            continue
        is_file_new = plan.outcome == ImportOutcome.NEW  # then nothing is there to be asked for
        entry = None if is_file_new else getattr(candidate, "register_entry", None)
        is_new = entry is None
        entry = entry or RegisterEntry(candidate=candidate)
        if is_new or person.number not in numbers_of(entry):
            entry.number = person.number or entry.number
        entry.loaded = entry.loaded | as_stored(person.identity)
        entry.loaded["missions"] = _all_missions(entry.loaded.get("missions", []), person.missions)
        entry.imported_at = now
        (new if is_new else known).append(entry)
        if candidate.user_id is None and candidate.claim_sent_at is None:
            to_tell.append(candidate)
    RegisterEntry.objects.bulk_create(new, batch_size=BATCH)
    RegisterEntry.objects.bulk_update(known, ["number", "loaded", "imported_at"], batch_size=BATCH)
    return to_tell


def _all_missions(before: list[Any], now: list[Mission]) -> list[Mission]:
    """Each as often as either list has it."""
    earlier: Counter[Mission] = Counter((role, country, year) for role, country, year in before)
    both = earlier | Counter(now)
    return sorted(both.elements())


def _add_missions(plans: list[Plan], now: dt.datetime, actor: Any) -> None:
    """Missions for Belgium are the ministry's own knowledge: verified from the start."""
    lines = [
        ObservationExperience(
            candidate=plan.candidate, role=role, country=country, year=year, for_belgium=True, verified_at=now
        )
        for plan in plans
        for role, country, year in _person(plan).new_missions
    ]  # fmt: skip
    ObservationExperience.objects.bulk_create(lines, batch_size=BATCH)
    verified = [line for plan in plans for line in _person(plan).verified]
    for line in verified:
        line.verified_at = now
    ObservationExperience.objects.bulk_update(verified, ["verified_at"], batch_size=BATCH)
    acts = [Act(line, line.candidate, _mission_values(line)) for line in lines]
    _record("observationexperience.added", acts, actor)
    _record("observationexperience.verified", [Act(line, line.candidate) for line in verified], actor)


def _person(plan: Plan) -> Person:
    person: Person = plan.values
    return person


def _mission_values(line: ObservationExperience) -> dict[str, Any]:
    return {"role": line.role, "country": stored_value(line, "country"), "year": line.year, "verified": True}


def _record(action: str, acts: list[Act], actor: Any) -> None:
    if acts:
        record_each(action, acts, actor=actor)
