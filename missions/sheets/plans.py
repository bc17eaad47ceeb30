"""What would become of each row of a sheet: compared column by column, nothing written."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from missions.enums import SheetOutcome
from missions.sheets.columns import Texts, Values, labelled
from missions.sheets.there import There
from osce_portal.sheets.errors import CellRefused
from osce_portal.sheets.reading import Row

if TYPE_CHECKING:
    from missions.sheets.tables import Table

LONGEST_SAID = 80  # characters of a text that changes
LEAD = 20  # of them before the place where it changes
PUBLIC = _("Everybody reads it as soon as the sheet is taken over.")
NOT_PUBLIC = _("Only staff read it until it is confirmed.")


@dataclass(slots=True)
class Plan:
    """What is to be done for one row; ``changes`` are texts before and after, by their column."""

    table: "Table"
    number: int
    cells: Texts
    key: str
    row: Any = None  # what the portal has of it
    entry: Any = None  # the same as it will stand, not saved
    outcome: SheetOutcome = SheetOutcome.REFUSED
    values: Values = field(default_factory=dict)
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)  # columns that staff edited here and the row says as before
    faults: list[tuple[str, Any]] = field(default_factory=list)  # column (or none) and reason

    @property
    def title(self) -> str:
        """Which entry is meant, as far as it can be told."""
        return self.table.title_of(self)

    @property
    def notes(self) -> list[str]:
        """Why, in sentences: what is refused, how it is read, what changes, what stays as staff edited it."""
        label_of = self.table.label_of
        said = [labelled(label_of(column), why) if column else str(why) for column, why in self.faults]
        if self.outcome == SheetOutcome.NEW:
            said += [labelled(label_of(code), text) for code, text in self.table.readings_of(self.entry)]
            said.append(str(PUBLIC if self.table.is_public(self.entry) else NOT_PUBLIC))
        if self.outcome == SheetOutcome.CHANGED:
            said += [labelled(label_of(code), _difference(*texts)) for code, texts in self.changes.items()]
        if self.kept:
            columns = ", ".join(label_of(code) for code in self.kept)
            said.append(gettext("Edited here, and left so: %(columns)s") % {"columns": columns})
        return said

    def after(self, name: str) -> Any:
        """What the field will hold."""
        return self.values[name] if name in self.values else getattr(self.row, name, None)

    def moves(self, name: str) -> bool:
        """Whether the row gives an existing entry's field another value."""
        return name in self.values and self.values[name] != getattr(self.row, name)

    def found_row(self) -> Texts:
        """The row as it was written, for an entry that keeps it: all that it says, changed or not."""
        return (self.row.row_as_found if self.row is not None else {}) | self.cells


def plan_rows(table: "Table", rows: Iterable[Row], *, hold: bool = False) -> list[Plan]:
    """One plan for each row, in their order; a fixed number of queries. ``hold``: what is there is locked."""
    rows = [Row(row.number, table.clean(row.cells)) for row in rows]
    there = table.look_up([row.cells for row in rows], hold=hold)
    return [_plan(table, Row(row.number, table.settle(row.cells, there)), there) for row in rows]


def count_outcomes(plans: Iterable[Plan]) -> Counter[str]:
    """How many rows of each outcome."""
    return Counter(plan.outcome.value for plan in plans)


def digest_of(plans: Iterable[Plan]) -> str:
    """Tells whether the same would become of the same rows as when somebody looked."""
    shown = [(plan.outcome.value, plan.key, plan.changes) for plan in plans]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def _plan(table: "Table", row: Row, there: There) -> Plan:
    plan = Plan(table, row.number, row.cells, table.identify(row.cells))
    plan.row = there.found.get(plan.key)
    plan.faults = [*_faults_of_cells(plan, there), *table.faults_of_row(plan)]
    there.seen.setdefault(plan.key, row.number)
    if plan.faults:
        return plan
    before = table.texts_of(plan.row)
    _compare(plan, before)
    stated = {code: plan.cells.get(code, "") for code in table.identity}
    _read(plan, before | stated | {code: after for code, (_before, after) in plan.changes.items()}, there)
    if not plan.faults and (plan.changes or plan.row is None):
        plan.faults = list(table.faults_of_values(plan, there))
    if not plan.faults:
        plan.outcome = _outcome(plan)
        table.note(plan, there)
    return plan


def _faults_of_cells(plan: Plan, there: There) -> Iterable[tuple[str, Any]]:
    """What is wrong with the row itself."""
    for known in plan.table.columns:
        text = plan.cells.get(known.code, "")
        try:
            if text:
                known.column.value_of(text)
            elif known.must_say and (known.is_required or known.code in plan.cells):
                yield known.code, _("The cell is empty.")
        except CellRefused as error:
            yield known.code, said(error)
        else:
            if text and known.find and text not in there.others[known.code]:
                yield known.code, known.unknown
    if plan.key and plan.key in there.seen:
        line = {"row": there.seen[plan.key]}
        yield "", _("Row %(row)s is about the same entry (same reference).") % line


def _compare(plan: Plan, before: Texts) -> None:
    """Which cells say something new, and which say what they said before staff edited."""
    found = plan.row.row_as_found if plan.row else {}
    for code, text in plan.cells.items():
        if code in plan.table.identity or text == before[code]:
            continue
        if code in found and text == found[code]:
            plan.kept.append(code)
        else:
            plan.changes[code] = (before[code], text)


def _read(plan: Plan, after: Texts, there: There) -> None:
    """The fields that the changed columns feed, read from the row as it will stand; all for a new entry."""
    by_code = plan.table.by_code
    fed = {name for code in plan.changes for name in by_code[code].fields}
    for known in plan.table.columns:
        if plan.row is None or fed & {*known.fields}:
            try:
                plan.values |= known.read(after, there.others)
            except CellRefused as error:
                plan.faults.append((known.code, said(error)))


def _outcome(plan: Plan) -> SheetOutcome:
    if plan.row is None:
        return SheetOutcome.NEW
    return SheetOutcome.CHANGED if plan.changes else SheetOutcome.UNCHANGED


def said(error: CellRefused) -> Any:
    """The reason in words."""
    return error.message % error.values if error.values else error.message


def _difference(before: str, after: str) -> str:
    """``before → after``; of long texts the part where they differ."""
    same = next((at for at, (one, two) in enumerate(zip(before, after, strict=False)) if one != two), None)
    start = min(len(before), len(after)) if same is None else same
    return f"{_part(before, start) or '–'} → {_part(after, start) or '–'}"


def _part(text: str, place: int) -> str:
    if len(text) <= LONGEST_SAID:
        return text
    first = max(0, place - LEAD)
    end = first + LONGEST_SAID
    return f"{'…' if first else ''}{text[first:end]}{'…' if end < len(text) else ''}"
