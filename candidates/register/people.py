"""The sheet of people: its columns, and what becomes of each row beside the files there are.

The register's number with one more likeness tells who somebody is; without one, address and name together do.
A file is never written over: a value goes in where there is none, or where what the register said last still
stands.
"""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from candidates.enums import ImportOutcome
from candidates.models import Candidate, ObservationExperience, RegisterEntry
from candidates.register import cells
from candidates.register.directory import Directory
from candidates.register.notes import Note, note
from candidates.register.outcomes import Plan
from candidates.register.reading import read_row
from candidates.services.changes import stored_value
from osce_portal.common.errors import OwnFile
from osce_portal.sheets.columns import Column
from osce_portal.sheets.reading import Row

Mission = tuple[str, str, int]
IDENTITY = {
    "first_name": "first_name", "last_name": "last_name", "email": "email", "phone": "phone",
    "birth_date": "birth_date", "city": "city", "country": "country", "nationalities": "nationalities",
    "gender": "gender", "group": "language_group", "language": "correspondence_language",
}  # fmt: skip
COLUMNS = (
    Column("number", cells.one_line(40), ("register_number", "numéro", "nummer", "no", "nr")),
    Column(
        "last_name", cells.one_line(100), ("nom", "naam", "achternaam", "name", "nachname"), is_required=True
    ),
    Column("first_name", cells.one_line(100), ("prénom", "voornaam", "vorname"), is_required=True),
    Column("email", cells.email, ("e-mail", "courriel", "adresse e-mail", "e-mailadres"), is_required=True),
    Column("phone", cells.phone, ("téléphone", "gsm", "telefoon", "telefon", "telephone")),
    Column("birth_date", cells.birth_date, ("date de naissance", "geboortedatum", "date of birth")),
    Column("city", cells.one_line(100), ("ville", "localité", "woonplaats", "stadt", "wohnort")),
    Column("country", cells.country, ("pays", "land")),
    Column("nationalities", cells.several_countries, ("nationality", "nationalité", "nationaliteit")),
    Column("gender", cells.gender, ("sexe", "genre", "geslacht", "geschlecht")),
    Column("group", cells.language_group, ("language_group", "rôle linguistique", "taalrol", "taalgroep")),
    Column("language", cells.language, ("langue", "taal", "sprache")),
    Column("missions", cells.missions, ("missies", "missionen")),
    Column("same_as", cells.one_line(22)),
    Column("other_because", cells.one_line(300)),
)


@dataclass(slots=True)
class Person:
    """What one row says about somebody, empty cells left out."""

    identity: dict[str, Any]
    number: str = ""
    missions: list[Mission] = field(default_factory=list)
    same_as: str = ""
    other_because: str = ""
    changes: dict[str, list[Any]] = field(default_factory=dict)
    new_missions: list[Mission] = field(default_factory=list)
    verified: list[ObservationExperience] = field(default_factory=list)
    place: Any = None  # on the list of the pool, where the sheet is the pool's: the row and its changes

    @property
    def name(self) -> str:
        return f"{self.identity.get('first_name', '')} {self.identity.get('last_name', '')}".strip()


def read_person(row: Row) -> tuple[Person, list[Note]]:
    """The person of a row, as far as it can be read, and what is wrong with it."""
    values, faults = read_row(row, COLUMNS)
    identity = {field: values[code] for code, field in IDENTITY.items() if code in values}
    if "language" not in values and identity.get("language_group"):
        identity["correspondence_language"] = identity["language_group"].lower()
    other = {
        name: values[name] for name in ("number", "missions", "same_as", "other_because") if name in values
    }
    return Person(identity, **other), faults


def plan_people(rows: list[Row], directory: Directory) -> list[Plan]:
    """What becomes of each row, in order; ``directory`` knows the files and the rows before."""
    read = [(row, *read_person(row)) for row in rows]
    directory.load([person for _row, person, faults in read if not faults])
    plans = []
    for row, person, faults in read:
        if faults:
            plans.append(Plan(row.number, person.name, ImportOutcome.REFUSED, notes=faults))
        else:
            plan = _plan_person(row.number, person, directory)
            directory.note(person, row.number, plan.candidate)
            plans.append(plan)
    return plans


