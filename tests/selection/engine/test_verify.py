"""Verify accepts what the solver gives and refuses everything else."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selection.engine.brute import best_of_all
from selection.engine.results import read_result, result_from_json, result_to_json, result_to_text
from selection.engine.solver import RESERVE, solve
from selection.engine.types import Band
from selection.engine.verify import verify

from . import oracle
from .examples import call, person, problem
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
    """Values that differ from this one in one place: changed, left out, added, said twice, exchanged."""
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
            yield [*value[: index + 1], item, *value[index + 1 :]]
            yield [*value[:index], *value[index + 1 : index + 2], item, *value[index + 2 :]]
            for other in mutations(item):
                yield [*value[:index], other, *value[index + 1 :]]
        yield value[::-1]
        yield []
        yield [*value, "c-0"]
    else:
        for item in list(value.values())[:1]:
            yield value | {"c-99": item}
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
        if changed == raw or changed in allowed:
            continue
        assert is_refused(problem, changed), {key: raw[key] for key in raw if changed.get(key) != raw[key]}


CROWD = problem(*(person(number, 500 + number) for number in range(15)))


@pytest.mark.parametrize("lost", [slice(-1), slice(1, None), slice(0)], ids=["last", "first", "all"])
def test_a_reserve_list_that_lost_people_is_refused(lost):
    result = solve(CROWD)
    assert len(result.reserve) == RESERVE

    assert verify(CROWD, replace(result, reserve=result.reserve[lost])) == [
        "reserve: not the next 10 people in order of merit for each call"
    ]


@pytest.mark.parametrize("size", [0, 3, 13, 20])
def test_a_reserve_list_of_another_length_holds_where_that_was_asked_for(size):
    result = solve(CROWD, reserve=size)

    assert verify(CROWD, result) == []
    assert verify(CROWD, replace(result, reserve_size=result.reserve_size + 1)) != []


@pytest.mark.parametrize(
    "change",
    [
        {"gap": 1},
        {"gap": "none"},
        {"gap": {}},
        {"bound": 1.0},
        {"bound": True},
        {"value": 0.0},
        {"value": False},
    ],
)
def test_where_the_time_ran_out_is_said_in_whole_numbers(change):
    asked = problem(person(1, 500, "FR"), calls=[call(bands=(Band("FR", min=1),))], time_limit_s=0)
    stated = result_to_json(solve(asked))
    note = stated["relaxations"][0]["params"]
    assert (note["value"], note["bound"], note["gap"]) == (None, 1, None)

    note.update(change)

    assert verify(asked, result_from_json(stated)) != []


def test_a_label_without_a_value_answers_no_question():
    half = Band("gender=F", min_share=50, hard=False)
    asked = problem(person(1, 500, "gender"), calls=[call(bands=(half,))])

    result = solve(asked)

    assert result.figures.bands[0].of == 0
    assert verify(asked, result) == []
