"""Bounds that can be trusted: prices may come from anywhere, the arithmetic is exact.

Weak duality: for any price ≥ 0 per row, Σ price·limit plus what each column can still gain at these prices is
at least the value of every assignment that keeps the rows. A poor price gives a weak bound, never a wrong
one; so a solver's floating-point prices are rounded to whole multiples of 1/SCALE and used in integers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

from selection.engine.model import Entries, Row

SCALE = 2**24


@dataclass(slots=True)
class Folded:
    """A problem without the columns that cannot move: ``free`` gives the columns' numbers before folding.

    Rows are divided by what their coefficients share and their limits rounded down: tighter, and still exact.
    """

    free: list[int]
    lower: list[int]
    upper: list[int]
    rows: list[Row]
    objective: Entries
    base: Sequence[int]
    constant: int = 0
    impossible: bool = False

    @property
    def step(self) -> int:
        """The objective only takes values this far apart."""
        return gcd(*self.objective.values()) or 1

    def unfold(self, found: Sequence[int]) -> list[int]:
        """The whole assignment: what was found, and the columns that could not move."""
        values = list(self.base)
        for column, value in zip(self.free, found, strict=True):
            values[column] = value
        return values

    def worth(self, values: Sequence[int]) -> int:
        """The objective of a whole assignment (one that agrees with what was folded)."""
        return self.constant + sum(
            worth * values[self.free[index]] for index, worth in self.objective.items()
        )


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: values of the free columns (None: no assignment) and a bound on the objective.

    ``finished``: it came to its end, so that the bound is the best value, and None means that there is none.
    """

    values: list[int] | None
    bound: int
    finished: bool


def fold(objective: Entries, rows: Sequence[Row], lower: Sequence[int], upper: Sequence[int]) -> Folded:
    """Take out the columns that are fixed and the rows that cannot bind."""
    free = [column for column, (low, high) in enumerate(zip(lower, upper, strict=True)) if low < high]
    number = {column: index for index, column in enumerate(free)}
    folded = Folded([*free], [lower[c] for c in free], [upper[c] for c in free], [], {}, lower)
    for column, coefficient in objective.items():
        if column in number:
            folded.objective[number[column]] = coefficient
        else:
            folded.constant += coefficient * lower[column]
    for row in rows:
        fold_row(folded, row, number, lower)
    return folded


def fold_row(folded: Folded, row: Row, number: dict[int, int], lower: Sequence[int]) -> None:
    entries = {number[column]: use for column, use in row.entries.items() if use and column in number}
    limit = row.limit
    if len(entries) < len(row.entries):
        limit -= sum(use * lower[column] for column, use in row.entries.items() if column not in number)
    if (
        sum(use * (folded.upper if use > 0 else folded.lower)[index] for index, use in entries.items())
        <= limit
    ):
        return
    if not entries:
        folded.impossible = True
        return
    shared = gcd(*entries.values())
    if shared > 1:
        entries = {index: use // shared for index, use in entries.items()}
    folded.rows.append(Row(entries, limit // shared, row.counts_places))


class Bound:
    """An upper bound on the objective of a folded problem, and what it says of each column."""

    def __init__(self, folded: Folded, prices: Sequence[float] | None) -> None:
        whole = [max(0, round(price * SCALE)) for price in prices or [0.0] * len(folded.rows)]
        self.step, self.constant = folded.step, folded.constant
        self.gains = _gains(folded, whole)
        self.limits = sum(price * row.limit for price, row in zip(whole, folded.rows, strict=True))
        self.scaled = self.limits + sum(
            gain * (high if gain > 0 else low)
            for gain, low, high in zip(self.gains, folded.lower, folded.upper, strict=True)
        )

    @property
    def value(self) -> int:
        """No assignment is worth more than this."""
        return self._whole(self.scaled)

    def _whole(self, scaled: int) -> int:
        return scaled // (SCALE * self.step) * self.step + self.constant

    def is_settled(self, index: int, worth: int) -> bool:
        """Whether no assignment worth ``worth`` moves this column one step away from its better limit."""
        return self._whole(self.scaled - abs(self.gains[index])) < worth

    def cut(self, free: Sequence[int], worth: int) -> Row:
        """What every assignment worth at least ``worth`` keeps: all rows at their prices, in one row."""
        gains = {column: -gain for column, gain in zip(free, self.gains, strict=True) if gain}
        return Row(gains, self.limits - SCALE * (worth - self.constant))


def _gains(folded: Folded, prices: Sequence[int]) -> list[int]:
    """What each column brings at these prices, in 1/SCALE."""
    gains = [0] * len(folded.free)
    for index, coefficient in folded.objective.items():
        gains[index] = coefficient * SCALE
    for row, price in zip(folded.rows, prices, strict=True):
        if price:
            for index, coefficient in row.entries.items():
                gains[index] -= price * coefficient
    return gains
