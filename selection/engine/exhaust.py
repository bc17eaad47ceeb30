"""Try everything, where little is left to try: exact, in integers, without a solver."""

from collections.abc import Sequence
from dataclasses import replace

from selection.engine.bounds import Folded, fold_row
from selection.engine.model import Row

COLUMNS = 30
NODES = 4_000


class TooMany(Exception):
    """More assignments than it pays to try; a solver is faster."""


def try_all(folded: Folded, cuts: Sequence[Row] = ()) -> list[int] | None:
    """The best assignment of the free columns; None when none keeps the rows. Raises TooMany.

    ``cuts`` are rows that every assignment worth finding keeps: they end branches earlier, no more.
    """
    if len(folded.free) > COLUMNS or any(folded.lower) or any(high != 1 for high in folded.upper):
        raise TooMany
    number = {column: index for index, column in enumerate(folded.free)}
    tight = replace(folded, rows=list(folded.rows))
    for cut in cuts:
        fold_row(tight, cut, number, folded.base)
    return None if tight.impossible else _Tree(tight).best_leaf()


class _Tree:
    """Depth first; a branch ends where a row can no longer hold, or the best leaf so far not be passed.

    All rows lie side by side in one large integer, a field each, so that one subtraction tells whether any of
    them is broken: the highest bit of a field is set while the row still has room.
    """

    def __init__(self, folded: Folded) -> None:
        columns = range(len(folded.free))
        size = [max(map(abs, row.entries.values())) for row in folded.rows]
        most = max((abs(row.limit) + sum(map(abs, row.entries.values())) for row in folded.rows), default=0)
        self.bits = most.bit_length() + 2
        self.full = self._pack([1 << (self.bits - 1)] * len(folded.rows))
        uses = [[row.entries.get(column, 0) for row in folded.rows] for column in columns]
        weight = [
            sum(abs(use) / one for use, one in zip(uses[column], size, strict=True)) for column in columns
        ]
        self.order = sorted(columns, key=lambda column: -weight[column])
        self.worth = [folded.objective.get(column, 0) for column in self.order]
        self.uses = [self._pack(uses[column]) for column in self.order]
        self.most = [0]  # what the columns to come can add
        self.room = [self._pack([row.limit for row in folded.rows]) + self.full]  # if they take least
        for column in reversed(self.order):
            self.most.insert(0, self.most[0] + max(0, folded.objective.get(column, 0)))
            self.room.insert(0, self.room[0] - self._pack([min(0, use) for use in uses[column]]))
        self.nodes = 0
        self.path: list[int] = []
        self.leaf: list[int] | None = None
        self.record = 0

    def _pack(self, fields: list[int]) -> int:
        return sum(value << (self.bits * place) for place, value in enumerate(fields))

    def best_leaf(self) -> list[int] | None:
        self._visit(0, 0, 0)
        if self.leaf is None:
            return None
        values = [0] * len(self.order)
        for column, value in zip(self.order, self.leaf, strict=True):
            values[column] = value
        return values

    def _visit(self, depth: int, worth: int, used: int) -> None:
        self.nodes += 1
        if self.nodes > NODES:
            raise TooMany
        if self.leaf is not None and worth + self.most[depth] <= self.record:
            return
        if (self.room[depth] - used) & self.full != self.full:
            return
        if depth == len(self.order):
            self.leaf, self.record = list(self.path), worth
            return
        gain, use = self.worth[depth], self.uses[depth]
        for value in (1, 0) if gain >= 0 else (0, 1):
            self.path.append(value)
            self._visit(depth + 1, worth + gain * value, used + use * value)
            self.path.pop()
