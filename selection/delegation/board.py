"""A kept run as an official reads it: rows of people and the five weights of the team, from the two files."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from selection.candidacies.models import Candidacy
from selection.delegation.conflicts import Conflict, people_in_conflict, read_conflict
from selection.delegation.explanations import TIER_LETTERS, people_mentioned, staff_text
from selection.delegation.labels import ATTRIBUTES, SIDES, attribute_word, people_word, person_word
from selection.delegation.models import SelectionRun


@dataclass(frozen=True, slots=True)
class Row:
    """One person in a run: the five weights, the place, and why."""

    candidacy: Candidacy
    rank: int | None
    score_tenths: int
    tier: str
    cost_cents: int
    language_group: Any
    gender: Any
    affiliation: Any
    is_first_timer: bool
    lock: str | None
    why: str

    @property
    def has_own_cost(self) -> bool:
        """The run counted what this person costs, not the call's standard cost."""
        return self.cost_cents == self.candidacy.cost_cents


@dataclass(frozen=True, slots=True)
class Segment:
    """One side of a balance bar, in whole people; ``x`` and ``width`` in per cent of the bar."""

    label: Any
    count: int
    x: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Band:
    """A band of the call and how the team stands to it."""

    label: Any
    count: int
    of: int
    min: int | None
    max: int | None
    outside: int
    hard: bool
    carried: int


@dataclass(frozen=True, slots=True)
class ByPoints:
    """What a list sorted by points would have given; differences are the list's less the team's."""

    is_same_team: bool
    others: int
    filled: int
    places_fewer: int
    score_tenths: int
    score_difference: int
    cost_cents: int
    cost_difference: int
    broken: list[Band]


@dataclass(slots=True)
class Weight:
    """One of the balances: its two sides in the team, those who say nothing, its bands."""

    attribute: str
    name: Any
    segments: list[Segment] = field(default_factory=list)
    silent: int = 0
    bands: list[Band] = field(default_factory=list)

    @property
    def is_one_sided(self) -> bool:
        """First-timers, for example: the others are no side, but they are not silent either."""
        return len(self.segments) < 2


