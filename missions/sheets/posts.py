"""What the sheets of vacancies, openings and crisis-management missions have in common."""

from collections.abc import Callable, Iterable
from copy import copy
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from missions.models import Call
from missions.services.posts import add_announced, refuse_against, write_announced
from missions.sheets.columns import Texts
from missions.sheets.plans import Plan
from missions.sheets.tables import Fault, Table, faults_of_source
from missions.sheets.there import There
from missions.texts import empty_columns, is_written
from osce_portal.common.errors import DomainError

DESCRIPTION_STANDS = _(
    "Candidates rely on the published call. Change this on its page in the portal, and tell them with the "
    "call's act “Description or duration changed”."
)
SPELT_OTHERWISE = _("This entry stands as %(reference)s: please write its reference so.")


class Refusal(NamedTuple):
    """What a table does not hold: said of ``column`` where ``is_so`` of the entry as it would stand."""

    column: str
    message: Any
    is_so: Callable[[Any], bool]


NO_TITLE = Refusal(
    "title_fr", _("Please give the title in one language at least."), lambda row: not is_written(row, "title")
)


class PostTable(Table):
    """Entries come in unconfirmed and unpublished; what a published call rests on stays as it is."""

    refusals: tuple[Refusal, ...] = (NO_TITLE,)
    described: tuple[str, ...] = ()  # fields of which candidates of a published call are told

    def faults_of_values(self, plan: Plan, there: There) -> Iterable[Fault]:
        plan.entry = entry_of(plan)
        yield from faults_of_fields(plan)
        yield from (
            (refusal.column, refusal.message) for refusal in self.refusals if refusal.is_so(plan.entry)
        )
        call = there.calls.get(self.subject_of(plan.entry))
        if call is not None:
            yield from (
                (code, DESCRIPTION_STANDS)
                for code, (before, _after) in plan.changes.items()
                if before and code.startswith(self.described)
            )
        try:
            self.refuse_published(plan, call)
        except DomainError as error:
            yield "", str(error)

    def refuse_published(self, plan: Plan, call: Call | None) -> None:
        """Raise what the service would raise of an entry that is published, or has a published call."""
        if plan.row is not None:
            refuse_against(call, plan.entry, empty_columns(plan.row))


class AnnouncedTable(PostTable):
    """Vacancies and crisis-management missions: each an entry of its own, with a source."""

    def look_up(self, rows: list[Texts], *, hold: bool) -> There:
        there = super().look_up(rows, hold=hold)
        keys = {self.identify(cells).lower() for cells in rows}
        entries = self.model.objects.annotate(spelt=Lower("reference")).filter(spelt__in=keys)
        there.spelt = {key.lower(): key for key in entries.values_list("reference", flat=True)}
        return there

    def note(self, plan: Plan, there: There) -> None:
        there.spelt[plan.key.lower()] = plan.key

    def faults_of_values(self, plan: Plan, there: There) -> Iterable[Fault]:
        spelt = there.spelt.get(plan.key.lower(), plan.key)
        if plan.row is None and spelt != plan.key:
            yield "reference", SPELT_OTHERWISE % {"reference": spelt}
        yield from faults_of_source(plan)
        yield from super().faults_of_values(plan, there)

    def enter(self, plans: list[Plan], actor: Any) -> None:
        for plan in plans:
            plan.entry.row_as_found = plan.found_row()
            add_announced(plan.entry, actor=actor, found=plan.cells)

    def change(self, plans: list[Plan], actor: Any) -> None:
        for plan in plans:
            write_announced(plan.row, actor=actor, row_as_found=plan.found_row(), **plan.values)


def entry_of(plan: Plan) -> Any:
    """The entry as it will stand, not saved."""
    entry = copy(plan.row) if plan.row is not None else plan.table.model()
    for name, value in plan.values.items():
        setattr(entry, name, value)
    return entry


def faults_of_fields(plan: Plan) -> Iterable[Fault]:
    """What a field does not take: too long a text, what is no address, a sign that no line holds."""
    fields = plan.entry._meta.fields
    left_out = {field.name for field in fields if field.is_relation or field.name not in plan.values}
    try:
        plan.entry.clean_fields(exclude=left_out)
    except ValidationError as error:
        columns = {name: known.code for known in plan.table.columns for name in known.fields}
        for name, messages in error.message_dict.items():
            yield columns[name], " ".join(messages)
