"""Somebody selected cannot go: who takes the place if the others stay, and the best team if they may move."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from selection.engine.solver import solve
from selection.engine.types import Problem, Result


@dataclass(frozen=True, slots=True)
class Replacement:
    """``kept``: everybody else keeps the place; ``best``: the best team without the person, whoever moves.

    ``successors``: who joins in ``kept``, usually one person; empty when nobody can without moving others (or
    when that alone breaks a rule: then ``kept.status`` is ``infeasible`` and its relaxations say which).
    """

    kept: Result
    best: Result
    successors: tuple[str, ...]

    @property
    def gain(self) -> int:
        """Tenths of a point that the best team has more than the one that leaves the others alone."""
        return self.best.figures.score - self.kept.figures.score


def replace_withdrawn(problem: Problem, team: Collection[str], leaving: str) -> Replacement:
    """What to propose when ``leaving`` (a candidacy of the ``team``) cannot go. A person confirms it."""
    others = frozenset(team) - {leaving}
    without = _locked(problem, frozenset(), leaving)
    kept = solve(_locked(problem, others, leaving), explain=False, reserve=0)
    best = solve(without, explain=False, reserve=0)
    return Replacement(kept, best, tuple(one for one in kept.team if one not in others))


def _locked(problem: Problem, inside: frozenset[str], outside: str) -> Problem:
    """The same problem with these candidacies locked in and that one locked out."""
    candidacies = tuple(
        replace(one, lock="out")
        if one.id == outside
        else replace(one, lock="in")
        if one.id in inside
        else one
        for one in problem.candidacies
    )
    return replace(problem, candidacies=candidacies)
