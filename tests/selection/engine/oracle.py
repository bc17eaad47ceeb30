"""The definition of the answer, written as plainly as possible: every team is tried.

For small problems only.
"""

from fractions import Fraction
from hashlib import sha256
from itertools import combinations
from math import ceil, floor


def best_team(problem, allowed=None):
    """The ids of the one right team, or None when no team keeps the rules.

    ``allowed``: the teams that keep them, which do not depend on the mode.
    """
    allowed = allowed_teams(problem) if allowed is None else allowed
    if not allowed:
        return None
    teams = [(aims(problem, team), team) for team in allowed]
    best = max(aim for aim, _ in teams)
    left = [{one.id for one in team} for aim, team in teams if aim == best]
    for candidacy in sorted(
        problem.candidacies, key=lambda one: sha256(f"{problem.seed}|{one.id}".encode()).hexdigest()
    ):
        left = [team for team in left if candidacy.id in team] or left
    assert len({frozenset(team) for team in left}) == 1
    return sorted(left[0])


def allowed_teams(problem):
    """Every team that keeps the rules."""
    return [team for team in every_team(problem) if keeps_rules(problem, team)]


def every_team(problem):
    """Every team for which there are places enough."""
    places = sum(call.places for call in problem.calls)
    for size in range(min(places, len(problem.candidacies)) + 1):
        yield from combinations(problem.candidacies, size)


def keeps_rules(problem, team):
    if problem.budget_cents is not None and sum(one.cost_cents for one in team) > problem.budget_cents:
        return False
    calls = {call.id: call for call in problem.calls}
    chosen = {one.id for one in team}
    if any((one.lock == "in") != (one.id in chosen) for one in problem.candidacies if one.lock):
        return False
    if any(one.score < calls[one.call].minimum_score and one.lock != "in" for one in team):
        return False
    for one, other in combinations(team, 2):
        first, second = calls[one.call], calls[other.call]
        if (
            one.person == other.person
            and first.starts_on <= second.ends_on
            and second.starts_on <= first.ends_on
        ):
            return False
    return all(call_holds(call, [one for one in team if one.call == call.id]) for call in problem.calls)


def call_holds(call, team):
    if len(team) > call.places:
        return False
    if call.budget_cents is not None and sum(one.cost_cents for one in team) > call.budget_cents:
        return False
    return all(seats_outside(band, team) == 0 for band in call.bands if band.hard)


def seats_outside(band, team):
    count = sum(band.label in one.labels for one in team) + band.carried.get(band.label, 0)
    attribute = band.label.split("=")[0]
    of = sum(any(label.split("=")[0] == attribute for label in one.labels) for one in team) + sum(
        band.carried.values()
    )
    gaps = [0]
    if band.min is not None:
        gaps.append(band.min - count)
    if band.max is not None:
        gaps.append(count - band.max)
    if band.min_share is not None:
        gaps.append(ceil(Fraction(band.min_share * of, 100)) - count)
    if band.max_share is not None:
        gaps.append(count - floor(Fraction(band.max_share * of, 100)))
    return max(gaps)


def outside(problem, team):
    found = 0
    for call in problem.calls:
        for band in call.bands:
            if not band.hard:
                seats = seats_outside(band, [one for one in team if one.call == call.id])
                beyond = max(0, seats - band.tolerance)
                found += band.weights[0] * (seats - beyond) + band.weights[1] * beyond
    return found


def aims(problem, team):
    """What is compared, most important first, larger is better."""
    policy, scores = problem.policy, [one.score for one in team]
    edges = [1001, *policy.tiers]
    tiers = [
        sum(low <= score < high for score in scores) for high, low in zip(edges, policy.tiers, strict=False)
    ]
    score, balance = sum(scores), -outside(problem, team)
    merit = {"tiered": [*tiers, balance, score], "strict": [balance, score], "trade_off": [score + balance]}
    longest = max((len(one.ties) for one in problem.candidacies), default=0)
    ties = [sum([*one.ties, *[0] * longest][place] for one in team) for place in range(longest)]
    return [len(team), *merit[policy.mode], -sum(one.cost_cents for one in team), *ties]
