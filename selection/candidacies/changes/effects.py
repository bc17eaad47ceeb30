"""What a change means for a candidacy: the whole table, status by status (docs/calls.md).

A person learns nothing from it that is told with the decision only: until then "received", "eligible" and
"not eligible" are treated alike.
"""

from dataclasses import dataclass

from missions.enums import CallTurn
from selection.candidacies.enums import LEAVING, PLACED, WENT, CandidacyStatus

S = CandidacyStatus
AFTER_RECEPTION = frozenset({S.SUBMITTED, S.ELIGIBLE, S.INELIGIBLE})
ON_THE_WAY = (PLACED - WENT) | {S.RESERVE}  # may still go
UNDECIDED = AFTER_RECEPTION | ON_THE_WAY
ASKED_FOR_ROUND = PLACED | {S.RESERVE}
MOVING = frozenset({CallTurn.MOVES, CallTurn.REOPENS, CallTurn.OPENS})


@dataclass(frozen=True, slots=True)
class Effect:
    """``becomes`` is None where the status stays; ``is_asked``: availability, or consent to what is new."""

    becomes: CandidacyStatus | None = None
    is_told: bool = False
    is_asked: bool = False


UNTOUCHED = Effect()
TOLD = Effect(is_told=True)
ASKED = Effect(is_told=True, is_asked=True)
ENDED = Effect(S.MISSION_CHANGED, is_told=True)
REVIVED = Effect(S.DRAFT, is_told=True)


def effect_on(status: str, turn: CallTurn, *, days_move: bool, is_decided: bool) -> Effect:
    """``days_move``: the days on which people must be available are other ones, and known.

    ``is_decided``: the call's selection is approved, so that who was turned down knows it.
    """
    if status in LEAVING | {S.DECLINED, S.REFUSED}:
        return UNTOUCHED
    match turn:
        case CallTurn.ENDS:
            return _at_the_end(status, is_decided=is_decided)
        case CallTurn.ROUND:
            return ASKED if status in ASKED_FOR_ROUND else UNTOUCHED
        case CallTurn.NO_ROUND:
            return TOLD if status in ASKED_FOR_ROUND else UNTOUCHED
        case CallTurn.DESCRIBED:
            return _when_described(status, is_decided=is_decided)
        case _:
            return _when_moved(status, turn, days_move=days_move, is_decided=is_decided)


def _concerned(status: str, *, is_decided: bool) -> bool:
    """Received, and something may still come of it."""
    return status in (ON_THE_WAY | ({S.SUBMITTED, S.ELIGIBLE} if is_decided else AFTER_RECEPTION))


def _at_the_end(status: str, *, is_decided: bool) -> Effect:
    """Whoever is on mission is told and stays; who was turned down, or is back, keeps that."""
    if status == S.DRAFT or _concerned(status, is_decided=is_decided):
        return ENDED
    return TOLD if status == S.DEPLOYED else UNTOUCHED


def _when_described(status: str, *, is_decided: bool) -> Effect:
    if status == S.DRAFT:
        return TOLD
    return ASKED if _concerned(status, is_decided=is_decided) else UNTOUCHED


def _when_moved(status: str, turn: CallTurn, *, days_move: bool, is_decided: bool) -> Effect:
    if status == S.LAPSED:
        return REVIVED if turn in MOVING else UNTOUCHED
    if status in {S.DRAFT, S.DEPLOYED}:
        return TOLD
    if _concerned(status, is_decided=is_decided):
        return ASKED if days_move else TOLD
    return UNTOUCHED
