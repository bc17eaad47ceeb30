"""The lot: one team, whatever the solver, the machine or the order of the rows.

Everybody's lot is a number that anyone can compute from the seed and the candidacy's id. Going down the list,
lowest first, a person is kept when some team that is optimal in everything else contains all those kept so
far and this person. The answer is unique by definition.
"""

import hashlib
from collections.abc import Iterable, Sequence

from selection.engine.types import Candidacy


def lot(seed: str, candidacy_id: str) -> str:
    """The lot of a candidacy, in hexadecimal: lowest goes first."""
    return hashlib.sha256(f"{seed}|{candidacy_id}".encode()).hexdigest()


def by_lot(seed: str, candidacies: Iterable[Candidacy]) -> list[Candidacy]:
    """The same people in the order of their lots."""
    return sorted(candidacies, key=lambda one: lot(seed, one.id))


def merit_ranks(candidacies: Sequence[Candidacy]) -> list[tuple[int, ...]]:
    """By points, then cost, then declared ties: lowest first. A tie that is not given counts as 0."""
    longest = max((len(one.ties) for one in candidacies), default=0)
    missing = tuple((0,) * (longest - size) for size in range(longest + 1))
    return [
        (-one.score, one.cost_cents, *[-tie for tie in one.ties], *missing[len(one.ties)])
        for one in candidacies
    ]


def merit_order(seed: str, candidacies: Sequence[Candidacy]) -> list[Candidacy]:
    """By points, cost, declared ties and lot: the order of the reserve, and of nobody's balance."""
    ranks = zip(merit_ranks(candidacies), (lot(seed, one.id) for one in candidacies), strict=True)
    ranked = sorted(zip(ranks, candidacies, strict=True), key=lambda pair: pair[0])
    return [one for _, one in ranked]
