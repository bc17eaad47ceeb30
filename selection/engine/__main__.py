"""``python -m selection.engine solve problem.json`` and ``verify problem.json result.json``.

``solve`` writes the result to the standard output. It ends with 0 (solved), 2 (bad input: one line names the
place in the file), 3 (infeasible: the result is still written) or 4 (time limit). ``verify`` ends with 0 (the
result holds), 1 (it does not: one line says what) or 2 (unreadable).
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from selection.engine.fields import FileError, one_line
from selection.engine.files import read_problem
from selection.engine.greedy import compare
from selection.engine.results import read_result, result_to_text
from selection.engine.solver import RESERVE, solve
from selection.engine.verify import verify

T = TypeVar("T")
EXITS = {"optimal": 0, "infeasible": 3, "time_limit": 4}
DOES_NOT_HOLD, BAD_INPUT = 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    options = _parser().parse_args(arguments)
    try:
        return _solve(options) if options.command == "solve" else _verify(options)
    except FileError as error:
        sys.stderr.write(f"{error}\n")
        return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m selection.engine", description="Solve or verify a selection."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    solving = commands.add_parser("solve", help="write the result of a problem to the standard output")
    solving.add_argument("problem", type=Path)
    solving.add_argument("--no-explanations", action="store_true", help="only the team and its figures")
    solving.add_argument("--reserve", type=_count, default=RESERVE, metavar="N", help="people per call")
    solving.add_argument("--compare", choices=["greedy"], help="a simpler method, on standard error")
    verifying = commands.add_parser("verify", help="check a result against its problem, trusting nothing")
    verifying.add_argument("problem", type=Path)
    verifying.add_argument("result", type=Path)
    return parser


def _count(written: str) -> int:
    if not written.isdecimal():
        raise argparse.ArgumentTypeError("must be a whole number, 0 or more")
    return int(written)


def _solve(options: argparse.Namespace) -> int:
    problem = _read(options.problem, read_problem)
    result = solve(problem, explain=not options.no_explanations, reserve=options.reserve)
    sys.stdout.write(result_to_text(result))
    if options.compare:
        sys.stderr.write(json.dumps(compare(problem, result)) + "\n")
    return EXITS[result.status]


def _verify(options: argparse.Namespace) -> int:
    problem, result = _read(options.problem, read_problem), _read(options.result, read_result)
    faults = verify(problem, result)
    if faults:
        sys.stderr.write(f"{one_line(faults[0])}\n")
        return DOES_NOT_HOLD
    return 0


def _read(path: Path, read: Callable[[bytes], T]) -> T:
    """Read a file; every error names the file."""
    try:
        return read(path.read_bytes())
    except OSError as error:
        raise FileError(str(path), error.strerror or "cannot be read") from error
    except FileError as error:
        raise FileError(str(path), str(error)) from error


if __name__ == "__main__":
    sys.exit(main())
