"""What a change does to each call: arithmetic on dates, without the database (docs/calls.md).

Nothing here is retroactive: a deadline that is set anew always leaves the notice, counted from ``now``.
"""

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from missions import errors
from missions.deadlines import gives_notice, last_day, long_term_last_day
from missions.enums import (
    ASKS_FOR_LTO,
    ASKS_FOR_STO,
    CallTurn,
    ChangeKind,
    DatePrecision,
    MissionFormat,
    MissionStage,
)
from missions.models import Call, Change, Mission
from missions.rule import rule_in_force
from osce_portal.common.enums import Role

OF_MISSIONS = (
    ChangeKind.LATER, ChangeKind.EARLIER, ChangeKind.SHORT_NOTICE, ChangeKind.SECOND_ROUND,
    ChangeKind.DOWNGRADED, ChangeKind.CANCELLED,
)  # fmt: skip
OF_CALLS = (ChangeKind.EXTENDED, ChangeKind.DESCRIPTION)
OF_OTHER_CALLS = (ChangeKind.READVERTISED, *OF_CALLS, ChangeKind.CANCELLED)
DAY_MOVES = frozenset({ChangeKind.LATER, ChangeKind.EARLIER})
SETS_DEADLINE = frozenset({ChangeKind.SHORT_NOTICE, ChangeKind.EXTENDED, ChangeKind.READVERTISED})
# Days that hang on the election day: they move with it, and are not known while it is not.
MOVING_ALONG = (
    "second_round_on", "long_term_due_on", "long_term_from", "short_term_from", "short_term_to",
)  # fmt: skip
NEW_DEADLINE = frozenset({CallTurn.MOVES, CallTurn.REOPENS, CallTurn.OPENS})


@dataclass(frozen=True, slots=True)
class CallMove:
    """What becomes of one call; ``closes_on`` is its new last day, None where none is set.

    ``call`` is None where the change makes one.
    """

    call: Call | None
    turn: CallTurn
    closes_on: dt.date | None = None


def shortest_notice() -> dt.timedelta:
    """How long a deadline that is set anew lies ahead, at least."""
    return dt.timedelta(hours=settings.SHORTEST_NOTICE_HOURS)


def plan_moves(change: Change, calls: Iterable[Call], now: dt.datetime) -> list[CallMove]:
    """What ``change`` does to each of ``calls`` (those of its mission that are not cancelled, or its call).

    Raises a refusal of ``missions.errors`` where the rules do not allow it, at ``now`` (the database's).
    """
    match ChangeKind(change.kind):
        case ChangeKind.LATER | ChangeKind.EARLIER:
            return _move_day(change, calls, now)
        case ChangeKind.SHORT_NOTICE:
            return _shorten(change, calls, now)
        case ChangeKind.EXTENDED | ChangeKind.READVERTISED:
            return [_lengthen(change, call, now) for call in calls]
        case ChangeKind.SECOND_ROUND:
            turn = _turn_of_round(change, now)
            return [CallMove(call, turn) for call in calls]
        case ChangeKind.DESCRIPTION:
            return [CallMove(call, CallTurn.DESCRIBED) for call in calls]
        case ChangeKind.DOWNGRADED:
            return _reduce(change, calls)
        case _:
            return [CallMove(call, CallTurn.ENDS) for call in calls]


def mission_is_over(mission: Mission, kind: str) -> bool:
    """Cancelled, or done and not asked for a second round: it does not move any more in this way."""
    is_done = mission.stage == MissionStage.DONE and kind != ChangeKind.SECOND_ROUND
    return is_done or mission.stage == MissionStage.CANCELLED


def kinds_of(row: Mission | Call) -> tuple[ChangeKind, ...]:
    """The ways in which a mission, or a call of this scheme, can move at all."""
    if isinstance(row, Mission):
        return OF_MISSIONS
    return OF_CALLS if row.mission_id else OF_OTHER_CALLS


