"""What a sorted spreadsheet would have done, to show beside the answer: down the list, whoever still fits."""

from selection.engine.figures import count_team
from selection.engine.ties import merit_order
from selection.engine.types import Candidacy, Figures, Problem, Result


def greedy_team(problem: Problem) -> list[Candidacy]:
    """In order of merit, everybody for whom there is a place, money and no other call on the same days."""
    team: list[Candidacy] = [one for one in problem.candidacies if one.lock == "in"]
    calls = {call.id: call for call in problem.calls}
    for one in merit_order(problem.seed, problem.candidacies):
        call = calls[one.call]
        if one.lock is None and one.score >= call.minimum_score and _fits(problem, [*team, one], one):
            team.append(one)
    return team


def _fits(problem: Problem, team: list[Candidacy], new: Candidacy) -> bool:
    call = next(call for call in problem.calls if call.id == new.call)
    here = [one for one in team if one.call == call.id]
    touching = problem.touching(call.id)
    return (
        len(here) <= call.places
        and (call.budget_cents is None or sum(one.cost_cents for one in here) <= call.budget_cents)
        and (problem.budget_cents is None or sum(one.cost_cents for one in team) <= problem.budget_cents)
        and sum(one.person == new.person and one.call in touching for one in team) == 1
    )


def compare(problem: Problem, result: Result) -> dict[str, object]:
    """The figures of both teams, and how many seats of hard bands the greedy one leaves unmet."""
    found = count_team(problem, greedy_team(problem))
    hard = [band.hard for call in problem.calls for band in call.bands]
    unmet = sum(band.outside for band, is_hard in zip(found.bands, hard, strict=True) if is_hard)
    return {"greedy": _shown(found) | {"hard_seats_unmet": unmet}, "result": _shown(result.figures)}


def _shown(figures: Figures) -> dict[str, object]:
    return {
        "filled": figures.filled,
        "tiers": list(figures.tiers),
        "outside": figures.outside,
        "score": figures.score,
        "cost_cents": figures.cost_cents,
    }
