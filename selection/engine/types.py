"""The problem, as rows become it, and the answer, as a file tells it. Plain data, integers only.

Scores are tenths of a point (0-1000), money is cents, shares are whole per cent. Fields mean what the keys of
the same name mean in a problem file (``docs/selection.md``); ``starts_on`` and ``ends_on`` are its ``from``
and ``to``, both days included. A problem built from rows instead of a file must keep what ``files`` checks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Mode = Literal["tiered", "strict", "trade_off"]
Lock = Literal["in", "out"]
Status = Literal["optimal", "time_limit", "infeasible"]
Params = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Band:
    """How many of a call's team should carry a label: a count, or a share of those who say anything about it.

    ``carried``: people already chosen earlier in the year, by label; they count, whatever kind the band is.
    """

    label: str
    min: int | None = None
    max: int | None = None
    min_share: int | None = None
    max_share: int | None = None
    hard: bool = True
    tolerance: int = 0
    weights: tuple[int, int] = (1, 2)
    carried: Mapping[str, int] = field(default_factory=dict)

    @property
    def attribute(self) -> str:
        """What stands before the ``=``: the question the label answers."""
        return self.label.partition("=")[0]

    @property
    def is_share(self) -> bool:
        """True when who says nothing about the attribute must not change what the others have to reach."""
        return self.min_share is not None or self.max_share is not None


@dataclass(frozen=True, slots=True)
class Call:
    """Places to fill for one mission. ``budget_cents`` None: no limit of its own."""

    id: str
    places: int
    starts_on: date
    ends_on: date
    budget_cents: int | None = None
    minimum_score: int = 0
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidacy:
    """One person's cleared candidacy for one call. ``ties``: declared tie-breakers, higher is better."""

    id: str
    person: str
    call: str
    score: int
    cost_cents: int
    ties: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    lock: Lock | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """The order of the aims. ``tiers``: lowest score of each band of merit, best first."""

    mode: Mode = "tiered"
    tiers: tuple[int, ...] = ()
    relax: tuple[str, ...] = ()
    time_limit_s: int | float = 10

    def tier_of(self, score: int) -> int:
        """0 for the best tier; the last one is everybody below the last threshold."""
        return next((tier for tier, lowest in enumerate(self.tiers) if score >= lowest), len(self.tiers))


@dataclass(frozen=True, slots=True)
class Problem:
    """One selection. ``budget_cents`` None: no limit over the calls together."""

    seed: str
    calls: tuple[Call, ...]
    candidacies: tuple[Candidacy, ...]
    policy: Policy = field(default_factory=Policy)
    budget_cents: int | None = None

    def touching(self, call_id: str) -> list[str]:
        """The calls that share a day with this one, itself included."""
        call = next(call for call in self.calls if call.id == call_id)
        return [
            other.id
            for other in self.calls
            if other.starts_on <= call.ends_on and call.starts_on <= other.ends_on
        ]


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell: a code of ``codes`` with its parameters, put into words outside the engine."""

    code: str
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a candidacy is in or out: for staff, and for the candidate (who learns nothing about others)."""

    staff: Note
    candidate: Note


@dataclass(frozen=True, slots=True)
class BandResult:
    """A band of a call and the team: counted (people carried included), wanted, seats outside."""

    call: str
    label: str
    count: int
    of: int
    min: int | None
    max: int | None
    outside: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is counted about a team. ``outside``: seats outside soft bands, weighted."""

    filled: int
    tiers: tuple[int, ...]
    outside: int
    score: int
    cost_cents: int
    bands: tuple[BandResult, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The answer. ``bound``: of the last level that was optimised; None when there is no team to bound.

    ``reserve``: the lists of all calls, one after the other; ``reserve_size``: the length of the longest.
    """

    status: Status
    team: tuple[str, ...]
    figures: Figures
    bound: int | None
    reserve: tuple[str, ...]
    reserve_size: int
    explanations: Mapping[str, Explanation]
    relaxations: tuple[Note, ...]
    inputs_sha256: str
    engine_version: str
    solver: str