def kinds_left(row: Mission | Call) -> list[ChangeKind]:
    """Those that its state does not refuse outright."""
    if isinstance(row, Mission):
        return [kind for kind in kinds_of(row) if not mission_is_over(row, kind)]
    if row.cancelled_at is not None:
        return []
    stands = row.published_at is None or row.decided_at is not None  # its last day does, then
    return [kind for kind in kinds_of(row) if not (stands and kind in SETS_DEADLINE)]


def needs_second(change: Change, moves: Iterable[CallMove]) -> bool:
    """Obligatory wherever a published date changes; elsewhere the setting (a team of two must work)."""
    if change.kind in SETS_DEADLINE:
        return True
    if change.kind in DAY_MOVES and any(move.call and move.call.published_at for move in moves):
        return True
    return settings.SECOND_PERSON_FOR_CHANGES


def last_day_for(change: Change, role: str, election_day: dt.date) -> dt.date:
    """The usual last day of a call for ``role`` at this election day, by the rule in force."""
    usual = last_day(election_day, voting_ends_on=voting_end_after(change), rule=rule_in_force())
    if role == Role.LTO and (due := long_term_due_after(change)):
        return long_term_last_day(usual, due, settings.LTO_MARGIN_DAYS)
    return usual


def voting_end_after(change: Change) -> dt.date | None:
    """The last day of a vote of several days, which moves with the first; None where it is one day."""
    mission = change.mission
    if mission is None or mission.voting_ends_on is None or mission.election_day is None:
        return None
    if change.election_day is None:
        return mission.voting_ends_on
    return change.election_day + (mission.voting_ends_on - mission.election_day)


def long_term_due_after(change: Change) -> dt.date | None:
    """ODIHR's date for naming LTOs once the election has moved; None while it is not known."""
    mission = change.mission
    return day_after(change, mission.long_term_due_on) if mission is not None else None


def day_after(change: Change, known: dt.date | None) -> dt.date | None:
    """A day that hangs on the election day and moves along with it; None once that is not known any more.

    A day that was entered while the election day was not known stands.
    """
    before = change.mission.election_day if change.mission else None
    if known is None or change.election_day is None:
        return None
    return known if before is None else known + (change.election_day - before)


def days_after(change: Change, mission: Mission) -> dict[str, Any]:
    """The mission's days once its election has moved, by field."""
    known = change.election_day is not None
    return {
        "election_day": change.election_day,
        "date_precision": DatePrecision.DAY if known else DatePrecision.UNKNOWN,
        "period_ends_on": None,
        "voting_ends_on": voting_end_after(change) if known else None,
        **{name: day_after(change, getattr(mission, name)) for name in MOVING_ALONG},
    }


def is_over(call: Call, now: dt.datetime) -> bool:
    """The deadline has passed, whether or not the night has closed it yet."""
    return call.closed_at is not None or (call.closes_at is not None and call.closes_at <= now)


def _check_day(change: Change, now: dt.datetime, *, later: bool) -> None:
    known = change.mission.election_day if change.mission else None
    new, today = change.election_day, timezone.localdate(now)
    refusal = errors.NotLater if later else errors.NotEarlier
    if new is None:
        if later and change.kind == ChangeKind.LATER:
            return  # postponed without a new day
        raise refusal
    if new <= today or (known is not None and (new <= known if later else new >= known)):
        raise refusal
    if known is None and not later:
        raise refusal


def _turn_of_round(change: Change, now: dt.datetime) -> CallTurn:
    """A day after the first round, asked for once; without a day, one that was entered is taken away."""
    known = change.mission.second_round_on if change.mission else None
    if known is not None and change.election_day is None:
        return CallTurn.NO_ROUND
    if known is not None and change.election_day == known:
        raise errors.RoundIsKnown
    _check_day(change, now, later=True)
    return CallTurn.ROUND


