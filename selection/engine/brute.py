"""The definition of the answer, taken literally: every team is tried. For a few people, to check the rest."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from selection.engine.recount import find_broken_rules, weighted_outside
from selection.engine.ties import by_lot
from selection.engine.types import Candidacy, Problem


def best_of_all(problem: Problem) -> tuple[str, ...] | None:
    """The ids of the one right team; None when no team keeps the rules."""
    sound = [team for team in _every_team(problem) if not any(find_broken_rules(problem, team))]
    if not sound:
        return None
    worth = [aims(problem, team) for team in sound]
    best = max(worth)
    left = [frozenset(one.id for one in team) for team, aim in zip(sound, worth, strict=True) if aim == best]
    for one in by_lot(problem.seed, problem.candidacies):
        left = [team for team in left if one.id in team] or left
    return tuple(sorted(left[0]))


def _every_team(problem: Problem) -> Iterable[tuple[Candidacy, ...]]:
    """Every team for which there are places enough."""
    places = sum(call.places for call in problem.calls)
    for size in range(min(places, len(problem.candidacies)) + 1):
        yield from combinations(problem.candidacies, size)


def aims(problem: Problem, team: Sequence[Candidacy]) -> list[int]:
    """What teams are compared by, the first first; larger is better."""
    policy = problem.policy
    tiers = [policy.tier_of(one.score) for one in team]
    outside, score = weighted_outside(problem, team), sum(one.score for one in team)
    merit = {"tiered": [-outside, score], "strict": [-outside, score], "trade_off": [score - outside]}
    by_tier = [tiers.count(tier) for tier in range(len(policy.tiers))] if policy.mode == "tiered" else []
    longest = max((len(one.ties) for one in problem.candidacies), default=0)
    ties = [sum(one.ties[place] for one in team if place < len(one.ties)) for place in range(longest)]
    return [len(team), *by_tier, *merit[policy.mode], -sum(one.cost_cents for one in team), *ties]
