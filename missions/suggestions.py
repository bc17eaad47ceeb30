"""How many places a call could have: what Belgium's share allows and what the budget pays. Staff decide."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from missions.models import Call, Mission


@dataclass(frozen=True, slots=True)
class PlacesSuggestion:
    """Two upper limits, each None while a figure for it is missing."""

    by_share: int | None
    by_budget: int | None

    @property
    def places(self) -> int | None:
        """The lower of the limits that are known."""
        return min((limit for limit in (self.by_share, self.by_budget) if limit is not None), default=None)

    def in_words(self) -> str:
        """``share allows 30, the budget pays 12``, naming what is not known."""
        share = (
            _("the share allows %(number)d") % {"number": self.by_share}
            if self.by_share is not None
            else _("the share is not known")
        )
        budget = (
            _("the budget pays %(number)d") % {"number": self.by_budget}
            if self.by_budget is not None
            else _("budget or cost is not set")
        )
        return _("%(share)s, %(budget)s") % {"share": share, "budget": budget}


def suggest_places(call: Call) -> PlacesSuggestion:
    """Whole observers within Belgium's share of those requested, and within budget over unit cost."""
    by_share = allowed_by_share(call.mission) if call.mission else None
    by_budget = None
    if call.budget_cents is not None and call.unit_cost_cents:
        by_budget = call.budget_cents // call.unit_cost_cents
    return PlacesSuggestion(by_share, by_budget)


def allowed_by_share(mission: Mission) -> int | None:
    """Observers requested × Belgium's share, whole people only; None while either is not known."""
    if mission.observers_requested is None or mission.share_percent is None:
        return None
    return mission.observers_requested * mission.share_percent // 100
