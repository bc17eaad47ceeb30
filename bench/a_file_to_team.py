"""(a) A problem file to its proven team, against reading and checking the same file."""

from bench.measurement import Measurement, relative, report, seconds_side_by_side
from bench.problems import large_problem
from selection.engine.files import canonical_problem, read_problem
from selection.engine.highs import library
from selection.engine.results import result_to_text
from selection.engine.solver import solve


def measure() -> Measurement:
    """20,000 candidacies for 30 places, the solver already loaded."""
    library()
    data = canonical_problem(large_problem()).encode()

    def solve_file() -> str:
        result = solve(read_problem(data), explain=False)
        if result.status != "optimal":
            raise AssertionError(result.status)
        return result_to_text(result)

    solved, read = seconds_side_by_side(solve_file, lambda: read_problem(data))
    return relative("file to proven team, 20,000 x 30", solved, read, "s", goal=3)


if __name__ == "__main__":
    report(measure)
