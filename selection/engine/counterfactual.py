"""The best team with one person forced in, or kept out: exactly, level by level."""

from collections.abc import Sequence
from dataclasses import dataclass

from selection.engine.dominance import undominated
from selection.engine.model import Model, build_model, total
from selection.engine.search import Infeasible, Search
from selection.engine.types import Candidacy, Problem

FEW_COLUMNS = 300  # up to here an exchange is found faster than a guess


@dataclass(frozen=True, slots=True)
class Change:
    """The first level that loses (``lot`` when none does), by how much, and the best other team's ids."""

    level: str
    loss: int
    team: frozenset[str]


def changes_by_id(
    problem: Problem, team: Sequence[Candidacy], people: Sequence[Candidacy]
) -> dict[str, Change | None]:
    """For each: what changes with it forced in (if out) or kept out (if in); None: no team is left."""
    keep = frozenset(one.id for one in [*people, *team])
    model = build_model(problem, undominated(problem, keep=keep, slack=1))
    column_of = {one.id: column for column, one in enumerate(model.candidacies)}
    chosen = {column_of[one.id] for one in team}
    values = model.complete(chosen)
    optimum = [total(level.entries, values) for level in model.levels]
    return {one.id: _change(model, chosen, column_of[one.id], optimum) for one in people}


def _change(model: Model, chosen: set[int], column: int, optimum: Sequence[int]) -> Change | None:
    """One team with the column moved to its other side, compared with the optimum level by level."""
    search = Search(model)
    search.lower[column] = search.upper[column] = 0 if column in chosen else 1
    search.best = None
    if len(model.candidacies) <= FEW_COLUMNS:
        _offer_exchanges(search, chosen, column)
    if search.best is None:
        search.guess()
    for level, best in zip(model.levels, optimum, strict=True):
        try:
            reached = search.maximise(level.name, level.entries)
        except Infeasible:
            return None
        if reached.bound < best:
            return Change(level.name, best - reached.bound, _ids(search))
    return Change("lot", 0, _ids(search))


def _offer_exchanges(search: Search, chosen: set[int], column: int) -> None:
    """Somewhere to begin: the first team one exchange away that keeps the rules, least merit lost first."""
    score = [one.score for one in search.model.candidacies]
    if column in chosen:
        others = sorted(set(range(len(score))) - chosen, key=lambda other: -score[other])
        teams = (chosen - {column} | {other} for other in others)
    else:
        teams = (chosen - {other} | {column} for other in sorted(chosen, key=lambda other: score[other]))
    for team in teams:
        search.offer([int(number in team) for number in range(len(score))])
        if search.best is not None:
            return


def _ids(search: Search) -> frozenset[str]:
    return frozenset(search.model.candidacies[column].id for column in search.team)
