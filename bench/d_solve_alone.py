"""(d) The solver alone: a problem in memory to its proven team, the lot drawn."""

from bench.measurement import Measurement, absolute, report, seconds
from bench.problems import large_problem
from selection.engine.highs import library
from selection.engine.team import find_team


def measure() -> Measurement:
    """20,000 candidacies for 30 places, the solver already loaded."""
    library()
    problem = large_problem()
    return absolute("solve alone, 20,000 x 30", seconds(lambda: find_team(problem)), "s", goal=0.2)


if __name__ == "__main__":
    report(measure)
