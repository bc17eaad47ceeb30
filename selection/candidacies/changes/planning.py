"""Reading what a change would do, as it stands now; nothing is written here."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from elearning.models import Certificate
from missions import errors
from missions.enums import ASKS_FOR_LTO, ASKS_FOR_STO, CallTurn, ChangeKind
from missions.models import Call, Change, Mission
from missions.moves import DAY_MOVES, NEW_DEADLINE, CallMove, days_after, plan_moves
from missions.services.calls import refuse_unready
from missions.services.moving import refuse_ended
from selection.candidacies.changes.effects import Effect, effect_on
from selection.candidacies.enums import LEAVING, WENT, CandidacyStatus
from selection.candidacies.models import Candidacy

ASKS_FOR_DAYS = DAY_MOVES | {ChangeKind.SHORT_NOTICE}


@dataclass(frozen=True, slots=True)
class Line:
    """All candidacies of one status for one call, and what becomes of them."""

    call: Call
    turn: CallTurn
    status: CandidacyStatus
    count: int
    effect: Effect


@dataclass
class Plan:
    """What the change does: to the calls, and line by line to their candidacies."""

    change: Change
    moves: list[CallMove]
    lines: list[Line] = field(default_factory=list)

    @property
    def ending(self) -> list[Call]:
        return [move.call for move in self.moves if move.call and move.turn == CallTurn.ENDS]

    @property
    def told(self) -> int:
        return sum(line.count for line in self.lines if line.effect.is_told)

    @property
    def asked(self) -> int:
        return sum(line.count for line in self.lines if line.effect.is_asked)


def calls_of(change: Change) -> QuerySet[Call]:
    """The calls that a change can touch: those of its mission that still stand, or its own."""
    of = Q(mission=change.mission_id) if change.mission_id else Q(pk=change.call_id)
    rows = Call.objects.filter(of, cancelled_at__isnull=True)
    return rows.select_related("mission__state", "vacancy", "round", "crisis_mission").order_by("pk")


def make_plan(change: Change, calls: list[Call], now: dt.datetime) -> Plan:
    """What ``change`` does to ``calls`` at ``now``, with the candidacies as they are; one query.

    Raises a refusal of ``missions.errors``.
    """
    if change.mission is not None:
        refuse_ended(change.mission, change.kind)
    elif not calls:
        raise errors.CallIsCancelled
    plan = Plan(change, plan_moves(change, calls, now))
    for move in plan.moves:
        if move.turn == CallTurn.OPENS:
            refuse_unready(move.call or Call(mission=change.mission), now)
    turns = {move.call.pk: (move.call, move) for move in plan.moves if move.call}
    counted = concerned(list(turns)).values_list("call", "status").annotate(number=Count("pk"))
    for key, status, number in counted.order_by("call", "status"):
        call, move = turns[key]
        effect = effect_in(change, move, status)
        plan.lines.append(Line(call, move.turn, CandidacyStatus(status), number, effect))
    return plan


def concerned(calls: list[Any]) -> QuerySet[Candidacy]:
    """Candidacies for these calls whose people can still be told."""
    return Candidacy.objects.filter(call__in=calls, candidate__anonymised_at__isnull=True).order_by()


def effect_in(change: Change, move: CallMove, status: str) -> Effect:
    """The line of the table for a candidacy of this status."""
    days_move = asks_for_days(change)
    is_decided = move.call is not None and move.call.decided_at is not None
    return effect_on(status, move.turn, days_move=days_move, is_decided=is_decided)


def asks_for_days(change: Change) -> bool:
    """Whether people must be available on other days, and these are known."""
    if change.mission is None or change.election_day is None:
        return False
    return change.kind in ASKS_FOR_DAYS


def days_asked(change: Change, role: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day on which people of this role must be available; none where only consent is asked.

    They are those that the mission's public page shows once the change is done.
    A second round is asked from the day after the first at the earliest: the days before are agreed on.
    """
    mission = change.mission
    if mission is None or change.election_day is None:
        return None, None
    if change.kind != ChangeKind.SECOND_ROUND:
        return Mission(**days_after(change, mission)).days_needed(role)
    first, last = Mission(election_day=change.election_day).days_needed(role)
    if first and mission.vote_ends_on:
        first = max(first, mission.vote_ends_on + dt.timedelta(days=1))
    return first, last


def overtaken_kinds(change: Change) -> frozenset[str]:
    """Of which kinds earlier questions hold no more: those of the same sort, or of days that move."""
    if change.kind not in ASKS_FOR_DAYS:
        return frozenset({change.kind})
    moves = change.election_day is not None or change.kind == ChangeKind.LATER
    return ASKS_FOR_DAYS | {ChangeKind.SECOND_ROUND} if moves else frozenset()


def certificates_to_free(change: Change, ending: list[Call]) -> QuerySet[Certificate]:
    """Those of the mission that serve no candidacy any more once these calls end, or it asks for nobody.

    Whoever is, or was, on mission keeps the certificate bound; so does a candidacy for a call that goes on.
    """
    asks_for_nobody = change.kind == ChangeKind.CANCELLED or (
        change.kind == ChangeKind.DOWNGRADED and change.format not in ASKS_FOR_STO | ASKS_FOR_LTO
    )
    if change.mission is None or not (ending or asks_for_nobody):
        return Certificate.objects.none()
    goes_on = ~Q(call__in=ending) & ~Q(status__in=[*LEAVING, CandidacyStatus.LAPSED])
    kept = Candidacy.objects.filter(goes_on | Q(status__in=WENT), certificate=OuterRef("pk"))
    rows = Certificate.objects.filter(mission=change.mission, released_at__isnull=True)
    return rows.filter(~Exists(kept), candidate__anonymised_at__isnull=True)


def new_deadlines(plan: Plan) -> Iterator[CallMove]:
    """The calls that get another last day."""
    return (move for move in plan.moves if move.turn in NEW_DEADLINE)
