"""Notices that follow others: of the portal or of rows above, and never in a circle."""

from dataclasses import dataclass, field
from typing import Any, Self

from missions.models import Vacancy
from missions.sheets.plans import Plan
from missions.sheets.there import There


@dataclass(slots=True)
class VacanciesThere(There):
    """Besides, which notice was advertised again after which, by reference: as it will stand."""

    followed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, there: There) -> Self:
        """With the lines of all notices, in one query."""
        notices: Any = Vacancy.objects.all()
        lines = notices.filter(follows__isnull=False).values_list("reference", "follows__reference")
        return cls(there.found, there.others, there.calls, followed=dict(lines))

    def closes_circle(self, plan: Plan) -> bool:
        """Whether the notice that the row follows was itself advertised again after the row's own."""
        earlier = plan.values.get("follows")
        reference = earlier.reference if earlier is not None else ""
        reached: set[str] = set()
        while reference and reference not in reached:
            if reference == plan.key:
                return True
            reached.add(reference)
            reference = self.followed.get(reference, "")
        return False

    def add(self, plan: Plan) -> None:
        """A notice that the sheet enters or changes: a later row may follow it."""
        if plan.row is None:
            self.others["follows"][plan.key] = plan.entry
        if "follows" in plan.values:
            earlier = plan.values["follows"]
            self.followed[plan.key] = earlier.reference if earlier is not None else ""
