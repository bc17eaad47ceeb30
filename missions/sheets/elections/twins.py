"""No election enters twice: not under another reference, and not beside itself with another date."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from missions.enums import MissionStage
from missions.models import Mission
from missions.sheets.columns import Texts
from missions.sheets.plans import Plan
from missions.sheets.tables import Fault
from missions.sheets.there import There

SAME_ELECTION = dt.timedelta(days=366)  # dates so near may be those of one election that moved


@dataclass(slots=True)
class MissionsThere(There):
    """Besides, the elections of the sheet's countries by their day, and coming ones that it does not name."""

    twins: dict[Any, str] = field(default_factory=dict)
    coming: list[Mission] = field(default_factory=list)

    @classmethod
    def of(cls, there: There, rows: list[Texts]) -> Self:
        """With the missions to the countries of these rows, in one query."""
        countries = {cells.get("iso2", "") for cells in rows}
        missions = list(Mission.objects.select_related("state").filter(state__iso2__in=countries))
        twins: dict[Any, str] = {
            (mission.state_id, mission.election, mission.election_day): mission.reference
            for mission in missions
            if mission.election_day is not None
        }
        coming = [mission for mission in missions if _is_coming(mission, there)]
        return cls(there.found, there.others, there.calls, twins=twins, coming=coming)

    def add(self, plan: Plan) -> None:
        """A mission that the sheet enters: a later row may mean it too."""
        if plan.values["election_day"] is not None:
            self.twins[_election_of(plan)] = plan.key


def _election_of(plan: Plan) -> tuple[Any, ...]:
    return plan.values["state"].pk, plan.values["election"], plan.values["election_day"]


def _is_coming(mission: Mission, there: There) -> bool:
    """A mission that is not over and that the sheet does not name: a row without reference may mean it."""
    is_over = mission.stage in {MissionStage.DONE, MissionStage.CANCELLED}
    lies_ahead = mission.calendar_on is None or mission.calendar_on >= timezone.localdate()
    return lies_ahead and not is_over and mission.reference not in there.found


def fault_of_twin(plan: Plan, there: MissionsThere) -> Iterable[Fault]:
    """An election that stands in the calendar under another reference, or date, is not entered twice."""
    if twin := there.twins.get(_election_of(plan)):
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
    if (mission.state_id, mission.election) != _election_of(plan)[:2]:
        return False
    there = mission.calendar_on
    return about is None or there is None or abs(there - about) <= SAME_ELECTION
