"""Try everything, where little is left to try: exact, in integers, without a solver."""

from selection.engine.bounds import Folded

COLUMNS = 30
NODES = 3_000


class TooMany(Exception):
    """More assignments than it pays to try; a solver is faster."""


def try_all(folded: Folded) -> list[int] | None:
    """The best assignment of the free columns; None when none keeps the rows. Raises TooMany."""
    if len(folded.free) > COLUMNS or any(folded.lower) or any(high != 1 for high in folded.upper):
        raise TooMany
    return _Tree(folded).best_leaf()


class _Tree:
    """Depth first; a branch ends where a row can no longer hold, or the best leaf so far not be passed."""

    def __init__(self, folded: Folded) -> None:
        columns = range(len(folded.free))
        size = [max(map(abs, row.entries.values())) for row in folded.rows]
        uses = [[row.entries.get(column, 0) for row in folded.rows] for column in columns]
        weight = [
            sum(abs(use) / most for use, most in zip(uses[column], size, strict=True)) for column in columns
        ]
        self.order = sorted(columns, key=lambda column: -weight[column])
        self.worth = [folded.objective.get(column, 0) for column in self.order]
        self.uses = [uses[column] for column in self.order]
        self.limits = [row.limit for row in folded.rows]
        self.most, self.least = (
            [0],
            [[0] * len(folded.rows)],
        )  # what the columns to come can add, take
        for worth, use in zip(reversed(self.worth), reversed(self.uses), strict=True):
            self.most.insert(0, self.most[0] + max(0, worth))
            self.least.insert(0, [rest + min(0, one) for rest, one in zip(self.least[0], use, strict=True)])
        self.nodes = 0
        self.path: list[int] = []
        self.leaf: list[int] | None = None
        self.record = 0

    def best_leaf(self) -> list[int] | None:
        self._visit(0, 0, [0] * len(self.limits))
        if self.leaf is None:
            return None
        values = [0] * len(self.order)
        for column, value in zip(self.order, self.leaf, strict=True):
            values[column] = value
        return values

    def _visit(self, depth: int, worth: int, used: list[int]) -> None:
        self.nodes += 1
        if self.nodes > NODES:
            raise TooMany
        if self.leaf is not None and worth + self.most[depth] <= self.record:
            return
        least = self.least[depth]
        if any(use + rest > limit for use, rest, limit in zip(used, least, self.limits, strict=True)):
            return
        if depth == len(self.order):
            self.leaf, self.record = list(self.path), worth
            return
        gain, use = self.worth[depth], self.uses[depth]
        for value in (1, 0) if gain >= 0 else (0, 1):
            self.path.append(value)
            taken = [old + new for old, new in zip(used, use, strict=True)] if value else used
            self._visit(depth + 1, worth + gain * value, taken)
            self.path.pop()
