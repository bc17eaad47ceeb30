"""The problem as integer rows and columns: what the solver, the lottery and the explanations work on.

A column is a candidacy (0 or 1) or the seats outside a band. Every row is Σ a·x ≤ limit, every level is Σ c·x
to be made as large as possible, all of it in integers; nothing here knows a solver.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from selection.engine.types import Band, Call, Candidacy, Problem

Entries = dict[int, int]


@dataclass(slots=True)
class Row:
    """Σ entries·x ≤ limit. ``counts_places``: it bounds the aims that count people."""

    entries: Entries
    limit: int
    counts_places: bool = False


@dataclass(slots=True)
class Level:
    """One aim, in its place of the order: Σ entries·x as large as possible."""

    name: str
    entries: Entries


@dataclass(slots=True)
class Seats:
    """The seats outside one band (or the cents over a budget that may yield): two columns, because the second
    slope starts beyond the tolerance."""

    near: int
    far: int
    tolerance: int
    limits: list["Limit"]


@dataclass(slots=True)
class Limit:
    """One side of a band: Σ entries·x ≤ rhs, or ≤ rhs + scale · (seats outside) where the band is soft."""

    entries: Entries
    rhs: int
    scale: int


@dataclass(slots=True)
class Model:
    """Columns with their bounds, rows and levels; ``candidacies`` are the first columns."""

    candidacies: Sequence[Candidacy]
    lower: list[int]
    upper: list[int]
    rows: list[Row] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    seats: list[Seats] = field(default_factory=list)

    def add_column(self, upper: int) -> int:
        """A new column from 0 to ``upper``; gives its number."""
        self.lower.append(0)
        self.upper.append(upper)
        return len(self.upper) - 1

    def complete(self, chosen: Iterable[int]) -> list[int]:
        """The whole assignment that goes with these candidacies: as few seats outside as possible."""
        values = [0] * len(self.upper)
        for column in chosen:
            values[column] = 1
        for seats in self.seats:
            outside = max(_seats_over(limit, values) for limit in seats.limits)
            values[seats.near] = min(outside, seats.tolerance)
            values[seats.far] = outside - values[seats.near]
        return values


def natural(level: str, value: int) -> int:
    """The value of a level as people say it: what is made small is not said with a minus."""
    return -value if level in {"outside", "cost_cents"} else value


def total(entries: Entries, values: Sequence[int]) -> int:
    """Σ entries·values."""
    return sum(coefficient * values[column] for column, coefficient in entries.items())


def _seats_over(limit: Limit, values: Sequence[int]) -> int:
    over = total(limit.entries, values) - limit.rhs
    return max(0, -(-over // limit.scale))


def build_model(
    problem: Problem, candidacies: Sequence[Candidacy], elastic: frozenset[str] = frozenset()
) -> Model:
    """The whole model over these candidacies (those dominance has left).

    ``elastic`` names rules (``budget``, or the attribute or label of hard bands) that may give way; each gets
    a level of its own, before all others, that keeps the yielding least. The caller puts them in order.
    """
    model = Model(candidacies, [0] * len(candidacies), [1] * len(candidacies))
    calls = {call.id: call for call in problem.calls}
    for column, candidacy in enumerate(candidacies):
        if candidacy.lock == "in":
            model.lower[column] = 1
        elif candidacy.lock == "out" or candidacy.score < calls[candidacy.call].minimum_score:
            model.upper[column] = 0
    builder = _Builder(problem, model, elastic)
    for call in problem.calls:
        builder.add_call(call)
    everybody = list(range(len(candidacies)))
    builder.add_budget(problem.budget_cents, everybody)
    _add_overlaps(model, calls)
    model.levels = builder.yielding_levels() + _levels(problem, model, builder.penalties)
    return model


class _Builder:
    """Rows of calls and budgets, with the columns that let elastic rules give way."""

    def __init__(self, problem: Problem, model: Model, elastic: frozenset[str]) -> None:
        self.model, self.elastic = model, elastic
        self.penalties: Entries = {}
        self.yields: dict[str, Entries] = {}
        self.columns: dict[str, list[int]] = {call.id: [] for call in problem.calls}
        for column, candidacy in enumerate(model.candidacies):
            self.columns[candidacy.call].append(column)

    def add_call(self, call: Call) -> None:
        columns = self.columns[call.id]
        self.model.rows.append(Row(dict.fromkeys(columns, 1), call.places, counts_places=True))
        self.add_budget(call.budget_cents, columns)
        for band in call.bands:
            self.add_band(call, band)

    def add_budget(self, cents: int | None, columns: list[int]) -> None:
        if cents is None:
            return
        costs = {column: self.model.candidacies[column].cost_cents for column in columns}
        if "budget" in self.elastic:
            seats = self._add_seats(0, sum(costs.values()), [Limit(costs, cents, 1)])
            self.yields.setdefault("budget", {})[seats.far] = -1
        else:
            self.model.rows.append(Row(costs, cents))

    def add_band(self, call: Call, band: Band) -> None:
        limits = list(_limits(self.model, self.columns[call.id], band))
        name = next((name for name in (band.label, band.attribute) if name in self.elastic), None)
        if band.hard and name is None:
            self.model.rows += [Row(limit.entries, limit.rhs) for limit in limits]
        elif limits:
            most = call.places + sum(band.carried.values()) + (band.min or 0)
            seats = self._add_seats(min(band.tolerance, most), most, limits)
            if not band.hard:
                self.penalties[seats.near] = -band.weights[0]
                self.penalties[seats.far] = -band.weights[1]
            elif name is not None:
                self.yields.setdefault(name, {}).update({seats.near: -1, seats.far: -1})

    def _add_seats(self, tolerance: int, most: int, limits: list[Limit]) -> Seats:
        """Two columns for what lies outside, up to the tolerance and beyond, in every one of the limits."""
        seats = Seats(self.model.add_column(tolerance), self.model.add_column(most), tolerance, limits)
        self.model.seats.append(seats)
        for limit in limits:
            outside = {seats.near: -limit.scale, seats.far: -limit.scale}
            self.model.rows.append(Row(limit.entries | outside, limit.rhs))
        return seats

    def yielding_levels(self) -> list[Level]:
        return [Level(f"yield:{name}", entries) for name, entries in self.yields.items()]


def _limits(model: Model, columns: list[int], band: Band) -> Iterable[Limit]:
    """The sides of a band. A share p is kept by whole people: 100·count ≥ p·(those who have such a label)."""
    prefix = band.attribute + "="
    labelled = [column for column in columns if band.label in model.candidacies[column].labels]
    carried, of = band.carried.get(band.label, 0), sum(band.carried.values())
    if band.min is not None:
        yield Limit(dict.fromkeys(labelled, -1), carried - band.min, 1)
    if band.max is not None:
        yield Limit(dict.fromkeys(labelled, 1), band.max - carried, 1)
    if not band.is_share:
        return
    kinds = {one.labels for one in model.candidacies}
    saying = {labels for labels in kinds if any(label.startswith(prefix) for label in labels)}
    counted = [column for column in columns if model.candidacies[column].labels in saying]
    if band.min_share is not None:
        entries = dict.fromkeys(counted, band.min_share)
        entries |= dict.fromkeys(labelled, band.min_share - 100)
        yield Limit(entries, 100 * carried - band.min_share * of, 100)
    if band.max_share is not None:
        entries = dict.fromkeys(counted, -band.max_share)
        entries |= dict.fromkeys(labelled, 100 - band.max_share)
        yield Limit(entries, band.max_share * of - 100 * carried, 100)


def _add_overlaps(model: Model, calls: dict[str, Call]) -> None:
    """One person, one call at a time: of the candidacies whose calls share a day, at most one."""
    by_person: dict[str, list[int]] = {}
    for column, candidacy in enumerate(model.candidacies):
        by_person.setdefault(candidacy.person, []).append(column)
    for columns in by_person.values():
        if len(columns) > 1:
            days = sorted({calls[model.candidacies[column].call].starts_on for column in columns})
            together = {
                frozenset(column for column in columns if _covers(calls, model.candidacies[column], day))
                for day in days
            }
            for group in sorted(map(sorted, together)):
                if len(group) > 1:
                    model.rows.append(Row(dict.fromkeys(group, 1), 1))


def _covers(calls: dict[str, Call], candidacy: Candidacy, day: date) -> bool:
    call = calls[candidacy.call]
    return call.starts_on <= day <= call.ends_on


def _levels(problem: Problem, model: Model, penalties: Entries) -> list[Level]:
    """The order of the aims (``docs/selection.md``), up to the declared ties; the lot comes after."""
    people = list(enumerate(model.candidacies))
    score = {column: candidacy.score for column, candidacy in people}
    levels = [Level("filled", dict.fromkeys(score, 1))]
    if problem.policy.mode == "tiered":
        tiers = {column: problem.policy.tier_of(candidacy.score) for column, candidacy in people}
        for tier in range(len(problem.policy.tiers)):
            best = dict.fromkeys((column for column in score if tiers[column] == tier), 1)
            levels.append(Level(f"tier:{tier}", best))
    if problem.policy.mode == "trade_off":
        levels.append(Level("trade_off", score | penalties))
    else:
        levels += [Level("outside", penalties), Level("score", score)]
    levels.append(Level("cost_cents", {column: -candidacy.cost_cents for column, candidacy in people}))
    for place in range(max(map(len, map(attrgetter("ties"), problem.candidacies)), default=0)):
        ties = {column: one.ties[place] for column, one in people if place < len(one.ties)}
        levels.append(Level(f"tie:{place}", ties))
    return levels
