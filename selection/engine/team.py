"""The best team there is, proven: what solving means, before anybody counts, explains or records it."""

import math
from dataclasses import dataclass

from selection.engine.dominance import undominated
from selection.engine.model import build_model
from selection.engine.search import Infeasible, Reached, Search
from selection.engine.types import Candidacy, Problem, Status


@dataclass(frozen=True, slots=True)
class Team:
    """Who is in it, by id; None while none is known. ``last``: how far the last level came."""

    status: Status
    members: tuple[Candidacy, ...] | None
    last: Reached | None


def find_team(problem: Problem, deadline: float = math.inf) -> Team:
    """The one best team, the lot drawn; or the best until ``deadline``, an instant of ``time.monotonic``.

    Raises ``search.UnsoundAnswer`` when the solver contradicts exact arithmetic: then there is no answer.
    """
    search = Search(build_model(problem, undominated(problem)), deadline)
    search.guess()
    try:
        finished = search.run(problem.seed)
    except Infeasible:
        return Team("infeasible", None, None)
    members = None if search.best is None else tuple(search.model.candidacies[one] for one in search.team)
    return Team("optimal" if finished else "time_limit", members, search.reached[-1])
