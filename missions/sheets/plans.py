"""What would become of each row of a sheet of missions: compared column by column, nothing written."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from missions.enums import DatePrecision, ElectionKind, MissionStage, SheetOutcome
from missions.models import Mission, ParticipatingState
from missions.reading import ElectionDate, make_reference, read_stage
from missions.sheets.columns import BY_CODE, COLUMNS, label_of
from missions.sheets.texts import AS_FOUND, Values, plain_date, read_texts, texts_of
from osce_portal.sheets.errors import CellRefused
from osce_portal.sheets.reading import Row

SAME_ELECTION = dt.timedelta(days=366)  # dates so near may be those of one election that moved
DAY_COLUMNS = {"election_date", "date_precision", "voting_ends_on"}
DAY_STANDS = _(
    "A published call has its deadline from this day. Move it on the mission's page, with the act "
    "“Election later” or “Election earlier”: with a reason, a second person, and word to everybody."
)
ROUND_STANDS = _(
    "A published call stands for this election. Set its second round on the mission's page, with the act "
    "“Second round”, which asks the observers again."
)
FORMAT_STANDS = _(
    "A published call was made for this format. Change it on the mission's page, with the act "
    "“Reduced format” or “Cancelled”, which tells the candidates."
)


@dataclass(slots=True)
class Plan:
    """What is to be done for one row; ``changes`` are texts before and after, by their column."""

    number: int
    cells: dict[str, str]
    reference: str = ""
    outcome: SheetOutcome = SheetOutcome.REFUSED
    mission: Mission | None = None
    state: ParticipatingState | None = None
    values: Values = field(default_factory=dict)
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)  # columns that staff edited here and the row says as before
    faults: list[tuple[str, Any]] = field(default_factory=list)  # column (or none) and reason

    @property
    def title(self) -> str:
        """Which mission is meant, as far as it can be told."""
        if self.mission is not None:
            return self.mission.title
        country = self.cells.get("country") or self.cells["iso2"]
        return f"{country} – {self.cells.get('election', '?')}"

    @property
    def notes(self) -> list[str]:
        """Why, in sentences: what is refused, what changes, what stays as staff edited it."""
        said = [f"{label_of(column)}: {why}" if column else str(why) for column, why in self.faults]
        if self.outcome == SheetOutcome.CHANGED:
            said += [
                f"{label_of(code)}: {before or '–'} → {after or '–'}"
                for code, (before, after) in self.changes.items()
            ]
        if self.kept:
            columns = ", ".join(label_of(code) for code in self.kept)
            said.append(gettext("Edited here, and left so: %(columns)s") % {"columns": columns})
        return said


class Directory:
    """What is in the calendar, asked once for all rows."""

    def __init__(self, rows: Iterable[Row]):
        rows = list(rows)
        self.states = {state.iso2: state for state in ParticipatingState.objects.all()}
        references = {row.number: reference_of(row.cells) for row in rows}
        missions = Mission.objects.select_related("state")
        found = missions.filter(reference__in=set(references.values()))
        self.missions = {mission.reference: mission for mission in found}
        self.fixed = set(found.with_fixed_day().values_list("pk", flat=True))
        there = list(missions.filter(state__iso2__in={row.cells.get("iso2", "") for row in rows}))
        self.twins: dict[Any, str] = {
            (mission.state.iso2, mission.election, mission.election_day): mission.reference
            for mission in there
            if mission.election_day is not None
        }
        self.coming = [mission for mission in there if is_coming(mission, set(references.values()))]
        self.seen: dict[str, int] = {}


def is_coming(mission: Mission, references: set[str]) -> bool:
    """A mission that is not over and that the sheet does not name: a row without reference may mean it."""
    is_over = mission.stage in {MissionStage.DONE, MissionStage.CANCELLED}
    lies_ahead = mission.calendar_on is None or mission.calendar_on >= timezone.localdate()
    return lies_ahead and not is_over and mission.reference not in references


def plan_missions(rows: Iterable[Row]) -> list[Plan]:
    """One plan for each row, in their order; a fixed number of queries."""
    rows = [Row(row.number, clean_cells(row.cells)) for row in rows]
    directory = Directory(rows)
    return [_plan(row, directory) for row in rows]


def count_outcomes(plans: Iterable[Plan]) -> Counter[str]:
    """How many rows of each outcome."""
    return Counter(plan.outcome.value for plan in plans)


def clean_cells(cells: dict[str, str]) -> dict[str, str]:
    """Days in one way of writing, codes of countries in capitals, so that equal things look equal."""
    clean = dict(cells)
    clean["iso2"] = clean.get("iso2", "").upper()
    for column in COLUMNS:
        if clean.get(column.code):
            try:
                clean[column.code] = str(column.value_of(clean[column.code]))
            except CellRefused:
                continue  # said with the row
    try:
        clean["election_date"] = plain_date(clean.get("election_date", ""))
    except CellRefused:
        return clean
    return clean


def reference_of(cells: dict[str, str]) -> str:
    """The row's own reference, or the one that country, month and kind of election give."""
    if given := cells.get("reference"):
        return given
    values, faults = read_texts({"election": cells.get("election", "")})
    kind = ElectionKind.OTHER if faults else ElectionKind(values["election"])
    return make_reference(cells["iso2"], cells.get("election_date", ""), kind)


