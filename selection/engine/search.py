"""One aim after the other, each proven before the next, then the lot.

Each level is bounded by exact arithmetic on the solver's prices; a whole-number search runs only where the
team at hand does not reach the bound, over the few columns that the bound leaves open. What the bound settles
is fixed for the levels that follow, and the level's value becomes a row that they must keep. The bound
itself, as one more row (a cut), shows a search through all that is open which branches cannot hold.
"""

import math
import sys
import time
from dataclasses import dataclass, field

from selection.engine import highs
from selection.engine.bounds import Bound, Folded, Found, fold
from selection.engine.codes import RelaxationCode
from selection.engine.exhaust import TooMany, try_all
from selection.engine.model import Entries, Level, Model, Row, natural, total
from selection.engine.ties import by_lot
from selection.engine.types import Note

CORE = 60  # columns that a first guess looks at
BLOCK = 12  # lots that one search decides: few enough for the solver's arithmetic
FEW = 16  # columns: all that is left is decided by trying everything
GUESS_GAP = 20  # tenths of a point: a guess need not be the best


class UnsoundAnswer(RuntimeError):
    """The solver gave a team that breaks a rule, or stopped before its own bound: nothing may be shown."""


class Infeasible(Exception):
    """No team keeps the rules."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far one level came: the team's value and a bound no team exceeds."""

    level: str
    value: int | None
    bound: int

    @property
    def is_proven(self) -> bool:
        """Whether the team at hand is the best there is."""
        return self.value == self.bound

    def note(self) -> Note:
        """What to say when the time ran out here."""
        value = None if self.value is None else natural(self.level, self.value)
        gap = None if self.value is None else self.bound - self.value
        params = {"level": self.level, "value": value, "bound": self.natural_bound, "gap": gap}
        return Note(RelaxationCode.TIME_LIMIT, params)

    @property
    def natural_bound(self) -> int:
        """The bound as people say it."""
        return natural(self.level, self.bound)