class Board:
    """Reads one run; people's names are looked up for the rows asked for, in one query."""

    def __init__(self, run: SelectionRun):
        self.run, self.result = run, run.result
        self.call_file = run.problem["calls"][0]
        self.policy = run.problem["policy"]
        self.people = {row["id"]: row for row in run.problem["candidacies"]}
        self._notes = {key: both["staff"] for key, both in self.result["explanations"].items()}

    @property
    def is_feasible(self) -> bool:
        return self.result["status"] != "infeasible"

    @property
    def is_proven(self) -> bool:
        return self.result["status"] == "optimal"

    @property
    def places(self) -> int:
        return self.call_file["places"]

    @property
    def average_tenths(self) -> int:
        """Mean points of the team, in tenths, rounded half up."""
        filled = self.result["filled"]
        return (2 * self.result["score"] + filled) // (2 * filled) if filled else 0

    @property
    def budget_percent(self) -> int:
        """Share of the budget that the team costs, in whole per cent; 0 where there is no money."""
        budget = self.call_file["budget_cents"]
        return min(100, 100 * self.result["cost_cents"] // budget) if budget else 0

    @property
    def tiers(self) -> list[dict[str, Any]]:
        """How many of the team stand in each band of merit, with the band's lowest points (tenths)."""
        lowest = [*self.policy["tiers"], 0]
        counts = self.result["tiers"]
        return [
            {"letter": TIER_LETTERS[index], "lowest": lowest[index], "count": count}
            for index, count in enumerate(counts)
        ]

    def team(self) -> list[Row]:
        """The team by points."""
        return self.rows(sorted(self.result["team"], key=lambda key: (-self.people[key]["score"], key)))

    def reserve(self) -> list[Row]:
        """The reserve list in its order."""
        return self.rows(self.result["reserve"])

    def others(self) -> list[str]:
        """References of everybody else, by points."""
        placed = {*self.result["team"], *self.result["reserve"]}
        rest = [key for key in self.people if key not in placed]
        return sorted(rest, key=lambda key: (-self.people[key]["score"], key))

    def rows(self, public_ids: Iterable[str]) -> list[Row]:
        """Rows for these references, in this order, with who cannot go when; two queries."""
        wanted = list(public_ids)
        notes = [self._notes[key] for key in wanted if key in self._notes]
        found = self._candidacies({*wanted, *people_mentioned(notes)})
        names = {key: candidacy.candidate.full_name for key, candidacy in found.items()}
        return [
            self._row(found[key], rank, names) for rank, key in enumerate(wanted, start=1) if key in found
        ]

    def conflict(self) -> Conflict:
        """Why no team is possible, in words."""
        relaxations = self.result["relaxations"]
        found = self._candidacies(people_in_conflict(relaxations))
        names = {key: candidacy.candidate.full_name for key, candidacy in found.items()}
        carriers = Counter(label for row in self.people.values() for label in row["labels"])
        return read_conflict(relaxations, names, carriers)

    def _candidacies(self, public_ids: Iterable[str]) -> dict[str, Candidacy]:
        found = Candidacy.objects.filter(public_id__in=public_ids).select_related("candidate")
        found = found.with_absences(self.run.call)
        return {candidacy.public_id: candidacy for candidacy in found}

    def _row(self, candidacy: Candidacy, rank: int, names: dict[str, str]) -> Row:
        data = self.people[candidacy.public_id]
        tier = next(
            (index for index, lowest in enumerate(self.policy["tiers"]) if data["score"] >= lowest),
            len(self.policy["tiers"]),
        )
        note = self._notes.get(candidacy.public_id)
        return Row(
            candidacy=candidacy,
            rank=rank,
            score_tenths=data["score"],
            tier=TIER_LETTERS[tier],
            cost_cents=data["cost_cents"],
            language_group=person_word(data["labels"], "language_group"),
            gender=person_word(data["labels"], "gender"),
            affiliation=person_word(data["labels"], "affiliation"),
            is_first_timer="first_timer=yes" in data["labels"],
            lock=data["lock"],
            why=staff_text(note, names) if note else "",
        )

    def weights(self) -> list[Weight]:
        """The balances of the team: the three that the procedure names, and any other that has a band."""
        asked = [label.partition("=")[0] for label in self._bands()]
        attributes = [*SIDES, *(name for name in ATTRIBUTES if name not in SIDES and name in asked)]
        attributes += [name for name in dict.fromkeys(asked) if name not in attributes]
        return [self._weight(attribute) for attribute in attributes]

    def _bands(self) -> dict[str, dict[str, Any]]:
        return {band["label"]: band for band in self.call_file["bands"]}

    def _weight(self, attribute: str) -> Weight:
        weight = Weight(attribute, attribute_word(attribute))
        team = [self.people[key]["labels"] for key in self.result["team"]]
        labels = SIDES.get(attribute) or [
            label for label in self._bands() if label.startswith(attribute + "=")
        ]
        start = 0.0
        for index, label in enumerate(labels):
            count = sum(label in own for own in team)
            width = 100 * count / len(team) if team else 0.0
            weight.segments.append(Segment(people_word(label), count, start, width, f"side-{index + 1}"))
            start += width
        weight.silent = len(team) - sum(segment.count for segment in weight.segments)
        weight.bands = [
            self._band(found)
            for found in self.result["bands"]
            if found["label"].partition("=")[0] == attribute
        ]
        return weight

    def by_points(self) -> ByPoints | None:
        """The sorted list beside the team; None for runs kept before it was computed."""
        kept, team = self.run.by_points, self.result
        if kept is None:
            return None
        return ByPoints(
            is_same_team=kept["team"] == team["team"],
            others=len(set(kept["team"]) - set(team["team"])),
            filled=kept["filled"],
            places_fewer=max(0, team["filled"] - kept["filled"]),
            score_tenths=kept["score"],
            score_difference=kept["score"] - team["score"],
            cost_cents=kept["cost_cents"],
            cost_difference=kept["cost_cents"] - team["cost_cents"],
            broken=[self._band(found) for found in kept["bands"] if found["outside"]],
        )

    def _band(self, found: dict[str, Any]) -> Band:
        asked = self._bands()[found["label"]]
        return Band(
            label=people_word(found["label"]),
            count=found["count"],
            of=found["of"],
            min=found["min"],
            max=found["max"],
            outside=found["outside"],
            hard=asked["hard"],
            carried=sum(asked["carried"].values()),
        )
