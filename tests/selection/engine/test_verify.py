"""Verify accepts what the solver gives and refuses everything else."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selection.engine.brute import best_of_all
from selection.engine.results import read_result, result_from_json, result_to_json, result_to_text
from selection.engine.solver import solve
from selection.engine.verify import verify

from . import oracle
from .problems import problems

relaxed = settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
modes = st.sampled_from(["tiered", "strict", "trade_off"])


@relaxed
@given(modes.flatmap(problems))
def test_verify_accepts_what_the_solver_gives(problem):
    result = solve(problem)

    assert verify(problem, result) == []
    assert read_result(result_to_text(result).encode()) == result_from_json(result_to_json(result))
    assert verify(problem, read_result(result_to_text(result).encode())) == []


@settings(relaxed, max_examples=40)
@given(modes.flatmap(lambda mode: problems(mode, most=18)))
def test_verify_accepts_more_people_than_it_can_try_one_by_one(problem):
    assert verify(problem, solve(problem, explain=False)) == []


@relaxed
@given(modes.flatmap(problems))
def test_every_team_is_tried_as_the_definition_says(problem):
    found = best_of_all(problem)

    assert (None if found is None else list(found)) == oracle.best_team(problem)


def mutations(value):
    """Every value that differs from this one in one place."""
    if isinstance(value, bool) or value is None:
        yield 1
    elif isinstance(value, int):
        yield value + 1
        yield value - 1
    elif isinstance(value, str):
        yield value + "x"
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield value[:index] + value[index + 1 :]
            for other in mutations(item):
                yield [*value[:index], other, *value[index + 1 :]]
        if len(value) > 1 and value[0] != value[-1]:
            yield value[::-1]
        yield [*value, "c-0"]
    else:
        for key, item in value.items():
            yield {name: kept for name, kept in value.items() if name != key}
            for other in mutations(item):
                yield value | {key: other}


def is_refused(problem, raw):
    try:
        return verify(problem, result_from_json(raw)) != []
    except ValueError:
        return True


@settings(relaxed, max_examples=12)
@given(modes.flatmap(lambda mode: problems(mode, most=6)))
def test_verify_refuses_every_mutated_result(problem):
    raw = json.loads(json.dumps(result_to_json(solve(problem))))
    allowed = [raw | {"explanations": {}}]

    for changed in mutations(raw):
        shorter = changed["reserve"] != raw["reserve"] if "reserve" in changed else False
        if changed == raw or changed in allowed or (shorter and is_another_reserve(problem, changed)):
            continue
        assert is_refused(problem, changed), {key: raw[key] for key in raw if changed.get(key) != raw[key]}


def is_another_reserve(problem, raw):
    """A shorter reserve is the right answer to another question (``--reserve``)."""
    answers = (solve(problem, explain=False, reserve=size) for size in range(7))
    return any(raw["reserve"] == list(answer.reserve) for answer in answers)
