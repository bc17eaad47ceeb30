"""The best team with one person forced in, or kept out: exactly, level by level."""

from collections.abc import Sequence
from dataclasses import dataclass

from selection.engine.dominance import undominated
from selection.engine.model import Model, build_model, total
from selection.engine.search import Infeasible, Search
from selection.engine.types import Candidacy, Problem


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
    for other in _neighbours(model, chosen, column):
        search.offer(other)
        if search.best is not None:
            break
    for level, best in zip(model.levels, optimum, strict=True):
        try:
            reached = search.maximise(level.name, level.entries)
        except Infeasible:
            return None
        if reached.bound < best:
            return Change(level.name, best - reached.bound, _ids(search))
    return Change("lot", 0, _ids(search))


def _neighbours(model: Model, chosen: set[int], column: int) -> list[list[int]]:
    """Teams one exchange away, those that cost least merit first: somewhere to begin."""
    people = range(len(model.candidacies))
    score = [one.score for one in model.candidacies]
    if column in chosen:
        others = sorted((other for other in people if other not in chosen), key=lambda other: -score[other])
        teams = [chosen - {column} | {other} for other in others[:20]]
    else:
        teams = [chosen - {other} | {column} for other in sorted(chosen, key=lambda other: score[other])]
    return [[int(number in team) for number in people] for team in teams]


def _ids(search: Search) -> frozenset[str]:
    return frozenset(search.model.candidacies[column].id for column in search.team)
