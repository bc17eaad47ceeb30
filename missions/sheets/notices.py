"""Notices that follow others, never in a circle, and numbers that stand: of the portal or of rows above."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from missions.models import Vacancy
from missions.services.notices import leads_to
from missions.sheets.columns import Texts
from missions.sheets.plans import Plan
from missions.sheets.tables import Fault
from missions.sheets.there import There

NUMBER_STANDS = _(
    "A vacancy with this number stands as %(reference)s: give the row that reference, or say in follows "
    "that it is advertised again."
)


@dataclass(slots=True)
class VacanciesThere(There):
    """Besides, which notice was advertised again after which, and which has a number, as it will stand."""

    followed: dict[str, str] = field(default_factory=dict)  # by reference
    numbered: dict[str, str] = field(default_factory=dict)  # references by number

    @classmethod
    def of(cls, there: There, rows: list[Texts]) -> Self:
        """With the lines of all notices and the numbers of these rows, in two queries."""
        notices: Any = Vacancy.objects.all()
        lines = notices.filter(follows__isnull=False).values_list("reference", "follows__reference")
        numbers = {cells["number"] for cells in rows if cells.get("number")}
        numbered = notices.filter(number__in=numbers).order_by("pk").values_list("number", "reference")
        return cls(
            there.found, there.others, there.calls, there.spelt,
            followed=dict(lines), numbered=dict(numbered),
        )  # fmt: skip

    def fault_of_number(self, plan: Plan) -> Iterable[Fault]:
        """A notice that is not advertised again has its number alone."""
        number = plan.after("number")
        says_it = plan.row is None or plan.moves("number")
        stands = self.numbered.get(number, plan.key) if number and says_it else plan.key
        if stands != plan.key and plan.after("follows") is None:
            yield "number", NUMBER_STANDS % {"reference": stands}

    def closes_circle(self, plan: Plan) -> bool:
        """Whether the notice that the row follows was itself advertised again after the row's own."""
        earlier = plan.values.get("follows")
        return earlier is not None and leads_to(plan.key, earlier.reference, self.followed)

    def add(self, plan: Plan) -> None:
        """A notice that the sheet enters or changes: a later row may follow it, or mean it."""
        if number := plan.after("number"):
            self.numbered.setdefault(number, plan.key)
        if plan.row is None:
            self.others["follows"][plan.key] = plan.entry
        if "follows" in plan.values:
            earlier = plan.values["follows"]
            self.followed[plan.key] = earlier.reference if earlier is not None else ""
