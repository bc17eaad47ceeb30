"""The engine's codes in words: for staff with names and figures; for the candidate in general words.

A candidate never reads another person's name, the price of a balance, or what would have been with another
gender, language group or affiliation. The codes are described in ``selection.engine.codes``.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from osce_portal.formats.money import euros
from selection.assessment.working import points, points_in_words

Note = Mapping[str, Any]
Names = Mapping[str, str]
TIER_LETTERS = "ABCDEFGHIJ"


def staff_text(note: Note, names: Names) -> str:
    """Why somebody is in or out, for staff; ``names`` by reference for those who would change places."""
    return STAFF[note["code"]](note["params"], names)


def candidate_text(note: Note) -> str:
    """Why, for the candidate: own points, places, and in general words what decided."""
    return CANDIDATE[note["code"]]()


def people_mentioned(notes: Iterable[Note]) -> set[str]:
    """References of everybody whom staff texts of these notes name."""
    return {
        public_id
        for note in notes
        for key in ("leaves", "joins")
        for public_id in note["params"].get(key, ())
    }


def _selected(params: Mapping[str, Any], names: Names) -> str:
    if params["level"] is None:
        return _("In the team by merit.")
    if params["level"] == "lot":
        return _("In the team. Another team would be exactly as good: the recorded lot decided.")
    loss = loss_text(params["level"], params["loss"])
    return _("In the team. Without this person: %(loss)s.") % {"loss": loss}


def _selected_locked(params: Mapping[str, Any], names: Names) -> str:
    if params["level"] in (None, "lot"):
        return _("In the team by a person's decision.")
    loss = loss_text(params["level"], params["loss"])
    return _("In the team by a person's decision. Without this person: %(loss)s.") % {"loss": loss}


def _loses(params: Mapping[str, Any], names: Names) -> str:
    loss = loss_text(params["level"], params["loss"])
    values = {"loss": loss, "exchange": _exchange(params, names), "because": BECAUSE[params["because"]]()}
    return _("%(because)s In the team %(exchange)s: %(loss)s.") % values


def _loses_lot(params: Mapping[str, Any], names: Names) -> str:
    text = _(
        "Equal in everything: the recorded lot decided. A team with this person %(exchange)s is as good."
    )
    return text % {"exchange": _exchange(params, names)}


def _outranked(params: Mapping[str, Any], names: Names) -> str:
    lowest = params["lowest_selected"]
    if lowest is None:
        return BECAUSE[params["because"]]()
    text = _("%(because)s The lowest points in the team are %(lowest)s.")
    return text % {"because": BECAUSE[params["because"]](), "lowest": points(lowest)}


def _exchange(params: Mapping[str, Any], names: Names) -> str:
    """Who would change places: "instead of A", "with B, instead of A and C"."""
    leaves = [names.get(public_id, public_id) for public_id in params["leaves"]]
    joins = [names.get(public_id, public_id) for public_id in params["joins"]]
    if joins and leaves:
        values = {"joins": ", ".join(joins), "leaves": ", ".join(leaves)}
        return _("together with %(joins)s, instead of %(leaves)s") % values
    if leaves:
        return _("instead of %(leaves)s") % {"leaves": ", ".join(leaves)}
    return _("as one more")


def loss_text(level: str, loss: int) -> str:
    """What a team loses at one aim, in words: the first aim at which it is worse."""
    aim, _colon, number = level.partition(":")
    index = int(number) if number else 0
    return LOSSES[aim](loss, index)


def _loses_places(loss: int, _index: int) -> str:
    return ngettext("%(count)d place fewer filled", "%(count)d places fewer filled", loss) % {"count": loss}


def _loses_tier(loss: int, index: int) -> str:
    text = ngettext(
        "%(count)d person fewer of band %(letter)s",
        "%(count)d people fewer of band %(letter)s",
        loss,
    )
    return text % {"count": loss, "letter": TIER_LETTERS[index]}


def _loses_balance(loss: int, _index: int) -> str:
    return _("the balances asked are kept less well (by %(count)d, weighted)") % {"count": loss}


def _loses_points(loss: int, _index: int) -> str:
    return _("%(points)s less") % {"points": points_in_words(loss)}


def _loses_money(loss: int, _index: int) -> str:
    return _("%(cost)s more") % {"cost": euros(loss)}


def _loses_tie(loss: int, index: int) -> str:
    if index == 0:
        text = ngettext(
            "equal points and cost, but %(count)d year less since the last mission for Belgium",
            "equal points and cost, but %(count)d years less since the last mission for Belgium",
            loss,
        )
        return text % {"count": loss}
    text = _("equal points and cost, but %(points)s less of electoral experience")
    return text % {"points": points_in_words(loss)}


LOSSES: dict[str, Callable[[int, int], str]] = {
    "filled": _loses_places,
    "tier": _loses_tier,
    "outside": _loses_balance,
    "score": _loses_points,
    "trade_off": _loses_points,
    "cost_cents": _loses_money,
    "tie": _loses_tie,
}
BECAUSE: dict[str, Callable[[], str]] = {
    "points": lambda: _("The points decided."),
    "balance": lambda: _("The balances asked decided."),
    "budget": lambda: _("The budget decided."),
    "other_call": lambda: _("Chosen for another mission on the same days."),
}
STAFF: dict[str, Callable[[Mapping[str, Any], Names], str]] = {
    "selected": _selected,
    "selected_locked": _selected_locked,
    "selected_only_with": lambda *_all: _("In the team: without this person no team keeps all the rules."),
    "locked_out": lambda *_all: _("Out by a person's decision."),
    "below_minimum": lambda *_all: _("Below the minimum score: a person must decide."),
    "loses": _loses,
    "loses_lot": _loses_lot,
    "no_team_with": lambda params, _names: (
        _("%(because)s No team with this person keeps all the rules.")
        % {"because": BECAUSE[params["because"]]()}
    ),
    "outranked": _outranked,
}
CANDIDATE: dict[str, Callable[[], str]] = {
    "selected": lambda: _("You were chosen for one of the places."),
    "decided_by_person": lambda: _("A person decided on your candidacy, with reasons."),
    "to_review": lambda: _(
        "Your points are below the minimum of this call; a person looked at your candidacy."
    ),
    "not_selected_points": lambda: _("Other candidates had more points for the places there were."),
    "not_selected_balance": lambda: _(
        "Among candidates of comparable merit, the balances asked for the whole team decided."
    ),
    "not_selected_budget": lambda: _("The budget of this mission decided how many people could be sent."),
    "not_selected_other_call": lambda: _("You were chosen for another mission on the same days."),
    "not_selected_lot": lambda: _(
        "Several candidates were equal in everything: a lot, recorded beforehand, decided."
    ),
}