def _move_day(change: Change, calls: Iterable[Call], now: dt.datetime) -> list[CallMove]:
    later = change.kind == ChangeKind.LATER
    _check_day(change, now, later=later)
    calls = list(calls)
    moves = [_later(change, call, now) if later else _earlier(change, call, now) for call in calls]
    reopened = any(move.turn == CallTurn.REOPENS for move in moves)
    if _reopens(change) and not reopened and any(_may_reopen(call, now) for call in calls):
        raise errors.LastDayMissing
    return moves


def refuse_idle_day(change: Change, calls: Iterable[Call], now: dt.datetime) -> None:
    """Raise LastDayNotNeeded for one day for all that no call would take: it would be dropped unseen.

    Only while the change is proposed: a day that was needed then hinders nothing once its call has closed.
    """
    if change.kind not in DAY_MOVES or change.closes_on is None:
        return
    without = copy(change)
    without.closes_on = None
    with suppress(errors.LastDayMissing):
        if plan_moves(without, calls, now) == plan_moves(change, calls, now):
            raise errors.LastDayNotNeeded


def _reopens(change: Change) -> bool:
    return change.kind == ChangeKind.LATER and change.reopens and change.election_day is not None


def _may_reopen(call: Call, now: dt.datetime) -> bool:
    published = call.published_at is not None and call.closes_on is not None
    return published and is_over(call, now) and call.decided_at is None


def _later(change: Change, call: Call, now: dt.datetime) -> CallMove:
    """Before closing the deadline moves along; after it staff choose, where the notice is left.

    It is shortened only where the election was postponed without a day, and now comes before the first one.
    """
    stands = CallMove(call, CallTurn.STANDS)
    if change.election_day is None or call.closes_on is None:
        return stands
    if call.role == Role.LTO and long_term_due_after(change) is None:
        return stands
    usual = last_day_for(change, call.role, change.election_day)
    if call.published_at is None:
        return CallMove(call, CallTurn.MOVES, usual)
    if not is_over(call, now):
        if usual < call.closes_on and change.mission and change.mission.election_day is None:
            return _earlier(change, call, now)
        return CallMove(call, CallTurn.MOVES, usual) if usual > call.closes_on else stands
    if not _reopens(change) or not _may_reopen(call, now):
        return stands
    if gives_notice(usual, now, shortest_notice()):
        return CallMove(call, CallTurn.REOPENS, usual)
    if change.closes_on is None:
        return stands
    return CallMove(call, CallTurn.REOPENS, _day_for_all(change, call, change.election_day, now))


def _earlier(change: Change, call: Call, now: dt.datetime) -> CallMove:
    """Six weeks before the new day if that leaves the notice; else one day that staff set for everybody."""
    election_day = change.election_day
    if election_day is None or call.closes_on is None:
        return CallMove(call, CallTurn.STANDS)
    usual = last_day_for(change, call.role, election_day)
    if call.published_at is None:
        return CallMove(call, CallTurn.MOVES, usual)
    if is_over(call, now):
        return CallMove(call, CallTurn.STANDS)
    if gives_notice(usual, now, shortest_notice()):
        stands = call.closes_on <= usual
        return CallMove(call, CallTurn.STANDS) if stands else CallMove(call, CallTurn.MOVES, usual)
    closes_on = _day_for_all(change, call, election_day, now)
    if closes_on >= call.closes_on:
        return CallMove(call, CallTurn.STANDS)
    return CallMove(call, CallTurn.MOVES, closes_on)


def _shorten(change: Change, calls: Iterable[Call], now: dt.datetime) -> list[CallMove]:
    """Called at short notice: one published day for all, for the STO call there is or a new one."""
    mission = change.mission
    election_day = change.election_day or (mission.election_day if mission else None)
    if mission is None or election_day is None:
        raise errors.ElectionDayUnknown
    if not mission.asks_for_sto:
        raise errors.AsksForNobody
    if gives_notice(last_day_for(change, Role.STO, election_day), now, shortest_notice()):
        raise errors.SixWeeksStillPossible
    closes_on = _day_for_all(change, None, election_day, now)
    moves = [_shortened(change, call, closes_on, now) for call in calls]
    if not any(call.role == Role.STO for call in calls):
        moves.append(CallMove(None, CallTurn.OPENS, closes_on))
    return moves


