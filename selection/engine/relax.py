"""When no team keeps the rules: which rules cannot hold together, and the least that must give way."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, islice
from typing import Any

from selection.engine.codes import RelaxationCode
from selection.engine.dominance import undominated
from selection.engine.figures import count_team
from selection.engine.model import build_model
from selection.engine.search import Infeasible, Search
from selection.engine.types import Band, Call, Candidacy, Note, Params, Problem

LIMITS = ("min", "max", "min_share", "max_share")
# Where the search for the smallest conflict ends: counted, so that every machine stops alike.
ROUNDS, SETS = 30, 40_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that a person could change, and the problem without it."""

    params: Params
    drop: Callable[[Problem], Problem]


def explain_conflict(problem: Problem) -> tuple[Note, ...]:
    """The smallest conflict, then each least relaxation in the policy's order of priority."""
    small = replace(problem, candidacies=tuple(undominated(problem, yielding=True)))
    rules = list(_rules(small))
    conflict = [rules[index].params for index in _smallest_conflict(small, rules)]
    return (Note(RelaxationCode.CONFLICT, {"rules": conflict}), *_relaxations(small))


def _rules(problem: Problem) -> Iterable[Rule]:
    if problem.budget_cents is not None:
        params = {"rule": "budget", "call": None, "cents": problem.budget_cents}
        yield Rule(params, lambda old: replace(old, budget_cents=None))
    for call in problem.calls:
        yield from _rules_of_call(problem, call)
    out = sorted(one.id for one in problem.candidacies if one.lock == "out")
    if out:
        yield Rule({"rule": "lock_out", "candidacies": out}, lambda old: _unlock(old, set(out)))
    for one in problem.candidacies:
        if one.lock == "in":
            yield Rule({"rule": "lock_in", "candidacy": one.id}, _unlocking(one.id))


def _rules_of_call(problem: Problem, call: Call) -> Iterable[Rule]:
    if call.budget_cents is not None:
        params = {"rule": "budget", "call": call.id, "cents": call.budget_cents}
        yield Rule(params, _changing(call.id, lambda old: replace(old, budget_cents=None)))
    if any(one.score < call.minimum_score for one in problem.candidacies if one.call == call.id):
        params = {"rule": "minimum_score", "call": call.id, "value": call.minimum_score}
        yield Rule(params, _changing(call.id, lambda old: replace(old, minimum_score=0)))
    for index, band in enumerate(call.bands):
        for limit in LIMITS:
            value = getattr(band, limit)
            if band.hard and value is not None:
                params = {
                    "rule": "band",
                    "call": call.id,
                    "label": band.label,
                    "limit": limit,
                    "value": value,
                }
                yield Rule(params, _changing(call.id, _without_limit(index, limit)))


def _changing(call_id: str, change: Callable[[Call], Call]) -> Callable[[Problem], Problem]:
    def drop(problem: Problem) -> Problem:
        calls = tuple(change(call) if call.id == call_id else call for call in problem.calls)
        return replace(problem, calls=calls)

    return drop


def _without_limit(index: int, limit: str) -> Callable[[Call], Call]:
    nothing: dict[str, Any] = {limit: None}

    def change(call: Call) -> Call:
        bands = list(call.bands)
        bands[index] = replace(bands[index], **nothing)
        return replace(call, bands=tuple(bands))

    return change


def _unlocking(candidacy_id: str) -> Callable[[Problem], Problem]:
    return lambda problem: _unlock(problem, {candidacy_id})


def _unlock(problem: Problem, ids: set[str]) -> Problem:
    return replace(
        problem,
        candidacies=tuple(replace(one, lock=None) if one.id in ids else one for one in problem.candidacies),
    )


def _is_feasible(problem: Problem, rules: Sequence[Rule], keep: Iterable[int]) -> bool:
    """Whether some team keeps these rules (by number), the places and nobody in two places at once."""
    kept = set(keep)
    for index, rule in enumerate(rules):
        if index not in kept:
            problem = rule.drop(problem)
    search = Search(build_model(problem, problem.candidacies))
    try:
        search.maximise("any", {})
    except Infeasible:
        return False
    return True


