"""How a figure is taken and said: medians of five, beside what it is measured against in the same run."""

import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

RUNS = 5


@dataclass(frozen=True, slots=True)
class Measurement:
    """One line. ``against`` is measured in the same run, null where the goal is absolute."""

    name: str
    value: float
    unit: str
    against: float | None
    ratio: float | None
    goal: float
    met: bool


def absolute(name: str, value: float, unit: str, goal: float) -> Measurement:
    """A figure with a goal of its own."""
    return Measurement(name, round(value, 4), unit, None, None, goal, value <= goal)


def relative(name: str, value: float, against: float, unit: str, goal: float) -> Measurement:
    """A figure whose goal is a multiple of another."""
    ratio = value / against
    return Measurement(name, round(value, 4), unit, round(against, 4), round(ratio, 3), goal, ratio <= goal)


def seconds(act: Callable[[], object]) -> float:
    """How long an act takes, the median of five."""
    return statistics.median(_once(act) for _ in range(RUNS))


def seconds_side_by_side(act: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Two acts in turn, so that a busy machine slows both: the medians of five."""
    pairs = [(_once(act), _once(other)) for _ in range(RUNS)]
    return statistics.median(first for first, _ in pairs), statistics.median(second for _, second in pairs)


def _once(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def report(measure: Callable[[], Measurement | list[Measurement]]) -> None:
    """Measure, print a line for each figure, and end with 1 when a goal is missed."""
    found = measure()
    lines = found if isinstance(found, list) else [found]
    for line in lines:
        print(json.dumps(asdict(line)), flush=True)
    sys.exit(not all(line.met for line in lines))
