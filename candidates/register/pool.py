"""The sheet of the crisis-management pool: people as in the register, and their places on Selor's lists."""

from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from candidates.enums import ImportOutcome
from candidates.models import Candidate, PoolMembership
from candidates.register import cells, people
from candidates.register.directory import Directory
from candidates.register.notes import Note, note, refused_row
from candidates.register.outcomes import Plan
from candidates.register.reading import read_row
from candidates.register.writing import write_people
from candidates.services.changes import assign, stored_value
from osce_portal.audit.services import Act, record_each
from osce_portal.sheets.columns import Column
from osce_portal.sheets.reading import Row

DAYS = ("listed_on", "valid_until", "invited_on", "trained_on", "ended_on")
PLACE = (
    Column("selor_reference", cells.one_line(40), ("selor", "référence", "referentie"), is_required=True),
    Column("listed_on", cells.day, ("date de la liste", "datum lijst"), is_required=True),
    Column("valid_until", cells.day, ("valable jusqu'au", "geldig tot", "gültig bis"), is_required=True),
    Column("invited_on", cells.day, ("invité le", "uitgenodigd op")),
    Column("trained_on", cells.day, ("bgt", "formé le", "opgeleid op")),
    Column("ended_on", cells.day, ("fin", "einde")),
    Column("end_reason", cells.one_line(300), ("motif", "reden")),
)
ASKED = {"number", "last_name", "first_name", "email", "phone", "birth_date", "group", "language"}
WHO = tuple(
    column for column in people.COLUMNS if column.code in ASKED or column.code in {"same_as", "other_because"}
)
COLUMNS = (*WHO, *PLACE)
Places = dict[tuple[int, str], PoolMembership]


def plan_pool(rows: list[Row], directory: Directory) -> list[Plan]:
    """What becomes of each row: of the person first, then of the place."""
    read = {row.number: read_row(row, PLACE) for row in rows}
    plans = people.plan_people([_who(row) for row in rows], directory)
    known = [plan.candidate for plan in plans if plan.candidate]
    places = {
        (place.candidate_id, place.selor_reference): place
        for place in PoolMembership.objects.filter(candidate__in=known)
    }
    for plan in plans:
        values, faults = read[plan.number]
        if faults:
            plan.outcome = ImportOutcome.REFUSED
            plan.notes = [*(plan.notes if not plan.is_written else []), *faults]
        if plan.is_written:
            _plan_place(plan, values, places)
    return plans


def _who(row: Row) -> Row:
    """The row without the cells of the place."""
    codes = {column.code for column in WHO}
    return Row(row.number, {code: text for code, text in row.cells.items() if code in codes})


def _plan_place(plan: Plan, values: dict[str, Any], places: Places) -> None:
    """New, changed or as it was; refused where the days are out of order."""
    place = places.get((plan.candidate.pk, values["selor_reference"])) if plan.candidate else None
    before = {name: stored_value(place, name) for name in values} if place else {}
    place = place or PoolMembership(candidate=plan.candidate or Candidate())
    changes = assign(place, values)
    if faults := faults_of(place):
        plan.outcome, plan.notes = ImportOutcome.REFUSED, faults
        return
    plan.values.place = (place, changes) if changes else None
    if not before and plan.outcome != ImportOutcome.NEW:
        plan.outcome = ImportOutcome.CHANGED
        plan.notes.append(note(_("Put on the list %(list)s."), list=values["selor_reference"]))
    elif changes and before:
        plan.outcome = ImportOutcome.CHANGED
        plan.notes.append(note(_("Changed: %(fields)s."), fields=list(changes)))


def faults_of(place: PoolMembership) -> list[Note]:
    """What is wrong between the days of a place."""
    try:
        place.clean()
    except ValidationError as error:
        return refused_row(error)
    return []


def write_pool(plans: list[Plan], *, actor: Any) -> list[Candidate]:
    """Write people, then their places, with the log; returns who has to be told of the file."""
    to_tell = write_people(plans, actor=actor)
    acts: dict[str, list[Act]] = defaultdict(list)
    places = [(plan, *plan.values.place) for plan in plans if plan.is_written and plan.values.place]
    for plan, place, changes in places:
        place.candidate = plan.candidate
        act = "poolmembership.added" if place.pk is None else "poolmembership.changed"
        acts[act].append(Act(place, plan.candidate, changes))
    new = [place for _plan, place, _values in places if place.pk is None]
    known = [place for _plan, place, _values in places if place.pk is not None]
    PoolMembership.objects.bulk_create(new)
    PoolMembership.objects.bulk_update(known, [*DAYS, "end_reason"], batch_size=500)
    for act, done in acts.items():
        if done:
            record_each(act, done, actor=actor)
    return to_tell
