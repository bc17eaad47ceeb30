"""What the officer sees when a place is free: the reserve list's next, the least change, the best team."""

from dataclasses import dataclass

from django.db.models import Q

from missions.models import Call
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy, Transition
from selection.delegation import engine_io
from selection.delegation.enums import LEFT_THE_PLACE, PLACED, PickPlace, RunStatus


@dataclass(frozen=True, slots=True)
class Change:
    """A team computed for a free place: who comes in, who would leave, points of the team (tenths), cents."""

    is_feasible: bool
    joins: list[Candidacy]
    leaves: list[Candidacy]
    score_tenths: int
    cost_cents: int


@dataclass(frozen=True, slots=True)
class Replacement:
    """``least``: everybody keeps the place, one person comes in. ``best``: computed again without that."""

    free_places: int
    next_on_reserve: Candidacy | None
    least: Change
    best: Change

    @property
    def people(self) -> set[Candidacy]:
        """Everybody whom this names."""
        changes = {one for change in (self.least, self.best) for one in (*change.joins, *change.leaves)}
        return changes | ({self.next_on_reserve} if self.next_on_reserve else set())

    @property
    def gain_tenths(self) -> int:
        """Points that the best team has more than the least change; the price is that told people move."""
        return self.best.score_tenths - self.least.score_tenths

    @property
    def next_is_least(self) -> bool:
        """Whether the reserve list and the least change name the same person."""
        return self.next_on_reserve in self.least.joins


def free_places(call: Call) -> int:
    """Places of the approved team that nobody holds any more; none before the approval."""
    if call.decided_at is None:
        return 0
    return engine_io.places_of(call) - Candidacy.objects.filter(call=call, status__in=PLACED).count()


def next_vacancy(call: Call) -> Transition | None:
    """The step by which the place that is filled next became free; the one that waits longest comes first."""
    left = Transition.objects.filter(
        candidacy__call=call, source__in=PLACED, target__in=LEFT_THE_PLACE
    ).select_related("candidacy__candidate", "actor")
    waiting = list(left.order_by("-pk")[: max(0, free_places(call))])
    return waiting[-1] if waiting else None


def next_on_reserve(call: Call) -> Candidacy | None:
    """The first on the approved reserve list, in its order, with whom every rule and the budget hold."""
    approved = Q(picks__run__call=call, picks__run__status=RunStatus.APPROVED, picks__place=PickPlace.RESERVE)
    waiting = Candidacy.objects.filter(approved, call=call, status=CandidacyStatus.RESERVE)
    in_order = waiting.select_related("candidate", "call").order_by("-picks__run_id", "picks__rank")
    placed = frozenset(one.public_id for one in _placed(call))
    problem = engine_io.read_problem(call, keeps_team=True)
    fits = (one for one in in_order if engine_io.may_join(problem, placed, one.public_id))
    return next(fits, None)


def preview_replacement(call: Call) -> Replacement:
    """Compute both ways to fill a free place, without keeping anything."""
    return Replacement(
        free_places=free_places(call),
        next_on_reserve=next_on_reserve(call),
        least=_change(call, keeps_team=True),
        best=_change(call, keeps_team=False),
    )


def _change(call: Call, *, keeps_team: bool) -> Change:
    result = engine_io.solve_briefly(engine_io.read_problem(call, keeps_team=keeps_team))
    placed = {one.public_id: one for one in _placed(call)}
    team = set(result["team"])
    joined = Candidacy.objects.filter(public_id__in=team - set(placed)).select_related("candidate", "call")
    return Change(
        is_feasible=result["status"] != "infeasible",
        joins=list(joined.order_by("-assessments__total_tenths", "public_id")),
        leaves=[one for public_id, one in placed.items() if public_id not in team],
        score_tenths=result["score"],
        cost_cents=result["cost_cents"],
    )


def _placed(call: Call):
    return Candidacy.objects.filter(call=call, status__in=PLACED).select_related("candidate", "call")
