"""Every code that a result may carry, with its parameters. The words belong to whoever shows them.

Levels (``level``) are ``filled``, ``tier:0`` (the best) and so on, ``outside``, ``score``, ``trade_off``,
``cost_cents``, ``tie:0`` and so on, ``lot``. Scores are tenths of a point, money is cents; ``tier`` is 0 for
the best. What stands under ``CandidateCode`` may be shown to the candidate: never another person, never a
price of a balance, never what would have been with another gender, language group or affiliation.
"""

from enum import StrEnum


class StaffCode(StrEnum):
    """Why a candidacy is in or out, for staff."""

    SELECTED = "selected"
    """In. ``score``, ``tier``, ``level`` and ``loss``: what the team would lose without, at the first level
    that loses; both null when it was not computed. ``level`` ``lot``: another team is as good."""

    SELECTED_LOCKED = "selected_locked"
    """In, because a person locked it in. ``score``, ``tier``, ``level``, ``loss`` as above."""

    SELECTED_ONLY_WITH = "selected_only_with"
    """In, and without it no team keeps the rules. ``score``, ``tier``."""

    LOCKED_OUT = "locked_out"
    """Out, because a person locked it out. ``score``, ``tier``."""

    BELOW_MINIMUM = "below_minimum"
    """Out, because the score is below the call's minimum; to review by a person. ``score``, ``minimum``."""

    LOSES = "loses"
    """Out. With this person forced in, the team loses ``loss`` at ``level``. ``score``, ``tier``, ``because``
    (see ``Because``), ``leaves`` and ``joins``: ids of the candidacies that would change places with it."""

    LOSES_LOT = "loses_lot"
    """Out by the lot alone: a team with this person is as good. Parameters as ``LOSES``, without ``loss``."""

    NO_TEAM_WITH = "no_team_with"
    """Out: no team with this person keeps the rules. ``score``, ``tier``, ``because``."""

    OUTRANKED = "outranked"
    """Out, far from the places; the exact loss was not computed. ``score``, ``tier``, ``because``,
    ``lowest_selected``: the lowest score chosen for the call, null when nobody was."""


class CandidateCode(StrEnum):
    """Why a candidacy is in or out, in words its candidate may read. All carry ``score`` and ``places``."""

    SELECTED = "selected"
    """In."""

    DECIDED_BY_PERSON = "decided_by_person"
    """In or out by a person's reasoned decision (a lock)."""

    TO_REVIEW = "to_review"
    """Below the call's ``minimum``; a person reviews it."""

    NOT_SELECTED_POINTS = "not_selected_points"
    """Out: others had more points for the places there were."""

    NOT_SELECTED_BALANCE = "not_selected_balance"
    """Out: the balances the call asks for decided."""

    NOT_SELECTED_BUDGET = "not_selected_budget"
    """Out: the budget decided."""

    NOT_SELECTED_OTHER_CALL = "not_selected_other_call"
    """Out here, because the person was chosen for another call on the same days."""

    NOT_SELECTED_LOT = "not_selected_lot"
    """Out by the recorded lot, between equals."""


class Because(StrEnum):
    """What kept somebody out: the team without that kind of rule would have had the person."""

    POINTS = "points"
    BALANCE = "balance"
    BUDGET = "budget"
    OTHER_CALL = "other_call"


class RelaxationCode(StrEnum):
    """What stands under ``relaxations`` of a result."""

    CONFLICT = "conflict"
    """Infeasible: ``rules``, the smallest set that cannot hold together, given the places and who applied.
    Each has ``rule`` and keys of its own: ``budget`` (``call`` or null, ``cents``), ``band`` (``call``,
    ``label``, ``limit``: min, max, min_share or max_share, ``value``), ``lock_in`` (``candidacy``),
    ``lock_out`` (``candidacies``), ``minimum_score`` (``call``, ``value``)."""

    RELAXATION = "relaxation"
    """Infeasible: the least that would make a team possible. ``names``: entries of the policy's ``relax``
    that give way; ``changes``: rules that do (``budget``: ``call``, ``cents``, ``needed``; ``band``:
    ``call``, ``label``, ``count``, ``min``, ``max``, ``seats``); the effect: ``filled``, ``tiers``,
    ``outside``, ``score``, ``cost_cents`` of the best team then possible."""

    TIME_LIMIT = "time_limit"
    """The time ran out at ``level``: ``value`` of the team so far (null: none known), ``bound``, ``gap``."""
