"""Check a result against its problem, trusting nothing in it.

Figures and rules are counted again (``recount``). That no team is better is proven again: by trying every
team where there are few people, else in integers over everybody (``proof``). Explanations, reserve and
relaxations are worked out again and must be the same, with the same versions of engine and solver.
"""

from collections.abc import Sequence
from itertools import chain, islice
from typing import Any

from selection.engine import highs
from selection.engine.brute import best_of_all
from selection.engine.codes import RelaxationCode
from selection.engine.explain import explain_all
from selection.engine.files import inputs_sha256, to_text
from selection.engine.model import Level, Model, build_model, natural, total
from selection.engine.proof import NotProven, Proof
from selection.engine.recount import Faults, find_broken_rules, find_wrong_figures
from selection.engine.relax import explain_conflict
from selection.engine.results import explanations_to_json, notes_to_json
from selection.engine.solver import ENGINE_VERSION, reserve_lists
from selection.engine.ties import by_lot
from selection.engine.types import Candidacy, Problem, Result

FEW = 12  # people: every team is tried


def verify(problem: Problem, result: Result) -> list[str]:
    """The first fault found, in one line; an empty list when the result holds."""
    return list(islice(_faults(problem, result), 1))


def _faults(problem: Problem, result: Result) -> Faults:
    yield from _identity_faults(problem, result)
    by_id = {one.id: one for one in problem.candidacies}
    unknown = [one for one in result.team if one not in by_id]
    if unknown:
        yield f"team: {unknown[0]} is not one of the candidacies"
        return
    if list(result.team) != sorted(set(result.team)):
        yield "team: not sorted, or somebody twice"
    team = [by_id[one] for one in result.team]
    yield from find_wrong_figures(problem, team, result)
    if result.status == "infeasible":
        yield from _infeasible_faults(problem, result)
    elif result.status == "time_limit" and _no_team_is_known(result):
        yield from _nothing_known_faults(problem, result)
    else:
        yield from find_broken_rules(problem, team)
        yield from _reserve_faults(problem, team, result)
        yield from _optimality_faults(problem, team, result)
        yield from _explanation_faults(problem, team, result)


def _identity_faults(problem: Problem, result: Result) -> Faults:
    if result.inputs_sha256 != inputs_sha256(problem):
        yield "inputs_sha256: not the fingerprint of this problem"
    if result.engine_version != ENGINE_VERSION:
        yield f"engine.version: made by {result.engine_version}, this is {ENGINE_VERSION}"
    if result.solver != highs.solver_name():
        yield f"engine.solver: made with {result.solver}, this is {highs.solver_name()}"


def _infeasible_faults(problem: Problem, result: Result) -> Faults:
    claims = (result.team, result.reserve, result.reserve_size, result.explanations)
    if any(claims) or result.bound is not None:
        yield "status: infeasible, yet with a team, a reserve, explanations or a bound"
    if len(problem.candidacies) <= FEW:
        if best_of_all(problem) is not None:
            yield "status: a team keeps the rules"
    else:
        try:
            Proof(build_model(problem, problem.candidacies)).is_impossible()
        except NotProven:
            yield "status: that no team keeps the rules could not be proven"
    if to_text(notes_to_json(result.relaxations)) != to_text(notes_to_json(explain_conflict(problem))):
        yield "relaxations: not what the rules give"


def _no_team_is_known(result: Result) -> bool:
    note = _time_note(result)
    return note is not None and note["value"] is None


def _nothing_known_faults(problem: Problem, result: Result) -> Faults:
    """Time ran out before any team was found: nothing may be claimed."""
    if result.team or result.reserve or result.reserve_size:
        yield "status: no team is known, yet there is a team or a reserve"
    yield from _time_limit_faults(problem, [], result, _time_note(result) or {})


def _reserve_faults(problem: Problem, team: Sequence[Candidacy], result: Result) -> Faults:
    lists = reserve_lists(problem, team, result.reserve_size)
    if result.reserve_size != max(map(len, lists), default=0):
        yield f"engine.reserve: no call has {result.reserve_size} people in reserve"
    if result.reserve != tuple(chain.from_iterable(lists)):
        yield f"reserve: not the next {result.reserve_size} people in order of merit for each call"


