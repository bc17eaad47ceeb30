"""Prove that no team does better, in integers, without dominance and without believing a search.

A claim "no assignment is worth more than v" is proven by a tree: at each node, prices from anywhere give an
exact bound (``bounds``); where it is not enough, one column is set both ways. What the bound settles for
assignments worth more than v needs no branch. A tree that grows too large is replaced by a second search of
the solver, over everybody, for a team worth more than v.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from selection.engine import highs
from selection.engine.bounds import Bound, Folded, fold
from selection.engine.model import Entries, Model, Row

NODES = 5_000
SECONDS = 60  # for the second search
Limits = tuple[list[int], list[int]]


class NotProven(Exception):
    """The claim is false, or no proof was found in time."""


@dataclass(slots=True)
class Proof:
    """Claims about a model, one after the other; what is kept becomes a rule for those that follow."""

    model: Model
    rows: list[Row] = field(init=False)
    lower: list[int] = field(init=False)
    upper: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = list(self.model.rows)
        self.lower, self.upper = list(self.model.lower), list(self.model.upper)

    def at_most(self, objective: Entries, value: int) -> None:
        """No assignment is worth more. Raises NotProven."""
        stack: list[Limits] = [(self.lower, self.upper)]
        for _ in range(NODES):
            if not stack:
                return
            low, high = (list(limits) for limits in stack.pop())
            stack += self._open(objective, value, low, high)
        self._search_again(objective, value)

    def is_impossible(self) -> None:
        """No assignment keeps the rows. Raises NotProven."""
        self.at_most({}, -1)

    def keep(self, objective: Entries, value: int) -> None:
        """From now on only assignments worth ``value``; what the bound settles for them is fixed."""
        folded = fold(objective, self.rows, self.lower, self.upper)
        bound = Bound(folded, highs.find_prices(folded) if folded.rows else None)
        _settle(folded, bound, self.lower, self.upper, value)
        self.rows.append(Row({column: -worth for column, worth in objective.items()}, -value))

    def _open(self, objective: Entries, value: int, low: list[int], high: list[int]) -> list[Limits]:
        """What is left to prove below a node: nothing, or its two halves."""
        folded = fold(objective, self.rows, low, high)
        if folded.impossible:
            return []
        relaxed = highs.relax(folded)
        bound = Bound(folded, relaxed.prices)
        if bound.value <= value or (relaxed.prices is None and self._cannot_hold(low, high)):
            return []
        if not folded.free:
            raise NotProven
        _settle(folded, bound, low, high, value + 1)
        return _halves(folded, relaxed.values, low, high)

    def _cannot_hold(self, low: list[int], high: list[int]) -> bool:
        """Whether no assignment keeps the rows: with slack in every row, all of it cannot be nothing."""
        slack = range(len(low), len(low) + len(self.rows))
        rows = [
            Row(row.entries | {column: -1}, row.limit) for row, column in zip(self.rows, slack, strict=True)
        ]
        most = [max(0, _largest(row, low, high) - row.limit) for row in self.rows]
        folded = fold(dict.fromkeys(slack, -1), rows, [*low, *[0] * len(rows)], [*high, *most])
        return folded.impossible or Bound(folded, highs.find_prices(folded)).value < 0

    def _search_again(self, objective: Entries, value: int) -> None:
        more = Row({column: -worth for column, worth in objective.items()}, -value - 1)
        folded = fold(objective, [*self.rows, more], self.lower, self.upper)
        if not folded.impossible:
            found = highs.find_best(folded, SECONDS)
            if found.values is not None or not found.finished:
                raise NotProven


def _largest(row: Row, low: Sequence[int], high: Sequence[int]) -> int:
    return sum(use * (high if use > 0 else low)[column] for column, use in row.entries.items())


def _settle(folded: Folded, bound: Bound, low: list[int], high: list[int], worth: int) -> None:
    for index, column in enumerate(folded.free):
        if bound.is_settled(index, worth):
            if bound.gains[index] > 0:
                low[column] = high[column]
            else:
                high[column] = low[column]


def _halves(folded: Folded, values: Sequence[float] | None, low: list[int], high: list[int]) -> list[Limits]:
    """Two halves that cover everything, cut at the column furthest from a whole number."""
    undecided = [index for index, column in enumerate(folded.free) if low[column] < high[column]]
    if not undecided:
        return [(low, high)]
    relaxed = values or [0.5] * len(folded.free)
    index = max(undecided, key=lambda one: abs(relaxed[one] - round(relaxed[one])))
    column = folded.free[index]
    cut = min(max(math.floor(relaxed[index]), low[column]), high[column] - 1)
    below, above = list(high), list(low)
    below[column], above[column] = cut, cut + 1
    return [(low, below), (above, high)]
