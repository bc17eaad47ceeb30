"""What becomes of whom, written out by hand: one line a status, one column a turn of the call.

``t`` told, ``a`` told and asked again, ``E`` told that the mission changed, ``R`` told and back to draft,
``.`` left alone. The days move, and the selection is not approved; ``DECIDED`` says what differs when it is.
"""

from missions.enums import CallTurn
from selection.candidacies.changes.effects import Effect
from selection.candidacies.enums import CandidacyStatus as S

TURNS = (
    CallTurn.MOVES, CallTurn.REOPENS, CallTurn.STANDS, CallTurn.ENDS, CallTurn.ROUND, CallTurn.DESCRIBED,
    CallTurn.NO_ROUND,
)  # fmt: skip
TABLE = {
    S.DRAFT: "tttE.t.",
    S.LAPSED: "RR.....",
    S.SUBMITTED: "aaaE.a.",
    S.ELIGIBLE: "aaaE.a.",
    S.INELIGIBLE: "aaaE.a.",
    S.SELECTED: "aaaEaat",
    S.RESERVE: "aaaEaat",
    S.NOT_SELECTED: ".......",
    S.OFFERED: "aaaEaat",
    S.ACCEPTED: "aaaEaat",
    S.DECLINED: ".......",
    S.NOMINATED: "aaaEaat",
    S.CONFIRMED: "aaaEaat",
    S.REFUSED: ".......",
    S.DEPLOYED: "tttta.t",
    S.COMPLETED: "....a.t",
    S.WITHDRAWN: ".......",
    S.MISSION_CHANGED: ".......",
}
DECIDED = {S.INELIGIBLE: "......."}
CODES = {
    ".": Effect(),
    "t": Effect(is_told=True),
    "a": Effect(is_told=True, is_asked=True),
    "E": Effect(S.MISSION_CHANGED, is_told=True),
    "R": Effect(S.DRAFT, is_told=True),
}


def code(status: str, turn: CallTurn, *, is_decided: bool = False) -> str:
    """The letter of the table."""
    line = (TABLE | (DECIDED if is_decided else {}))[S(status)]
    return line[TURNS.index(turn)]