def _plan(row: Row, directory: Directory) -> Plan:
    plan = Plan(row.number, row.cells, reference_of(row.cells))
    plan.state = directory.states.get(row.cells["iso2"])
    plan.mission = directory.missions.get(plan.reference)
    plan.faults = _faults_of(plan, directory)
    directory.seen.setdefault(plan.reference, row.number)
    if plan.faults:
        return plan
    before = texts_of(plan.mission) if plan.mission else dict.fromkeys(BY_CODE, "")
    found = plan.mission.row_as_found if plan.mission else {}
    for code, text in row.cells.items():
        if text != before[code]:
            if code in found and text == found[code]:
                plan.kept.append(code)
            else:
                plan.changes[code] = (before[code], text)
    _read_changes(plan, before)
    return _settle(plan, directory)


def _faults_of(plan: Plan, directory: Directory) -> list[tuple[str, Any]]:
    """What is wrong with the row itself."""
    faults: list[tuple[str, Any]] = []
    for column in COLUMNS:
        text = plan.cells.get(column.code, "")
        try:
            if text:
                column.value_of(text)
        except CellRefused as error:
            faults.append((column.code, _said(error)))
    if plan.state is None:
        faults.append(("iso2", _("This is the code of no participating State.")))
    elif plan.mission and plan.mission.state_id != plan.state.pk:
        faults.append(("iso2", _("The mission with this reference is to another country.")))
    if not plan.cells.get("election"):
        faults.append(("election", _("The cell is empty.")))
    if plan.reference in directory.seen:
        line = {"row": directory.seen[plan.reference]}
        faults.append(("", _("Row %(row)s is about the same mission (same reference).") % line))
    return faults


def _said(error: CellRefused) -> Any:
    return error.message % error.values if error.values else error.message


def _read_changes(plan: Plan, before: dict[str, str]) -> None:
    """The fields that the changed columns feed, read from the row as it will stand."""
    after = before | {code: text for code, (_before, text) in plan.changes.items()}
    said, refusals = read_texts(after)
    plan.faults += [(code, _said(error)) for code, error in refusals.items()]
    fed = {name for code in plan.changes for name in BY_CODE[code].fields}
    is_fed = {name: plan.mission is None or name in fed for name in said}
    plan.values = {name: value for name, value in said.items() if is_fed[name]}
    ends_on, begins_on = said.get("voting_ends_on"), said.get("election_day")
    if ends_on is not None and (begins_on is None or ends_on < begins_on):
        plan.faults.append(("voting_ends_on", _("The end lies before the beginning.")))
    if (share := said.get("share_percent")) is not None and share > 100:
        plan.faults.append(("share_percent", gettext_lazy("A share lies between 0 and 100 percent.")))


def _settle(plan: Plan, directory: Directory) -> Plan:
    """The outcome, once the row is read."""
    if plan.mission is None:
        _check_new(plan, directory)
    elif plan.mission.pk in directory.fixed:
        _check_published(plan, plan.mission)
    if plan.faults:
        plan.outcome = SheetOutcome.REFUSED
    elif plan.mission is None:
        plan.outcome = SheetOutcome.NEW
    else:
        plan.outcome = SheetOutcome.CHANGED if plan.changes else SheetOutcome.UNCHANGED
    return plan


def _check_new(plan: Plan, directory: Directory) -> None:
    """An election that stands in the calendar under another reference, or date, is not entered twice."""
    country, election = plan.cells["iso2"], plan.values.get("election")
    day = plan.values.get("election_day")
    if twin := directory.twins.get((country, election, day)):
        why = _("This election stands in the calendar as %(reference)s: please give its row this reference.")
        plan.faults.append(("reference", why % {"reference": twin}))
    elif not plan.cells.get("reference"):
        about = day or plan.values.get("period_ends_on")
        alike = (
            mission.reference for mission in directory.coming
            if (mission.state.iso2, mission.election) == (country, election) and is_near(mission, about)
        )  # fmt: skip
        if found := next(alike, None):
            why = _("This may be %(reference)s with another date: give its row that reference, or a new one.")
            plan.faults.append(("reference", why % {"reference": found}))
    if day is not None and not plan.faults:
        directory.twins[country, election, day] = plan.reference


def is_near(mission: Mission, about: dt.date | None) -> bool:
    """So near that it may be the same election; a date that is not known may be any."""
    there = mission.calendar_on
    return about is None or there is None or abs(there - about) <= SAME_ELECTION


def _check_published(plan: Plan, mission: Mission) -> None:
    """Candidates rely on a published call: what it was made for moves by an act, not by a sheet."""
    moved = {
        name for name, value in plan.values.items()
        if name not in AS_FOUND and value != getattr(mission, name)
    }  # fmt: skip
    if moved & {"election_day", "date_precision", "period_ends_on", "voting_ends_on"}:
        column = next(code for code in plan.changes if code in DAY_COLUMNS)
        plan.faults.append((column, DAY_STANDS))
    if "second_round_on" in moved:
        plan.faults.append(("second_round_on", ROUND_STANDS))
    if "format" in moved:
        plan.faults.append(("mission_type", FORMAT_STANDS))


def stage_of(values: Values, today: dt.date) -> str:
    """Where a new mission stands: over, or expected."""
    precision = DatePrecision(values["date_precision"])
    date = ElectionDate(values["election_day"], precision, values["period_ends_on"])
    is_reduced = "reduced to" in values["format_as_found"]
    return read_stage(date, is_reduced, today).value
