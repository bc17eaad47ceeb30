"""The team that is found is the one that is recorded, and it is said when none is."""

import math

from hypothesis import given, settings

from selection.engine.solver import solve
from selection.engine.team import find_team
from selection.engine.types import Band

from .examples import call, person, problem
from .problems import problems


@settings(derandomize=True, max_examples=60)
@given(problems("tiered"))
def test_the_recorded_team_is_the_found_one(wanted):
    found, recorded = find_team(wanted), solve(wanted, explain=False)

    assert (found.status, sorted(one.id for one in found.members or ())) == (
        recorded.status,
        list(recorded.team),
    )


def test_no_team_at_all_is_not_an_empty_team():
    impossible = problem(person(1, 500), calls=[call(bands=(Band("group=FR", min=1),))])

    assert find_team(impossible).members is None
    assert find_team(problem()).members == ()


def test_the_time_is_the_callers_not_the_files():
    wanted = problem(person(1, 500), person(2, 700), time_limit_s=0)

    assert find_team(wanted).status == "optimal"
    assert find_team(wanted, -math.inf).status == "time_limit"
