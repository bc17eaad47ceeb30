"""A team against its problem, counted again from the rows; shares nothing with the code that solved it."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple
from fractions import Fraction
from itertools import combinations, pairwise
from math import ceil, floor

from selection.engine.types import Band, Call, Candidacy, Problem, Result

Faults = Iterable[str]


def find_broken_rules(problem: Problem, team: Sequence[Candidacy]) -> Faults:
    """One line per rule that the team breaks."""
    chosen = {one.id for one in team}
    for one in problem.candidacies:
        if one.lock == "in" and one.id not in chosen:
            yield f"team: {one.id} is locked in and missing"
        if one.lock == "out" and one.id in chosen:
            yield f"team: {one.id} is locked out and present"
    if problem.budget_cents is not None and sum(one.cost_cents for one in team) > problem.budget_cents:
        yield "team: costs more than the budget"
    for call in problem.calls:
        yield from _broken_rules_of_call(call, [one for one in team if one.call == call.id])
    for one, other in combinations(team, 2):
        if one.person == other.person and _share_a_day(problem, one.call, other.call):
            yield f"team: {one.id} and {other.id} are one person on the same days"


def _broken_rules_of_call(call: Call, team: Sequence[Candidacy]) -> Faults:
    if len(team) > call.places:
        yield f"team: more people than places for {call.id}"
    if call.budget_cents is not None and sum(one.cost_cents for one in team) > call.budget_cents:
        yield f"team: costs more than the budget of {call.id}"
    for one in team:
        if one.score < call.minimum_score and one.lock != "in":
            yield f"team: {one.id} is below the minimum of {call.id}"
    for band in call.bands:
        if band.hard and seats_outside(band, team):
            yield f"team: the band {band.label} of {call.id} does not hold"


def _share_a_day(problem: Problem, first: str, second: str) -> bool:
    one, other = (next(call for call in problem.calls if call.id == wanted) for wanted in (first, second))
    return max(one.starts_on, other.starts_on) <= min(one.ends_on, other.ends_on)


def people_of(band: Band, team: Sequence[Candidacy]) -> tuple[int, int]:
    """How many have the label, and how many have any label of its attribute; people carried included."""
    attribute = band.label.split("=")[0]
    count = sum(band.label in one.labels for one in team) + band.carried.get(band.label, 0)
    known = [
        one
        for one in team
        if any(label == band.label or label.startswith(f"{attribute}=") for label in one.labels)
    ]
    return count, len(known) + sum(band.carried.values())


def limits_of(band: Band, of: int) -> tuple[int | None, int | None]:
    """The band in whole people, when ``of`` people say something about its attribute."""
    low = [limit for limit in (band.min,) if limit is not None]
    high = [limit for limit in (band.max,) if limit is not None]
    if band.min_share is not None:
        low.append(ceil(Fraction(band.min_share, 100) * of))
    if band.max_share is not None:
        high.append(floor(Fraction(band.max_share, 100) * of))
    return max(low, default=None), min(high, default=None)


def seats_outside(band: Band, team: Sequence[Candidacy]) -> int:
    """How many people too few or too many."""
    count, of = people_of(band, team)
    low, high = limits_of(band, of)
    short = 0 if low is None else low - count
    over = 0 if high is None else count - high
    return max(0, short, over)


def weighted_outside(problem: Problem, team: Sequence[Candidacy]) -> int:
    """Seats outside the soft bands, each by its slope."""
    found = 0
    for call in problem.calls:
        here = [one for one in team if one.call == call.id]
        for band in call.bands:
            for seat in range(0 if band.hard else seats_outside(band, here)):
                found += band.weights[0] if seat < band.tolerance else band.weights[1]
    return found


def find_wrong_figures(problem: Problem, team: Sequence[Candidacy], result: Result) -> Faults:
    """One line per figure of the result that is not the team's."""
    figures, edges = result.figures, [10**9, *problem.policy.tiers, -1]
    tiers = [sum(low <= one.score < high for one in team) for high, low in pairwise(edges)]
    expected = {
        "filled": (figures.filled, len(team)),
        "tiers": (list(figures.tiers), tiers),
        "outside": (figures.outside, weighted_outside(problem, team)),
        "score": (figures.score, sum(one.score for one in team)),
        "cost_cents": (figures.cost_cents, sum(one.cost_cents for one in team)),
        "bands": ([astuple(band) for band in figures.bands], _bands(problem, team)),
    }
    for name, (stated, counted) in expected.items():
        if stated != counted:
            yield f"{name}: {stated} stated, {counted} counted"


def _bands(problem: Problem, team: Sequence[Candidacy]) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for call in problem.calls:
        here = [one for one in team if one.call == call.id]
        for band in call.bands:
            count, of = people_of(band, here)
            rows.append((call.id, band.label, count, of, *limits_of(band, of), seats_outside(band, here)))
    return rows
