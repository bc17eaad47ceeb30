"""(e) The most memory a process ever holds that reads a file, solves it and writes the result."""

import resource
import sys
import tempfile
from pathlib import Path

from bench.measurement import Measurement, absolute, report
from bench.problems import write_large_problem
from selection.engine.files import read_problem
from selection.engine.results import result_to_text
from selection.engine.solver import solve

UNIT = 1 if sys.platform == "darwin" else 1024  # bytes, or kilobytes


def measure() -> Measurement:
    """20,000 candidacies for 30 places; another process writes the file, which costs this one nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "problem.json"
        write_large_problem(path)
        result_to_text(solve(read_problem(path.read_bytes()), explain=False))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT / 1_000_000
    return absolute("peak memory, 20,000 x 30", peak, "MB", goal=300)


if __name__ == "__main__":
    report(measure)
