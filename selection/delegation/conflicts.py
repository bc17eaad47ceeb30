"""Why no team is possible, and the least that must give way: the engine's notes in an official's words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from osce_portal.formats.money import euros
from selection.assessment.working import points
from selection.delegation.labels import attribute_word, people_word

Params = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Conflict:
    """``rules`` cannot hold together; each of ``ways_out`` is the least that makes a team possible."""

    rules: list[str]
    ways_out: list[str]


def read_conflict(
    relaxations: Iterable[Mapping[str, Any]], names: Mapping[str, str], carriers: Mapping[str, int]
) -> Conflict:
    """The notes of an infeasible result in words.

    ``names`` by reference of people locked in or out; ``carriers``: how many of those compared have a label.
    """
    notes = list(relaxations)
    rules = [
        _rule_text(rule, names, carriers)
        for note in notes
        if note["code"] == "conflict"
        for rule in note["params"]["rules"]
    ]
    ways_out = [_way_text(note["params"]) for note in notes if note["code"] == "relaxation"]
    return Conflict(rules, ways_out)


def people_in_conflict(relaxations: Iterable[Mapping[str, Any]]) -> set[str]:
    """References of people whose locks are part of a conflict."""
    rules = [rule for note in relaxations for rule in note["params"].get("rules", ())]
    locked_in = {rule["candidacy"] for rule in rules if rule["rule"] == "lock_in"}
    return locked_in | {one for rule in rules if rule["rule"] == "lock_out" for one in rule["candidacies"]}


def _rule_text(rule: Params, names: Mapping[str, str], carriers: Mapping[str, int]) -> str:
    if rule["rule"] == "band":
        return _band_rule(rule, carriers.get(rule["label"], 0))
    return RULES[rule["rule"]](rule, names)


def _band_rule(rule: Params, compared: int) -> str:
    """The limit, and how many there are to choose from."""
    limits = {
        "min": _("%(people)s: at least %(value)d"),
        "max": _("%(people)s: at most %(value)d"),
        "min_share": _("%(people)s: at least %(value)d %%"),
        "max_share": _("%(people)s: at most %(value)d %%"),
    }
    limit = limits[rule["limit"]] % {"people": people_word(rule["label"]), "value": rule["value"]}
    return _("%(limit)s (among those compared: %(count)d)") % {"limit": limit, "count": compared}


def _lock_out_rule(rule: Params, names: Mapping[str, str]) -> str:
    people = ", ".join(names.get(one, one) for one in rule["candidacies"])
    return _("Locked out: %(people)s") % {"people": people}


RULES: dict[str, Callable[[Params, Mapping[str, str]], str]] = {
    "budget": lambda rule, _names: _("The budget: %(money)s") % {"money": euros(rule["cents"])},
    "lock_in": lambda rule, names: (
        _("Locked in: %(person)s") % {"person": names.get(rule["candidacy"], rule["candidacy"])}
    ),
    "lock_out": _lock_out_rule,
    "minimum_score": lambda rule, _names: (
        _("The minimum score: %(points)s") % {"points": points(rule["value"])}
    ),
}


def _way_text(params: Params) -> str:
    """One relaxation: what changes, and the team that is then possible."""
    names = ", ".join(str(attribute_word(name)) for name in params["names"])
    changes = "; ".join(CHANGES[change["rule"]](change) for change in params["changes"])
    team = ngettext(
        "then %(count)d place can be filled, for %(cost)s",
        "then %(count)d places can be filled, for %(cost)s",
        params["filled"],
    ) % {"count": params["filled"], "cost": euros(params["cost_cents"])}
    return _("If this gives way – %(names)s: %(changes)s; %(team)s.") % {
        "names": names,
        "changes": changes,
        "team": team,
    }


def _band_change(change: Params) -> str:
    people, count = people_word(change["label"]), change["count"]
    if change["min"] is not None and count < change["min"]:
        text = _("%(people)s: %(count)d instead of at least %(limit)d")
        return text % {"people": people, "count": count, "limit": change["min"]}
    text = _("%(people)s: %(count)d instead of at most %(limit)d")
    return text % {"people": people, "count": count, "limit": change["max"]}


def _budget_change(change: Params) -> str:
    values = {"needed": euros(change["needed"]), "cents": euros(change["cents"])}
    return _("%(needed)s are needed instead of %(cents)s") % values


CHANGES: dict[str, Callable[[Params], str]] = {"band": _band_change, "budget": _budget_change}