def _shortened(change: Change, call: Call, closes_on: dt.date, now: dt.datetime) -> CallMove:
    """The published day; it takes no days from those who can apply longer, and still before the election."""
    known = change.mission.election_day if change.mission else None
    election_day = change.election_day or known
    if call.role != Role.STO:
        return _follow(change, call, known, now)
    if call.decided_at is not None or election_day is None:
        return CallMove(call, CallTurn.STANDS)
    if call.published_at is None:
        return CallMove(call, CallTurn.OPENS, closes_on)
    if is_over(call, now):
        return CallMove(call, CallTurn.REOPENS, closes_on)
    if call.closes_on is not None and closes_on <= call.closes_on < election_day:
        raise errors.NotLonger
    return CallMove(call, CallTurn.MOVES, closes_on)


def _follow(change: Change, call: Call, known: dt.date | None, now: dt.datetime) -> CallMove:
    """A call that is not the one called at short notice goes along where the election day itself moves."""
    if change.election_day in (None, known):
        return CallMove(call, CallTurn.STANDS)
    is_earlier = known is not None and change.election_day is not None and change.election_day < known
    return _earlier(change, call, now) if is_earlier else _later(change, call, now)


def _lengthen(change: Change, call: Call, now: dt.datetime) -> CallMove:
    """Longer for everybody: after an outage, or because the post is advertised again."""
    if call.published_at is None or call.closes_on is None:
        raise errors.NotOpened
    if call.decided_at is not None:
        raise errors.SelectionStands
    if change.closes_on is None or change.closes_on <= call.closes_on:
        raise errors.NotLonger
    _check_notice(change.closes_on, now)
    if call.mission and call.mission.election_day and change.closes_on >= call.mission.election_day:
        raise errors.NotBeforeElectionDay
    if call.mission and call.role == Role.LTO:
        _refuse_after_odihr(change.closes_on, call.mission.long_term_due_on, now)
    osce_day = getattr(call.subject, "osce_closes_on", None)
    if osce_day is not None and change.closes_on >= osce_day:
        raise errors.LaterThanOsce
    turn = CallTurn.REOPENS if is_over(call, now) else CallTurn.MOVES
    return CallMove(call, turn, change.closes_on)


def _reduce(change: Change, calls: Iterable[Call]) -> list[CallMove]:
    """Calls for whom the new format does not ask any more end; an LTO call of a former EOM goes on."""
    asked = {Role.STO: ASKS_FOR_STO, Role.LTO: ASKS_FOR_LTO}
    if not change.format or (change.mission and change.format == change.mission.format):
        raise errors.NotReduced
    if change.mission and any(
        change.format in formats and change.mission.format not in {*formats, MissionFormat.UNKNOWN}
        for formats in asked.values()
    ):
        raise errors.NotReduced
    ending = [call for call in calls if change.format not in asked.get(Role(call.role), ())]
    return [CallMove(call, CallTurn.ENDS) for call in ending]


def _day_for_all(change: Change, call: Call | None, election_day: dt.date, now: dt.datetime) -> dt.date:
    if change.closes_on is None:
        raise errors.LastDayMissing
    _check_notice(change.closes_on, now)
    if change.closes_on >= election_day:
        raise errors.NotBeforeElectionDay
    if call is not None and call.role == Role.LTO:
        _refuse_after_odihr(change.closes_on, long_term_due_after(change), now)
    return change.closes_on


def _refuse_after_odihr(closes_on: dt.date, due: dt.date | None, now: dt.datetime) -> None:
    """LTOs are named before ODIHR's date; one that leaves no notice itself can be kept by nobody."""
    if due is not None and closes_on >= due and gives_notice(due, now, shortest_notice()):
        raise errors.NotBeforeOdihr


def _check_notice(closes_on: dt.date, now: dt.datetime) -> None:
    if not gives_notice(closes_on, now, shortest_notice()):
        raise errors.TooShortNotice
