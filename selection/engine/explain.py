"""Why each candidacy is in or out: exact where it is close, in general words for the candidate.

Staff see what the team would lose with the person forced in (or kept out), and who would change places. The
nearest by merit on either side are computed exactly; those further down are told how far they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from selection.engine.codes import Because, CandidateCode, StaffCode
from selection.engine.counterfactual import Change, changes_by_id
from selection.engine.dominance import undominated
from selection.engine.team import find_team
from selection.engine.ties import merit_order
from selection.engine.types import Call, Candidacy, Explanation, Note, Problem

EXACT = 100  # at most so many people on either side get the exact loss,
WORK = 40_000  # fewer where many people matter: one forced search looks at all of them
CANDIDATE_CODES = {
    Because.POINTS: CandidateCode.NOT_SELECTED_POINTS,
    Because.BALANCE: CandidateCode.NOT_SELECTED_BALANCE,
    Because.BUDGET: CandidateCode.NOT_SELECTED_BUDGET,
    Because.OTHER_CALL: CandidateCode.NOT_SELECTED_OTHER_CALL,
}


@dataclass(frozen=True, slots=True)
class Context:
    """The team beside what it is compared with."""

    problem: Problem
    calls: Mapping[str, Call]
    chosen: frozenset[str]
    lowest: Mapping[str, int]
    changes: Mapping[str, Change | None]
    without_bands: frozenset[str]
    without_budget: frozenset[str]
    busy: frozenset[tuple[str, str]]


def explain_all(problem: Problem, team: Sequence[Candidacy]) -> dict[str, Explanation]:
    """One explanation per candidacy, by id."""
    context = _context(problem, team)
    return {
        one.id: _selected(context, one) if one.id in context.chosen else _not_selected(context, one)
        for one in problem.candidacies
    }


def _context(problem: Problem, team: Sequence[Candidacy]) -> Context:
    chosen = frozenset(one.id for one in team)
    lowest: dict[str, int] = {}
    for one in team:
        lowest[one.call] = min(one.score, lowest.get(one.call, one.score))
    near = [one for one in merit_order(problem.seed, problem.candidacies) if _may_be_forced(problem, one)]
    exact = min(EXACT, WORK // (1 + len(undominated(problem))))
    outside = [one for one in near if one.id not in chosen][:exact]
    inside = [one for one in near if one.id in chosen][:exact]
    no_bands = tuple(replace(call, bands=()) for call in problem.calls)
    no_budgets = tuple(replace(call, budget_cents=None) for call in problem.calls)
    return Context(
        problem=problem,
        calls={call.id: call for call in problem.calls},
        chosen=chosen,
        lowest=lowest,
        changes=changes_by_id(problem, team, [*outside, *inside]),
        without_bands=_ids_of_team(replace(problem, calls=no_bands)),
        without_budget=_ids_of_team(replace(problem, calls=no_budgets, budget_cents=None)),
        busy=frozenset((one.person, call) for one in team for call in problem.touching(one.call)),
    )


def _may_be_forced(problem: Problem, one: Candidacy) -> bool:
    minimum = next(call.minimum_score for call in problem.calls if call.id == one.call)
    return (one.lock is None and one.score >= minimum) or one.lock == "in"


def _ids_of_team(problem: Problem) -> frozenset[str]:
    return frozenset(one.id for one in find_team(problem).members or ())


def _selected(context: Context, one: Candidacy) -> Explanation:
    own = {"score": one.score, "places": context.calls[one.call].places}
    params: dict[str, object] = {"score": one.score, "tier": context.problem.policy.tier_of(one.score)}
    change = context.changes.get(one.id)
    loss: dict[str, object] = {"level": None, "loss": None}
    if change is not None:
        loss = {"level": change.level, "loss": change.loss}
    if one.lock == "in":
        note = Note(CandidateCode.DECIDED_BY_PERSON, own)
        return Explanation(Note(StaffCode.SELECTED_LOCKED, params | loss), note)
    if one.id in context.changes and change is None:
        return Explanation(Note(StaffCode.SELECTED_ONLY_WITH, params), Note(CandidateCode.SELECTED, own))
    return Explanation(Note(StaffCode.SELECTED, params | loss), Note(CandidateCode.SELECTED, own))


def _not_selected(context: Context, one: Candidacy) -> Explanation:
    call = context.calls[one.call]
    own = {"score": one.score, "places": call.places}
    params = {"score": one.score, "tier": context.problem.policy.tier_of(one.score)}
    if one.lock == "out":
        return Explanation(Note(StaffCode.LOCKED_OUT, params), Note(CandidateCode.DECIDED_BY_PERSON, own))
    if one.score < call.minimum_score:
        minimum = {"score": one.score, "minimum": call.minimum_score}
        note = Note(CandidateCode.TO_REVIEW, minimum | own)
        return Explanation(Note(StaffCode.BELOW_MINIMUM, minimum), note)
    because = _because(context, one)
    staff = _staff_note(context, one, params | {"because": because.value})
    code = CANDIDATE_CODES[because]
    if staff.code == StaffCode.LOSES_LOT:
        code = CandidateCode.NOT_SELECTED_LOT
    return Explanation(staff, Note(code, own))


def _staff_note(context: Context, one: Candidacy, params: dict[str, object]) -> Note:
    if one.id not in context.changes:
        return Note(StaffCode.OUTRANKED, params | {"lowest_selected": context.lowest.get(one.call)})
    change = context.changes[one.id]
    if change is None:
        return Note(StaffCode.NO_TEAM_WITH, params)
    params |= {
        "level": change.level,
        "leaves": sorted(context.chosen - change.team),
        "joins": sorted(change.team - context.chosen - {one.id}),
    }
    if change.level == "lot":
        return Note(StaffCode.LOSES_LOT, params)
    return Note(StaffCode.LOSES, params | {"loss": change.loss})


def _because(context: Context, one: Candidacy) -> Because:
    if (one.person, one.call) in context.busy:
        return Because.OTHER_CALL
    if one.id in context.without_bands:
        return Because.BALANCE
    if one.id in context.without_budget:
        return Because.BUDGET
    return Because.POINTS
