"""No election enters twice: not under another reference, and not beside itself with another date."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from missions.enums import ElectionKind, MissionStage
from missions.models import Mission
from missions.sheets.columns import Texts
from missions.sheets.plans import Plan
from missions.sheets.tables import Fault
from missions.sheets.there import There

SAME_ELECTION = dt.timedelta(days=366)  # dates so near may be those of one election that moved


@dataclass(slots=True)
class MissionsThere(There):
    """Besides, what stands in the calendar for the sheet's countries, and coming ones that it does not name.

    ``days``: the references of each State and day, by kind of election.
    """

    days: dict[Any, dict[str, str]] = field(default_factory=dict)
    coming: list[Mission] = field(default_factory=list)

    @classmethod
    def of(cls, there: There, rows: list[Texts]) -> Self:
        """With the missions to the countries of these rows, in one query."""
        countries = {cells.get("iso2", "") for cells in rows}
        missions = list(Mission.objects.select_related("state").filter(state__iso2__in=countries))
        days: dict[Any, dict[str, str]] = {}
        for mission in missions:
            if mission.election_day is not None:
                day = days.setdefault((mission.state_id, mission.election_day), {})
                day[mission.election] = mission.reference
        coming = [mission for mission in missions if _is_coming(mission, there)]
        return cls(there.found, there.others, there.calls, days=days, coming=coming)

    def twin_of(self, plan: Plan) -> str | None:
        """The reference of the same election of that day; an ``other`` one may be any."""
        kinds = self.days.get(_day_of(plan), {})
        return next((there for kind, there in kinds.items() if _may_be(kind, plan.values["election"])), None)

    def add(self, plan: Plan) -> None:
        """A mission that the sheet enters: a later row may mean it too."""
        if plan.values["election_day"] is not None:
            self.days.setdefault(_day_of(plan), {})[plan.values["election"]] = plan.key


def _day_of(plan: Plan) -> tuple[Any, ...]:
    return plan.values["state"].pk, plan.values["election_day"]


def _may_be(kind: str, other: str) -> bool:
    return kind == other or ElectionKind.OTHER in {kind, other}


def _is_coming(mission: Mission, there: There) -> bool:
    """A mission that is not over and that the sheet does not name: a row without reference may mean it."""
    is_over = mission.stage in {MissionStage.DONE, MissionStage.CANCELLED}
    lies_ahead = mission.calendar_on is None or mission.calendar_on >= timezone.localdate()
    return lies_ahead and not is_over and mission.reference not in there.found


def fault_of_twin(plan: Plan, there: MissionsThere) -> Iterable[Fault]:
    """An election that stands in the calendar under another reference, or date, is not entered twice."""
    if twin := there.twin_of(plan):
        why = _("This election stands in the calendar as %(reference)s: please give its row this reference.")
        yield "reference", why % {"reference": twin}
    elif not plan.cells.get("reference"):
        about = plan.values["election_day"] or plan.values["period_ends_on"]
        alike = (mission.reference for mission in there.coming if _is_alike(mission, plan, about))
        if found := next(alike, None):
            why = _("This may be %(reference)s with another date: give its row that reference, or a new one.")
            yield "reference", why % {"reference": found}


def _is_alike(mission: Mission, plan: Plan, about: dt.date | None) -> bool:
    """The same election as far as can be told; a date that is not known may be any."""
    if mission.state_id != plan.values["state"].pk or not _may_be(mission.election, plan.values["election"]):
        return False
    there = mission.calendar_on
    return about is None or there is None or abs(there - about) <= SAME_ELECTION