def _smallest_conflict(problem: Problem, rules: Sequence[Rule]) -> list[int]:
    """The smallest set of rules without a team: the least set that meets every way of making one possible.

    Each round takes the smallest set that meets all the ways known. If it has no team it is the answer; else
    it grows while it still has one, and what stays out is one more way. Where many rules weigh the same (more
    people locked in than there are places) that would never end: then a conflict of which no rule can be
    left out has to do.
    """
    ways: list[set[int]] = []
    for _ in range(ROUNDS):
        core = _smallest_meeting(ways, len(rules))
        if core is None:
            break
        if not _is_feasible(problem, rules, core):
            return core
        grown = list(core)
        for index in range(len(rules)):
            if index not in grown and _is_feasible(problem, rules, [*grown, index]):
                grown.append(index)
        ways.append(set(range(len(rules))) - set(grown))
    return _irreducible_conflict(problem, rules)


def _smallest_meeting(ways: list[set[int]], rules: int) -> list[int] | None:
    """The first of the smallest sets that meet all the ways; None if that takes too long to find."""
    every_set = chain.from_iterable(combinations(range(rules), size) for size in range(rules + 1))
    meeting = (picked for picked in islice(every_set, SETS) if all(way.intersection(picked) for way in ways))
    return next(map(list, meeting), None)


def _irreducible_conflict(problem: Problem, rules: Sequence[Rule]) -> list[int]:
    """All the rules but those that can be left out one by one, people first."""
    core = list(range(len(rules)))
    for index in reversed(range(len(rules))):
        rest = [one for one in core if one != index]
        if not _is_feasible(problem, rules, rest):
            core = rest
    return core


def _relaxations(problem: Problem) -> Iterable[Note]:
    """Each name of ``relax`` that is enough alone; if none is, the shortest beginning of the list that is."""
    alone = [note for name in problem.policy.relax if (note := _relaxed(problem, (name,)))]
    if alone:
        return alone
    names = problem.policy.relax
    together = (_relaxed(problem, names[:size]) for size in range(2, len(names) + 1))
    first = next((note for note in together if note), None)
    return [first] if first else []


def _relaxed(problem: Problem, names: tuple[str, ...]) -> Note | None:
    """The best team when these may give way as little as possible, the last named least of all."""
    model = build_model(problem, problem.candidacies, frozenset(names))
    order = [f"yield:{name}" for name in reversed(names)]
    model.levels.sort(key=lambda level: order.index(level.name) if level.name in order else len(order))
    search = Search(model)
    try:
        search.run()
    except Infeasible:
        return None
    team = [model.candidacies[column] for column in search.team]
    found = count_team(problem, team)
    changes = [*_budget_changes(problem, team)]
    bands = [(call, band) for call in problem.calls for band in call.bands]
    for (call, band), result in zip(bands, found.bands, strict=True):
        if band.hard and result.outside:
            changes.append(_band_change(call, band, result.count, result.min, result.max, result.outside))
    return Note(
        RelaxationCode.RELAXATION,
        {
            "names": list(names),
            "changes": changes,
            "filled": found.filled,
            "tiers": list(found.tiers),
            "outside": found.outside,
            "score": found.score,
            "cost_cents": found.cost_cents,
        },
    )


def _band_change(call: Call, band: Band, count: int, low: int | None, high: int | None, seats: int) -> Params:
    return {
        "rule": "band",
        "call": call.id,
        "label": band.label,
        "count": count,
        "min": low,
        "max": high,
        "seats": seats,
    }


def _budget_changes(problem: Problem, team: Sequence[Candidacy]) -> Iterable[Params]:
    budgets = [(None, problem.budget_cents), *((call.id, call.budget_cents) for call in problem.calls)]
    for call_id, cents in budgets:
        needed = sum(one.cost_cents for one in team if call_id in (None, one.call))
        if cents is not None and needed > cents:
            yield {"rule": "budget", "call": call_id, "cents": cents, "needed": needed}