def _optimality_faults(problem: Problem, team: Sequence[Candidacy], result: Result) -> Faults:
    if result.status == "time_limit":
        note = _time_note(result)
        if note is None:
            yield "relaxations: where the time ran out is not said"
        else:
            yield from _time_limit_faults(problem, team, result, note)
        return
    if result.relaxations:
        yield "relaxations: nothing had to give way"
    model = build_model(problem, problem.candidacies)
    values = _values(model, team)
    last = model.levels[-1]
    if result.bound != natural(last.name, total(last.entries, values)):
        yield f"bound: {result.bound} stated for the level {last.name}, the team does not reach it"
    if len(problem.candidacies) <= FEW:
        if best_of_all(problem) != result.team:
            yield "team: another team is better"
        return
    yield from _optimal_faults(problem, model, values)


def _values(model: Model, team: Sequence[Candidacy]) -> list[int]:
    column_of = {one.id: column for column, one in enumerate(model.candidacies)}
    return model.complete([column_of[one.id] for one in team])


def _proof_of(model: Model, values: Sequence[int], levels: Sequence[Level]) -> Proof:
    """What the team reaches at each of these levels, proven to be the most. Raises NotProven."""
    proof = Proof(model)
    for level in levels:
        value = total(level.entries, values)
        try:
            proof.at_most(level.entries, value)
        except NotProven as error:
            raise NotProven(level.name) from error
        proof.keep(level.entries, value)
    return proof


def _optimal_faults(problem: Problem, model: Model, values: Sequence[int]) -> Faults:
    try:
        proof = _proof_of(model, values, model.levels)
    except NotProven as error:
        yield f"team: could not be proven best at the level {error}"
        return
    waiting = sum(values[: len(model.candidacies)])
    column_of = {one.id: column for column, one in enumerate(model.candidacies)}
    for one in by_lot(problem.seed, model.candidacies):
        if waiting == 0:
            return
        column = column_of[one.id]
        try:
            if not values[column] and proof.upper[column]:
                proof.at_most({column: 1}, 0)
        except NotProven:
            yield f"team: {one.id} has an earlier lot"
            return
        proof.lower[column] = proof.upper[column] = values[column]
        waiting -= values[column]


def _time_note(result: Result) -> dict[str, Any] | None:
    """Where the time ran out, if it is said as it should be."""
    if len(result.relaxations) != 1 or result.relaxations[0].code != RelaxationCode.TIME_LIMIT:
        return None
    params = dict(result.relaxations[0].params)
    if params.keys() != {"level", "value", "bound", "gap"} or type(params["bound"]) is not int:
        return None
    kinds = {type(params["value"]), type(params["gap"])}
    return params if kinds in ({int}, {type(None)}) else None  # a gap is known when a team is


def _time_limit_faults(
    problem: Problem, team: Sequence[Candidacy], result: Result, note: dict[str, Any]
) -> Faults:
    """The levels before are proven as ever; at the one not finished, value and bound must be true."""
    model = build_model(problem, problem.candidacies)
    names = [level.name for level in model.levels]
    if (
        result.explanations
        or note["level"] not in [*names, "lot"]
        or result.bound != note["bound"]
        or result.bound is None
    ):
        yield "relaxations: where the time ran out does not fit the result"
        return
    if note["level"] == "lot":
        yield from (
            [] if (note["value"], note["bound"], note["gap"]) == (0, 1, 1) else ["bound: not that of a lot"]
        )
        return
    before = model.levels[: names.index(note["level"])]
    level = model.levels[len(before)]
    values = _values(model, team) if note["value"] is not None else [0] * len(model.upper)
    value, bound = natural(level.name, total(level.entries, values)), natural(level.name, note["bound"])
    if note["value"] is not None and (note["value"], note["gap"]) != (value, abs(value - note["bound"])):
        yield "relaxations: value or gap is not the team's"
    try:
        _proof_of(model, values, before).at_most(level.entries, bound)
    except NotProven:
        yield f"bound: could not be proven at the level {level.name}"


def _explanation_faults(problem: Problem, team: Sequence[Candidacy], result: Result) -> Faults:
    if not result.explanations:
        return
    stated, found = result.explanations, explain_all(problem, team)
    if to_text(explanations_to_json(stated)) != to_text(explanations_to_json(found)):
        yield "explanations: not what the problem gives"