def _plan_person(number: int, person: Person, directory: Directory) -> Plan:
    """Known by number, by what staff said, or by address and name; alike in something, or new."""
    plan = Plan(number, person.name, ImportOutcome.NEW, values=person)
    before = directory.rows_before(person)
    if before:
        return _review_rows(plan, before)
    known, alike = directory.find(person)
    if directory.is_behind_wall([*alike, *([known] if known else [])], person):
        plan.outcome, plan.notes = ImportOutcome.REFUSED, [note(OwnFile.message)]
        return plan
    has_number_of = any("number" in reasons for reasons in alike.values())
    if person.same_as and known is None and not has_number_of:
        plan.outcome, plan.notes = ImportOutcome.REFUSED, [note(_("There is no such file."), "same_as")]
        return plan
    if alike and (has_number_of or known or not person.other_because):
        return _review_people(plan, alike)
    if known is None and (day := directory.erased_on(person)):
        return _review_erased(plan, day)
    return _plan_known(plan, known, person) if known else _plan_new(plan, person)


def _review_rows(plan: Plan, before: dict[int, list[str]]) -> Plan:
    plan.outcome = ImportOutcome.REVIEW
    for row, reasons in before.items():
        plan.notes.append(note(_("Row %(row)s has %(reasons)s."), row=row, reasons=reasons))
    return plan


def _review_people(plan: Plan, alike: dict[Candidate, list[str]]) -> Plan:
    plan.outcome = ImportOutcome.REVIEW
    for candidate, reasons in alike.items():
        name, reference = candidate.full_name, candidate.public_id
        text = _("%(name)s (%(reference)s) has %(reasons)s.")
        plan.notes.append(note(text, name=name, reference=reference, reasons=reasons))
        plan.related.append(reference)
    return plan


def _review_erased(plan: Plan, day: dt.date) -> Plan:
    """Nobody comes back by a sheet; who wants to, is taken up by hand or registers."""
    plan.outcome = ImportOutcome.REVIEW
    text = _(
        "A person with this address or this number was erased on %(day)s, on request or at the end of the "
        "retention. No sheet brings the file back: only if the person wants it, open it by hand."
    )
    plan.notes.append(note(text, day=day.isoformat()))
    return plan


def _plan_new(plan: Plan, person: Person) -> Plan:
    person.new_missions = list(person.missions)
    return plan


def _plan_known(plan: Plan, known: Candidate, person: Person) -> Plan:
    entry = getattr(known, "register_entry", None)
    loaded = entry.loaded if entry else {}
    plan.candidate, kept = known, []
    for name, value in as_stored(person.identity).items():
        current = stored_value(known, name)
        current = current.isoformat() if name == "birth_date" and current else current
        if current == value:
            continue
        if known.user_id is None and (not current or current == loaded.get(name)):
            person.changes[name] = [current, value]
        else:
            kept.append(name)
    _plan_missions(known, person, loaded)
    plan.outcome = ImportOutcome.CHANGED if _changes(person, entry) else ImportOutcome.UNCHANGED
    plan.notes = _notes(person, kept)
    return plan


def _changes(person: Person, entry: Any) -> bool:
    is_linked = entry is not None and (not person.number or person.number in numbers_of(entry))
    return bool(person.changes or person.new_missions or person.verified or not is_linked)


def numbers_of(entry: RegisterEntry) -> set[str]:
    """Under which numbers the register knows somebody: the one in force, and those of files merged."""
    return {entry.number, *(former.number for former in entry.candidate.former_numbers.all())}


def _notes(person: Person, kept: list[str]) -> list[Note]:
    notes = []
    if person.changes:
        notes.append(note(_("Changed: %(fields)s."), fields=list(person.changes)))
    if person.new_missions or person.verified:
        count = len(person.new_missions) + len(person.verified)
        notes.append(note(_("Missions added or verified: %(count)s."), count=count))
    if kept:
        notes.append(note(_("Kept as the file has it: %(fields)s."), fields=kept))
    return notes


def _plan_missions(known: Candidate, person: Person, loaded: dict[str, Any]) -> None:
    """A mission that was loaded once and is gone since, its person took out: it stays out."""
    lines: dict[Mission, list[ObservationExperience]] = defaultdict(list)
    for line in known.observations.all():
        lines[line.role, stored_value(line, "country"), line.year].append(line)
    before = Counter(tuple(mission) for mission in loaded.get("missions", []))
    for mission in (Counter(person.missions) - before).elements():
        if not lines[mission]:
            person.new_missions.append(mission)
            continue
        line = lines[mission].pop()
        if line.for_belgium and line.verified_at is None:
            person.verified.append(line)


def as_stored(identity: dict[str, Any]) -> dict[str, Any]:
    """Values as the file's table and JSON keep them, to be compared."""
    stored = dict(identity)
    if "birth_date" in stored:
        stored["birth_date"] = stored["birth_date"].isoformat()
    if "nationalities" in stored:
        stored["nationalities"] = ",".join(sorted(stored["nationalities"]))
    return stored
