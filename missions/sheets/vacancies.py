"""A sheet of vacancies: one notice of the OSCE a row."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from missions.enums import FieldOfExpertise, SheetTable, Structure, VacancyKind
from missions.errors import FollowsItself
from missions.models import FieldOperation, Vacancy
from missions.models.limits import ALLOWANCE_MESSAGE
from missions.services.notices import hold_lines
from missions.sheets.columns import Texts
from missions.sheets.elections.columns import states_by_code
from missions.sheets.notices import VacanciesThere
from missions.sheets.plans import Plan
from missions.sheets.posts import NO_TITLE, AnnouncedTable, Refusal
from missions.sheets.tables import Fault
from missions.sheets.there import There
from missions.sheets.ways import (
    DAY,
    FLAG,
    NUMBER,
    TWO_LETTERS,
    column,
    in_languages,
    one_of,
    other,
    some_of,
)
from missions.territories import KOSOVO


def operations_by_name(names: Iterable[str]) -> dict[str, Any]:
    """Field operations by their full name."""
    return {operation.name: operation for operation in FieldOperation.objects.filter(name__in=names)}


def vacancies_by_reference(references: Iterable[str]) -> dict[str, Any]:
    """Notices by the reference that identifies them here."""
    return {vacancy.reference: vacancy for vacancy in Vacancy.objects.filter(reference__in=references)}


def is_outside_the_field(vacancy: Vacancy) -> bool:
    return vacancy.structure != Structure.FIELD_OPERATION


class VacancyTable(AnnouncedTable):
    """Earlier notices stand before those that follow them."""

    code = SheetTable.VACANCIES
    model = Vacancy
    mark = "osce_closes_on"
    subject = "vacancy"
    related = ("state", "field_operation", "follows")
    columns = (
        column(Vacancy, "reference", is_required=True),
        column(Vacancy, "number"),
        column(Vacancy, "kind", one_of(VacancyKind.values)),
        *in_languages(Vacancy, "title"),
        column(Vacancy, "structure", one_of(Structure.values), is_required=True),
        other(
            Vacancy, "field_operation", operations_by_name, lambda operation: operation.name,
            form=_("its full name, as the portal writes it"),
            unknown=_("No field operation has this name in the portal."),
        ),
        *in_languages(Vacancy, "department"),
        *in_languages(Vacancy, "unit"),
        *in_languages(Vacancy, "duty_station"),
        other(
            Vacancy, "state", states_by_code, lambda state: state.iso2, code="country", clean=str.upper,
            form=TWO_LETTERS,
            unknown=_(
                "This is the code of no participating State. Leave the cell empty for a post of a field "
                "operation elsewhere: the operation says where it is."
            ),
        ),
        column(Vacancy, "grade"),
        column(Vacancy, "fields", some_of(FieldOfExpertise.values)),
        column(Vacancy, "minimum_years", NUMBER),
        column(Vacancy, "posts", NUMBER),
        column(Vacancy, "issued_on", DAY),
        column(Vacancy, "osce_closes_on", DAY, is_required=True),
        column(Vacancy, "starts_on", DAY),
        column(Vacancy, "duration_months", NUMBER),
        column(Vacancy, "has_allowance", FLAG),
        column(Vacancy, "may_apply_directly", FLAG),
        *in_languages(Vacancy, "tasks"),
        *in_languages(Vacancy, "qualifications"),
        *in_languages(Vacancy, "belgium_pays"),
        column(Vacancy, "link"),
        other(
            Vacancy, "follows", vacancies_by_reference, lambda vacancy: vacancy.reference,
            form=_("the reference of another vacancy"),
            unknown=_("No vacancy has this reference, in the portal or in a row above."),
        ),
        column(Vacancy, "source"),
    )  # fmt: skip
    described = ("tasks", "qualifications", "duration_months", "starts_on", "duty_station", "grade")
    refusals = (
        NO_TITLE,
        Refusal(
            "has_allowance", ALLOWANCE_MESSAGE,
            lambda vacancy: bool(vacancy.has_allowance) and is_outside_the_field(vacancy),
        ),
        Refusal(
            "field_operation", _("Name a field operation only for a post in one."),
            lambda vacancy: vacancy.field_operation is not None and is_outside_the_field(vacancy),
        ),
    )  # fmt: skip

    def look_up(self, rows: list[Texts], *, hold: bool) -> VacanciesThere:
        """The lines of notices are held with the rows, in one order with the acts of staff."""
        if hold:
            hold_lines(*self.rows_of({self.identify(cells) for cells in rows}))
        return VacanciesThere.of(super().look_up(rows, hold=hold), rows)

    def settle(self, cells: Texts, there: There) -> Texts:
        """Kosovo is the place of an operation there, and no State of the post's own."""
        row = there.found.get(self.identify(cells))
        operation = row.field_operation if row else None
        if "field_operation" in cells:
            operation = there.others["field_operation"].get(cells["field_operation"])
        is_there = cells.get("country") == KOSOVO and operation is not None
        return cells | {"country": ""} if is_there and operation.country == KOSOVO else cells

    def faults_of_values(self, plan: Plan, there: There) -> Iterable[Fault]:
        if isinstance(there, VacanciesThere) and there.closes_circle(plan):
            yield "follows", FollowsItself.message
        if isinstance(there, VacanciesThere):
            yield from there.fault_of_number(plan)
        yield from super().faults_of_values(plan, there)

    def note(self, plan: Plan, there: There) -> None:
        super().note(plan, there)
        if isinstance(there, VacanciesThere) and plan.entry is not None:
            there.add(plan)

    def exported(self) -> Iterable[Vacancy]:
        rows = {row.pk: row for row in super().exported()}
        done: set[int] = set()
        for row in rows.values():
            chain, link = [], row
            while link.pk not in done:
                done.add(link.pk)
                chain.append(link)
                link = rows.get(link.follows_id, link)
            yield from reversed(chain)
