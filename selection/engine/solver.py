"""Solve a problem: the best team there is, proven, or the honest reason why not."""

import time
from collections.abc import Mapping, Sequence
from heapq import nlargest
from itertools import chain

from selection.engine import highs
from selection.engine.explain import explain_all
from selection.engine.figures import count_team
from selection.engine.files import inputs_sha256
from selection.engine.relax import explain_conflict
from selection.engine.team import find_team
from selection.engine.ties import merit_order
from selection.engine.types import Candidacy, Explanation, Note, Problem, Result, Status

ENGINE_VERSION = "1"
RESERVE = 10


def solve(problem: Problem, *, explain: bool = True, reserve: int = RESERVE) -> Result:
    """The team, its figures, ``reserve`` people per call in order of merit, and why each person is in or out.

    The time limit of the policy covers the search for the team; explanations come on top of it. Raises
    ``search.UnsoundAnswer`` when the solver contradicts exact arithmetic: then there is no answer to show.
    """
    found = find_team(problem, time.monotonic() + problem.policy.time_limit_s)
    team = found.members or ()
    if found.last is None:  # no team keeps the rules
        return _result(problem, "infeasible", team, None, relaxations=explain_conflict(problem))
    bound = found.last.natural_bound
    if found.status == "time_limit":
        listed = 0 if found.members is None else reserve
        return _result(problem, "time_limit", team, bound, reserve=listed, relaxations=(found.last.note(),))
    explanations = explain_all(problem, team) if explain else {}
    return _result(problem, "optimal", team, bound, reserve=reserve, explanations=explanations)


def _result(
    problem: Problem,
    status: Status,
    team: Sequence[Candidacy],
    bound: int | None,
    *,
    reserve: int = 0,
    explanations: Mapping[str, Explanation] | None = None,
    relaxations: tuple[Note, ...] = (),
) -> Result:
    lists = reserve_lists(problem, team, reserve)
    return Result(
        status=status,
        team=tuple(sorted(one.id for one in team)),
        figures=count_team(problem, team),
        bound=bound,
        reserve=tuple(chain.from_iterable(lists)),
        reserve_size=max(map(len, lists), default=0),
        explanations=explanations or {},
        relaxations=relaxations,
        inputs_sha256=inputs_sha256(problem),
        engine_version=ENGINE_VERSION,
        solver=highs.solver_name(),
    )


def reserve_lists(problem: Problem, team: Sequence[Candidacy], size: int) -> list[list[str]]:
    """For each call, the next ``size`` people in order of merit who could take a place.

    That is: neither locked out, nor below the minimum, nor chosen for a call on the same days. Which of them
    replaces whom depends on who withdraws, and is computed then.
    """
    lists: list[list[str]] = []
    for call in problem.calls:
        touching = problem.touching(call.id)
        busy = {one.person for one in team if one.call in touching}
        free = [
            one
            for one in problem.candidacies
            if one.call == call.id
            and one.lock is None
            and one.score >= call.minimum_score
            and one.person not in busy
        ]
        lowest = nlargest(size, (one.score for one in free))
        near = [one for one in free if lowest and one.score >= lowest[-1]]
        lists.append([one.id for one in merit_order(problem.seed, near)[:size]])
    return lists
