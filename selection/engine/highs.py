"""HiGHS, asked for prices and for teams. The only file that imports it, and never at start-up.

Nothing it says is believed: prices only enter exact bounds (``bounds``), teams are checked in integers.
"""

import math
import sys
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from selection.engine.bounds import Folded, Found

EXACT = 0.5  # objectives are whole numbers
SLOP = 1e-5  # what floating point may take from or add to a bound of whole numbers
FINISHED = {"kOptimal", "kInfeasible", "kUnboundedOrInfeasible", "kModelEmpty"}  # everything here is bounded
OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "mip_rel_gap": 0.0,  # the default of 1e-4 would call a team optimal that is not
    "mip_allow_restart": False,  # dominance leaves small models: these cost more than they save
    "mip_detect_symmetry": False,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_zi_round": True,  # finds the first team sooner
}


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What the linear relaxation says; only good for exact bounds and for choosing where to look."""

    prices: list[float] | None
    values: list[float] | None


@cache
def library() -> ModuleType:
    """The solver, loaded once per process by whoever first needs it: half a second and much memory."""
    import highspy

    module: ModuleType = highspy
    return module


def solver_name() -> str:
    """Name and version of the solver, for the record."""
    return f"HiGHS {library().Highs().version()}"


def relax(folded: Folded) -> Relaxed:
    """The linear relaxation: a price per row and a value per column; nothing when it has no solution."""
    solver = _load(folded, whole=False)
    solver.setOptionValue("presolve", "off")  # twice as fast where dominance has already left little
    solver.run()
    if solver.getModelStatus() != library().HighsModelStatus.kOptimal:
        return Relaxed(None, None)
    solution = solver.getSolution()
    return Relaxed([-dual * folded.step for dual in solution.row_dual], list(solution.col_value))


def find_prices(folded: Folded) -> list[float] | None:
    """The prices alone."""
    return relax(folded).prices


def find_best(folded: Folded, seconds: float, *, gap: float = EXACT) -> Found:
    """The best whole-number assignment within the time; with a ``gap``, one that is no further from it."""
    solver = _load(folded, whole=True)
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("mip_abs_gap", gap / folded.step)
    solver.run()
    finished = solver.getModelStatus().name in FINISHED
    information = solver.getInfo()
    bound = _whole(-information.mip_dual_bound, folded)
    if information.primal_solution_status != library().kSolutionStatusFeasible:
        return Found(None, bound, finished)
    return Found([round(value) for value in solver.getSolution().col_value], bound, finished)


def _whole(steps: float, folded: Folded) -> int:
    """A bound of the solver, as the whole number it stands for."""
    if not math.isfinite(steps):
        return sys.maxsize
    return math.floor(steps + SLOP) * folded.step + folded.constant


def _load(folded: Folded, *, whole: bool) -> Any:
    step = folded.step
    model = library().HighsLp()
    model.num_col_ = len(folded.free)
    model.col_cost_ = [-folded.objective.get(index, 0) / step for index in range(len(folded.free))]
    model.col_lower_ = folded.lower
    model.col_upper_ = folded.upper
    model.num_row_ = len(folded.rows)
    model.row_lower_ = [-library().kHighsInf] * len(folded.rows)
    model.row_upper_ = [row.limit for row in folded.rows]
    _load_matrix(model.a_matrix_, folded)
    if whole:
        model.integrality_ = [library().HighsVarType.kInteger] * len(folded.free)
    solver = library().Highs()
    for option, value in OPTIONS.items():
        solver.setOptionValue(option, value)
    solver.passModel(model)
    return solver


def _load_matrix(matrix: Any, folded: Folded) -> None:
    starts = [0]
    columns: list[int] = []
    values: list[int] = []
    for row in folded.rows:
        columns += row.entries.keys()
        values += row.entries.values()
        starts.append(len(columns))
    matrix.format_ = library().MatrixFormat.kRowwise
    matrix.start_, matrix.index_, matrix.value_ = starts, columns, values
