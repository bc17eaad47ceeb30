"""Leave out the candidacies that cannot be in the answer, whatever the team: exactly, before any solver.

A candidacy is dropped when enough others of its call, with the same labels as far as any band of that call
can see, score at least as much, cost no more and win the declared ties and the lot. Exchanging it for one of
them keeps every count, never costs more and never ranks lower, so no answer needs it. "Enough" is one more
than can be taken at the same time: the places of the call and of the calls whose dates touch it (a person may
be busy there), the upper bounds of its own labels, and what the caller adds.
"""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import groupby
from operator import attrgetter, itemgetter

from selection.engine.ties import lot, merit_ranks
from selection.engine.types import Call, Candidacy, Problem

Rank = tuple[object, ...]
Ranked = list[tuple[Rank, Candidacy]]
Cap = Callable[[str, frozenset[str]], int]


def undominated(
    problem: Problem, *, keep: frozenset[str] = frozenset(), slack: int = 0, yielding: bool = False
) -> list[Candidacy]:
    """The candidacies that matter, by id (so that the order of the rows cannot matter).

    ``keep``: ids never dropped. ``slack``: how many more of each kind to leave. ``yielding``: rules may be
    dropped later, so nobody is dropped because of an upper bound, a lock or a minimum.
    """
    kept: list[Candidacy] = []
    groups: defaultdict[tuple[str, tuple[str, ...], int], list[Candidacy]] = defaultdict(list)
    minimum = {call.id: 0 if yielding else call.minimum_score for call in problem.calls}
    for one in problem.candidacies:
        if one.lock is None and one.score >= minimum[one.call] and one.id not in keep:
            groups[one.call, one.labels, one.cost_cents].append(one)
        elif one.lock == "in" or one.id in keep or (yielding and one.lock):
            kept.append(one)
    for call in problem.calls:
        cap = _cap(problem, call, slack, yielding)
        costly = problem.budget_cents is not None or call.budget_cents is not None
        for labels, by_cost in _by_class(call, groups).items():
            kept += _best(by_cost, cap(labels), problem.seed, costly)
    return sorted(kept, key=lambda one: one.id)


def _by_class(
    call: Call, groups: dict[tuple[str, tuple[str, ...], int], list[Candidacy]]
) -> dict[frozenset[str], dict[int, list[Candidacy]]]:
    """Candidacies by what the bands of their call can tell from their labels, then by cost."""
    seen = frozenset(band.label for band in call.bands)
    shared = tuple(f"{band.attribute}=" for band in call.bands if band.is_share)
    classes: dict[frozenset[str], dict[int, list[Candidacy]]] = {}
    for (call_id, labels, cost), members in groups.items():
        if call_id == call.id:
            kind = frozenset(label for label in labels if label in seen or label.startswith(shared))
            classes.setdefault(kind, {}).setdefault(cost, []).extend(members)
    return classes


def _cap(problem: Problem, call: Call, slack: int, yielding: bool) -> Callable[[frozenset[str]], int]:
    """How many of a kind can be taken, or kept busy elsewhere, at the same time, plus ``slack``."""
    locked_out = sum(one.lock == "out" for one in problem.candidacies) if yielding else 0
    doubles = _most_by_one_person(problem)
    touching = sum(
        other.places
        for other in problem.calls
        if other is not call and other.starts_on <= call.ends_on and call.starts_on <= other.ends_on
    )

    def cap(labels: frozenset[str]) -> int:
        most = call.places
        for band in call.bands:
            if band.max is not None and band.hard and not yielding and band.label in labels:
                most = min(most, band.max - band.carried.get(band.label, 0))
        return (max(0, most) + touching) * doubles + slack + locked_out

    return cap


def _most_by_one_person(problem: Problem) -> int:
    """The most candidacies that one person has for one call: one, unless a file says otherwise."""
    if len({one.person for one in problem.candidacies}) == len(problem.candidacies):
        return 1
    return max(Counter((one.person, one.call) for one in problem.candidacies).values())


def _best(by_cost: dict[int, list[Candidacy]], cap: int, seed: str, costly: bool) -> list[Candidacy]:
    """Those with fewer than ``cap`` others above them; the lot is drawn only where nothing else tells."""
    if cap == 0:
        return []
    near: list[Candidacy] = []
    for same_cost in by_cost.values():
        lowest = sorted(map(attrgetter("score"), same_cost), reverse=True)[:cap][-1]
        near += [one for one in same_cost if one.score >= lowest]
    left = _sift(list(zip(merit_ranks(near), near, strict=True)), cap, costly)
    if len(left) <= cap:
        return left
    ranks = zip(merit_ranks(left), (lot(seed, one.id) for one in left), strict=True)
    return _sift(list(zip(ranks, left, strict=True)), cap, costly)


def _sift(ranked: Ranked, cap: int, costly: bool) -> list[Candidacy]:
    """Drop who has ``cap`` others ranked strictly higher that (where money is short) cost no more."""
    left: list[Candidacy] = []
    cheapest: list[int] = []  # of those ranked higher, the ``cap`` lowest costs
    for _, equals in groupby(sorted(ranked, key=itemgetter(0)), key=itemgetter(0)):
        members = [one for _, one in equals]
        cost = members[0].cost_cents if costly else 0
        if len(cheapest) < cap or cost < cheapest[-1]:
            left += members
            for _ in members[:cap]:
                insort(cheapest, cost)
            del cheapest[cap:]
    return left
