"""One kind of sheet: its columns, what identifies a row, what is refused, and who writes it."""

from abc import abstractmethod
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from missions.enums import SheetOutcome, SheetTable
from missions.models import Call
from missions.sheets.columns import Known, Others, Texts
from missions.sheets.plans import Plan
from missions.sheets.there import There
from osce_portal.sheets.cells import in_plain_lines
from osce_portal.sheets.errors import CellRefused

Fault = tuple[str, Any]  # the column (or none), and the reason
ROWS_AT_ONCE = 500  # in one statement
CONFIRMED = _(
    "The entry is confirmed: give another source on its page, with the act “Confirm with a source”."
)


class Table:
    """Declared by each: ``mark`` is the heading that only its sheets have; ``identity`` never changes."""

    code: SheetTable
    model: type[Any]
    columns: tuple[Known, ...]
    mark: str
    subject: str  # of a call, what it is made for
    identity: tuple[str, ...] = ("reference",)
    related: tuple[str, ...] = ()  # read along with each entry
    held: tuple[str, ...] = ("self",)  # what is locked while a sheet is taken over

    def __init__(self) -> None:
        self.by_code = {known.code: known for known in self.columns}

    def label_of(self, code: str) -> str:
        """What a column is called in the language of the page."""
        return str(self.by_code[code].label)

    def describe(self, codes: list[str]) -> str:
        """Headings as they have to be written, with what they mean: ``iso2 (ISO code)``."""
        return ", ".join(f"{code} ({self.label_of(code)})" for code in codes)

    @property
    def needs(self) -> str:
        """The headings without which it is no such sheet."""
        return self.describe([known.code for known in self.columns if known.is_required])

    def clean(self, cells: Texts) -> Texts:
        """Each cell in one way of writing; what cannot be meant stays, and is said with its row."""
        clean = dict(cells)
        for code, text in cells.items():
            try:
                clean[code] = str(self.by_code[code].column.value_of(text)) if text else ""
            except CellRefused:
                continue
        return clean

    def identify(self, cells: Texts) -> str:
        """What tells a row's entry from all others."""
        return cells.get("reference", "")

    def key_of(self, row: Any) -> str:
        """The same, of an entry."""
        return row.reference

    def rows_of(self, keys: Collection[str]) -> QuerySet[Any]:
        """The entries that these identify."""
        return self.model.objects.filter(reference__in=keys)

    def subject_of(self, row: Any) -> int:
        """The key of what a call would be made for."""
        return row.pk

    def subjects(self, found: Iterable[Any], others: Others) -> set[int]:
        """The same, of all rows of a sheet."""
        return {self.subject_of(row) for row in found}

    def look_up(self, rows: list[Texts], *, hold: bool) -> There:
        """What the portal holds of these rows; locked until the transaction ends where ``hold``."""
        entries = self.rows_of({self.identify(cells) for cells in rows})
        entries = entries.select_related(*self.related).order_by("pk")
        if hold:
            entries = entries.select_for_update(of=self.held, no_key=True)
        found = {self.key_of(row): row for row in entries}
        others = {
            known.code: known.find({cells[known.code] for cells in rows if cells.get(known.code)})
            for known in self.columns
            if known.find
        }
        subjects = self.subjects(found.values(), others)
        calls = Call.objects.standing().filter(**{f"{self.subject}__in": subjects})
        return There(found, others, {getattr(call, f"{self.subject}_id"): call for call in calls})

    def texts_of(self, row: Any) -> Texts:
        """An entry's row of the sheet; empty cells for none."""
        return {known.code: in_plain_lines(known.words(row)) if row else "" for known in self.columns}

    def readings_of(self, entry: Any) -> Iterable[tuple[str, str]]:
        """How the cells of a new entry were read that are no free text, by their column."""
        for known in self.columns:
            if known.form and (text := known.words(entry)):
                yield known.code, text

    def is_public(self, entry: Any) -> bool:
        """Whether everybody reads a new entry at once."""
        return False

    def title_of(self, plan: Plan) -> str:
        """Which entry a row means, as far as it can be told."""
        if plan.row is not None:
            return plan.row.title
        titles = (plan.cells.get(f"title_{code}", "") for code in (get_language(), "fr", "nl", "de", "en"))
        return next((title for title in titles if title), plan.key)

    def settle(self, cells: Texts, there: There) -> Texts:
        """The cells, where one of them means something else beside what is there."""
        return cells

    def faults_of_row(self, plan: Plan) -> Iterable[Fault]:
        """What is refused before the cells are compared with the entry."""
        return ()

    @abstractmethod
    def faults_of_values(self, plan: Plan, there: There) -> Iterable[Fault]:
        """What is refused of a row that is new or says something new."""

    def note(self, plan: Plan, there: There) -> None:
        """Remember an accepted row for those that follow."""

    def write(self, plans: list[Plan], actor: Any) -> None:
        """Take new and changed rows over, in the caller's transaction."""
        self.enter([plan for plan in plans if plan.outcome == SheetOutcome.NEW], actor)
        self.change([plan for plan in plans if plan.outcome == SheetOutcome.CHANGED], actor)

    def enter(self, plans: list[Plan], actor: Any) -> None:
        """Write new entries."""

    def change(self, plans: list[Plan], actor: Any) -> None:
        """Write what changes in those that are there."""

    def remember(self, plans: list[Plan]) -> None:
        """Keep what rows said that change nothing: what staff edit later is not thrown back by them."""
        said = [(plan.row, plan.found_row()) for plan in plans]
        rows = [row for row, found in said if row.row_as_found != found]
        for row, found in said:
            row.row_as_found = found
        self.model.objects.bulk_update(rows, ["row_as_found"], batch_size=ROWS_AT_ONCE)

    def exported(self) -> Iterable[Any]:
        """What a sheet shows, in its order; invented entries are left out."""
        rows = self.model.objects.filter(is_sample=False).select_related(*self.related)
        return rows.order_by("reference").iterator(chunk_size=1000)


def faults_of_source(plan: Plan) -> Iterable[Fault]:
    """What is confirmed with a source keeps it: everybody reads it, and a call may stand on it."""
    if plan.row is not None and plan.row.is_confirmed and "source" in plan.changes:
        yield "source", CONFIRMED
