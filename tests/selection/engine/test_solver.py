"""The solver gives the one right team: checked against trying every team."""

import pytest
from hypothesis import HealthCheck, given, settings

from selection.engine.solver import solve

from . import oracle
from .problems import problems


@pytest.mark.parametrize("mode", ["tiered", "strict", "trade_off"])
def test_the_team_is_the_one_that_trying_every_team_gives(mode):
    @settings(max_examples=350, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    @given(problems(mode))
    def agrees(problem):
        result, expected = solve(problem, explain=False), oracle.best_team(problem)
        assert result.status == ("infeasible" if expected is None else "optimal")
        assert list(result.team) == (expected or [])

    agrees()