@dataclass(slots=True)
class Search:
    """A lexicographic search over a model. ``deadline`` is an instant of ``time.monotonic``."""

    model: Model
    deadline: float = math.inf
    best: list[int] | None = None
    reached: list[Reached] = field(default_factory=list)
    lower: list[int] = field(init=False)
    upper: list[int] = field(init=False)
    rows: list[Row] = field(init=False)
    open_rows: list[Row] = field(init=False)
    cuts: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lower, self.upper = list(self.model.lower), list(self.model.upper)
        self.rows = list(self.model.rows)
        self.open_rows = self.rows
        if self.best is None:
            self.offer(self.lower)

    @property
    def team(self) -> list[int]:
        """The columns chosen so far; empty while no team is known."""
        people = range(len(self.model.candidacies))
        return [] if self.best is None else [column for column in people if self.best[column]]

    def run(self, seed: str | None = None) -> bool:
        """All levels in their order, then (with a seed) the lot; False when the time ran out.

        Raises Infeasible.
        """
        levels = self.model.levels
        for number, level in enumerate(levels):
            if self._finish(levels[number:], seed):
                return True
            reached = self.maximise(level.name, level.entries)
            self.reached.append(reached)
            if not reached.is_proven:
                return False
        return seed is None or self._draw(seed)

    def _finish(self, levels: list[Level], seed: str | None) -> bool:
        """Settle all that is left, the lot too, in one search through what is open; False when it is much."""
        still_open = [column for column, low in enumerate(self.lower) if low < self.upper[column]]
        if self.best is None or len(still_open) > FEW or self._is_late():
            return False
        lots = [] if seed is None else self._lots(seed)
        aims = [*(level.entries for level in levels), lot_weights(lots)]
        folded = fold(one_after_the_other(aims, still_open), self.open_rows, self.lower, self.upper)
        try:
            values = try_all(folded, self.cuts)
        except TooMany:
            return False
        if values is not None:
            self.offer(folded.unfold(values))
        if values is None or folded.worth(self.best) != folded.worth(folded.unfold(values)):
            raise UnsoundAnswer("trying everything lost the team at hand")
        worth = [total(level.entries, self.best) for level in levels]
        self.reached += [Reached(level.name, one, one) for level, one in zip(levels, worth, strict=True)]
        return True

    def maximise(self, name: str, objective: Entries) -> Reached:
        """One level; when it is proven, later levels keep its value. Raises Infeasible."""
        if self.best is not None and self._is_at_top(objective):
            value = total(objective, self.best)
            return Reached(name, value, value)
        if self.best is not None and max(objective.values(), default=0) == 1:
            reached = self._count_places(name, objective, self.best)
            if reached.is_proven:
                return reached
        folded = fold(objective, self.open_rows, self.lower, self.upper)
        if folded.impossible:
            raise Infeasible
        bound = self._bound(folded)
        limit = bound.value
        if self.best is None or folded.worth(self.best) < limit:
            limit = min(limit, self._improve(objective, folded, bound))
        reached = Reached(name, None if self.best is None else folded.worth(self.best), limit)
        if reached.is_proven:
            self._keep(objective, limit, folded.free, bound)
            self.cuts.append(bound.cut(folded.free, limit))
        return reached

    def _count_places(self, name: str, objective: Entries, best: list[int]) -> Reached:
        """A level that counts people, bounded by the places alone: often enough, and less to read."""
        places = [row for row in self.open_rows if row.counts_places]
        folded = fold(objective, places, self.lower, self.upper)
        bound = Bound(folded, [1.0] * len(folded.rows))
        reached = Reached(name, folded.worth(best), bound.value)
        if reached.is_proven:
            self._keep(objective, bound.value, folded.free, bound)
        return reached

    def _is_at_top(self, objective: Entries) -> bool:
        """Whether every column of the team at hand stands at its better limit; then they are fixed there."""
        team = self.best or []
        for column, worth in objective.items():
            if worth and team[column] != (self.upper if worth > 0 else self.lower)[column]:
                return False
        for column, worth in objective.items():
            if worth:
                self.lower[column] = self.upper[column] = team[column]
        return True

    def guess(self) -> None:
        """A good team to begin with, from all aims at once and few columns; it proves nothing."""
        folded = fold(blend(self.model.levels), self.open_rows, self.lower, self.upper)
        if folded.impossible or self._is_late():
            return
        gains = Bound(folded, highs.find_prices(folded)).gains
        near = sorted(map(abs, gains))[:CORE][-1:] or [0]
        lower, upper = list(self.lower), list(self.upper)
        for column, gain in zip(folded.free, gains, strict=True):
            if abs(gain) > near[0] and column < len(self.model.candidacies):
                lower[column] = upper[column] = self.upper[column] if gain > 0 else self.lower[column]
        core = fold(blend(self.model.levels), self.open_rows, lower, upper)
        if core.impossible:
            return
        found = highs.find_best(core, self.deadline - time.monotonic(), gap=GUESS_GAP)
        if found.values is not None:
            self.offer(core.unfold(found.values))

    def _draw(self, seed: str) -> bool:
        """The serial lottery over what is still open; False when the time ran out."""
        columns = self._lots(seed)
        return self._draw_at_once(columns) or self._draw_in_blocks(columns)

    def _lots(self, seed: str) -> list[int]:
        """The candidacies still open, in the order of their lots."""
        people = enumerate(self.model.candidacies)
        column_of = {one.id: column for column, one in people if self.lower[column] < self.upper[column]}
        undecided = [self.model.candidacies[column] for column in column_of.values()]
        return [column_of[one.id] for one in by_lot(seed, undecided)]

    def _draw_at_once(self, columns: list[int]) -> bool:
        """One search over all lots, where few columns are open."""
        folded = fold(lot_weights(columns), self.open_rows, self.lower, self.upper)
        try:
            values = try_all(folded, self.cuts)
        except TooMany:
            return False
        if values is not None:
            self.offer(folded.unfold(values))
        return values is not None

    def _draw_in_blocks(self, columns: list[int]) -> bool:
        for start in range(0, len(columns), BLOCK):
            block = [c for c in columns[start : start + BLOCK] if self.lower[c] < self.upper[c]]
            reached = self.maximise("lot", lot_weights(block))
            if self.best is None or not reached.is_proven:
                self.reached.append(Reached("lot", 0, 1))
                return False
            for column in block:
                self.lower[column] = self.upper[column] = self.best[column]
        return True

    def _bound(self, folded: Folded) -> Bound:
        """A bound from the solver's prices; when it is late, from the places alone."""
        if self._is_late():
            most = max(folded.objective.values(), default=0)
            return Bound(folded, [float(row.counts_places) * most for row in folded.rows])
        return Bound(folded, highs.find_prices(folded))

    def _improve(self, objective: Entries, folded: Folded, bound: Bound) -> int:
        """Look for a better team among those that the bound leaves; gives the bound that this claims."""
        if self._is_late():
            return sys.maxsize
        cuts = self.cuts
        if self.best is not None:
            worth = folded.worth(self.best)
            lower, upper = self._settle(folded.free, bound, worth + 1)
            cuts = [*self.cuts, bound.cut(folded.free, worth + 1)]
            better = Row({column: -value for column, value in objective.items()}, -worth - 1)
            folded = fold(objective, [*self.open_rows, better], lower, upper)
            if folded.impossible:
                return worth
        found = self._find_best(folded, cuts)
        if found.values is not None:
            self.offer(folded.unfold(found.values))
        if not found.finished:
            return found.bound if self.best is None else max(found.bound, folded.worth(self.best))
        if found.values is None and self.best is None:
            raise Infeasible
        if self.best is None or (found.values is not None and found.bound != folded.worth(self.best)):
            raise UnsoundAnswer(f"the solver's bound of {found.bound} is not its team's")
        return total(objective, self.best)

    def _find_best(self, folded: Folded, cuts: list[Row]) -> Found:
        try:
            values = try_all(folded, cuts)
        except TooMany:
            return highs.find_best(folded, self.deadline - time.monotonic())
        return Found(values, 0 if values is None else folded.worth(folded.unfold(values)), finished=True)

    def _settle(self, free: list[int], bound: Bound, worth: int) -> tuple[list[int], list[int]]:
        """The columns' limits, for assignments worth at least ``worth``: what the bound settles cannot move.

        Candidacies only: the seats outside bands follow from them.
        """
        lower, upper = list(self.lower), list(self.upper)
        for index, column in enumerate(free):
            if column < len(self.model.candidacies) and bound.is_settled(index, worth):
                lower[column] = upper[column] = upper[column] if bound.gains[index] > 0 else lower[column]
        return lower, upper

    def offer(self, found: list[int]) -> None:
        """Take an assignment as the team at hand if it keeps every rule and every level so far."""
        people = range(len(self.model.candidacies))
        values = self.model.complete([column for column in people if found[column]])
        if self._holds(values):
            self.best = values

    def _holds(self, values: list[int]) -> bool:
        """Whether an assignment keeps every bound, every row and every level so far, exactly."""
        within = all(
            low <= value <= high for low, value, high in zip(self.lower, values, self.upper, strict=True)
        )
        return within and all(total(row.entries, values) <= row.limit for row in self.rows)

    def _keep(self, objective: Entries, value: int, free: list[int], bound: Bound) -> None:
        """Fix what the bound settles and make the level a rule."""
        self.lower, self.upper = self._settle(free, bound, value)
        row = Row({column: -worth for column, worth in objective.items()}, -value)
        self.rows.append(row)
        if row.entries and min(row.entries.values()) >= 0:  # seats outside: few are left to give
            for column, use in row.entries.items():
                self.upper[column] = min(self.upper[column], -value // use if use else self.upper[column])
        is_open = [low < high for low, high in zip(self.lower, self.upper, strict=True)]
        if 2 * sum(is_open) < len(free):
            self.open_rows = [self._only_open(row, is_open) for row in self.rows]
            self.cuts = [self._only_open(cut, is_open) for cut in self.cuts]
        elif self.open_rows is not self.rows:
            self.open_rows.append(self._only_open(row, is_open))

    def _only_open(self, row: Row, is_open: list[bool]) -> Row:
        """The same row without the columns that are fixed: later levels have less to read."""
        entries = {column: worth for column, worth in row.entries.items() if is_open[column]}
        fixed = sum(
            worth * self.lower[column] for column, worth in row.entries.items() if not is_open[column]
        )
        return Row(entries, row.limit - fixed, row.counts_places)

    def _is_late(self) -> bool:
        return time.monotonic() >= self.deadline


def one_after_the_other(aims: list[Entries], columns: list[int]) -> Entries:
    """Aims over columns of 0 or 1 as one: a unit of each weighs more than all that come after it."""
    weights = dict.fromkeys(columns, 0)
    unit = 1
    for aim in reversed(aims):
        worth = [aim.get(column, 0) for column in columns]
        for column, one in zip(columns, worth, strict=True):
            weights[column] += unit * one
        unit *= 1 + sum(map(abs, worth))
    return weights


def lot_weights(columns: list[int]) -> Entries:
    """Each lot weighs more than all later ones together: the heaviest team is the one the lottery keeps."""
    return {column: 1 << rank for rank, column in enumerate(reversed(columns))}


def blend(levels: list[Level]) -> Entries:
    """The aims of merit in one, the earlier ones much heavier: good enough to guess with."""
    names = [level.name for level in levels]
    last = names.index("trade_off" if "trade_off" in names else "score")
    blended: Entries = {}
    weight = 1
    for level in reversed(levels[: last + 1]):
        for column, worth in level.entries.items():
            blended[column] = blended.get(column, 0) + weight * worth
        if level.name in {"score", "trade_off", "outside"}:
            weight *= 1 + max(map(abs, level.entries.values()), default=0)
        else:
            weight *= 8
    return blended
