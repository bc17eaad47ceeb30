"""How many places a call can fill: its own, Belgium's share, what the budget pays. Staff decide."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from missions.models import Call
from osce_portal.common.enums import Role


@dataclass(frozen=True, slots=True)
class PlacesSuggestion:
    """Upper limits, each None while a figure for it is missing."""

    by_share: int | None
    by_budget: int | None
    by_places: int | None = None
    costs_nothing: bool = False  # a cost of zero is set, and sets no limit

    @property
    def places(self) -> int | None:
        """The least of the limits that are known."""
        limits = (self.by_places, self.by_share, self.by_budget)
        return min((limit for limit in limits if limit is not None), default=None)

    def in_words(self) -> str:
        """``share allows 30, the budget pays 12``, naming what is not known."""
        share = (
            _("the share allows %(number)d") % {"number": self.by_share}
            if self.by_share is not None
            else _("the share is not known")
        )
        said = _("%(share)s, %(budget)s") % {"share": share, "budget": self._budget_in_words()}
        if self.by_places is None:
            return said
        return _("%(possible)d: the call has %(places)d, %(limits)s") % {
            "possible": self.places or 0, "places": self.by_places, "limits": said,
        }  # fmt: skip

    def _budget_in_words(self) -> str:
        if self.by_budget is not None:
            return _("the budget pays %(number)d") % {"number": self.by_budget}
        return _("the places cost nothing") if self.costs_nothing else _("budget or cost is not set")


def suggest_places(call: Call) -> PlacesSuggestion:
    """Whole people within the call's places, Belgium's share of those requested, and budget over cost."""
    by_share = allowed_by_share(call)
    by_budget = None
    if call.budget_cents is not None and call.unit_cost_cents:
        by_budget = call.budget_cents // call.unit_cost_cents
    costs_nothing = call.budget_cents is not None and call.unit_cost_cents == 0
    return PlacesSuggestion(by_share, by_budget, call.places, costs_nothing)


def allowed_by_share(call: Call) -> int | None:
    """Observers requested in the call's role × Belgium's share, whole people only; None while not known."""
    if (mission := call.mission) is None or mission.share_percent is None:
        return None
    asked = mission.long_term_requested if call.role == Role.LTO else mission.observers_requested
    return None if asked is None else asked * mission.share_percent // 100
