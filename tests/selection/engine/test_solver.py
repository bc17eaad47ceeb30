"""The solver gives the one right team: against trying every team, and case by case."""

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, seed, settings

from selection.engine.results import result_to_text
from selection.engine.solver import solve
from selection.engine.ties import lot
from selection.engine.types import Band
from selection.engine.verify import verify

from . import oracle
from .examples import MARCH, call, person, problem
from .problems import problems

relaxed = settings(derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))


def team(wanted):
    result = solve(wanted, explain=False)
    assert verify(wanted, result) == []
    return list(result.team)


@pytest.mark.parametrize("quarter", range(4))
def test_in_every_mode_the_team_is_the_one_that_trying_every_team_gives(quarter):
    @seed(quarter)
    @settings(relaxed, derandomize=False, database=None, max_examples=250)
    @given(problems("tiered"))
    def agrees(wanted):
        allowed = oracle.allowed_teams(wanted)
        for mode in ("tiered", "strict", "trade_off"):
            asked = replace(wanted, policy=replace(wanted.policy, mode=mode))
            result, expected = solve(asked, explain=False), oracle.best_team(asked, allowed)
            assert result.status == ("infeasible" if expected is None else "optimal")
            assert list(result.team) == (expected or [])

    agrees()


@settings(relaxed, max_examples=40)
@given(problems("tiered", most=12))
def test_shuffled_rows_give_the_identical_file(wanted):
    rows = list(wanted.candidacies)
    random.Random(1).shuffle(rows)

    assert result_to_text(solve(replace(wanted, candidacies=tuple(rows)))) == result_to_text(solve(wanted))


def test_the_best_are_chosen_within_the_places():
    assert team(problem(person(1, 500), person(2, 700), person(3, 600))) == ["c-2", "c-3"]


def test_a_clearly_better_person_never_loses_a_place_to_a_balance_in_tiered_mode():
    band = Band("gender=F", min=1, hard=False)
    people = [person(1, 800, "gender=M"), person(2, 790, "gender=M"), person(3, 600, "gender=F")]

    assert team(problem(*people, calls=[call(bands=(band,))], tiers=(750, 550))) == ["c-1", "c-2"]
    assert team(problem(*people, calls=[call(bands=(band,))], tiers=(550,))) == ["c-1", "c-3"]
    assert team(problem(*people, calls=[call(bands=(band,))], tiers=(750, 550), mode="strict")) == [
        "c-1",
        "c-3",
    ]


@pytest.mark.parametrize(("penalty", "expected"), [(189, ["c-1", "c-2"]), (191, ["c-1", "c-3"])])
def test_trade_off_pays_for_a_balance_in_points_per_seat(penalty, expected):
    band = Band("gender=F", min=1, hard=False, weights=(penalty, penalty))
    people = [person(1, 800, "gender=M"), person(2, 790, "gender=M"), person(3, 600, "gender=F")]

    assert team(problem(*people, calls=[call(bands=(band,))], mode="trade_off")) == expected


def test_a_share_leaves_out_those_who_say_nothing_about_it():
    band = Band("gender=F", min_share=50)
    people = [person(1, 900), person(2, 800, "gender=M"), person(3, 700), person(4, 100, "gender=F")]

    assert team(problem(*people, calls=[call(places=2, bands=(band,))])) == ["c-1", "c-3"]
    assert team(problem(*people, calls=[call(places=4, bands=(band,))])) == ["c-1", "c-2", "c-3", "c-4"]


def test_people_carried_over_from_earlier_in_the_year_count():
    people = [person(1, 900, "gender=M"), person(2, 500, "gender=F")]
    even = Band("gender=F", min_share=50)
    owed = replace(even, carried={"gender=M": 1})
    paid = replace(even, carried={"gender=F": 1})

    assert team(problem(*people, calls=[call(places=1, bands=(paid,))])) == ["c-1"]
    assert team(problem(*people, calls=[call(places=1, bands=(owed,))])) == ["c-2"]


def test_declared_ties_decide_before_the_lot_and_the_lot_before_nothing_else():
    people = [person(1, 600, ties=(2, 9)), person(2, 600, ties=(3, 0)), person(3, 600, ties=(2, 1))]
    equals = [person(number, 600) for number in range(8)]

    assert team(problem(*people)) == ["c-1", "c-2"]
    assert team(problem(*people, calls=[call(places=1)])) == ["c-2"]
    by_lot = sorted(equals, key=lambda one: lot("seed", one.id))
    assert team(problem(*equals)) == sorted(one.id for one in by_lot[:2])


def test_a_tie_that_is_not_given_counts_as_nothing():
    people = [person(1, 700), person(2, 700, ties=(3,)), person(3, 700, ties=(-1,))]

    assert team(problem(*people, calls=[call(places=1)])) == ["c-2"]
    assert team(problem(*people, calls=[call(places=2)])) == ["c-1", "c-2"]


def test_less_cost_decides_between_equal_merit():
    assert team(problem(person(1, 600, cost=900), person(2, 600), calls=[call(places=1)])) == ["c-1"]


def test_locks_are_kept_and_a_lock_in_lets_a_reviewed_person_pass_the_minimum():
    people = [person(1, 900, lock="out"), person(2, 300, lock="in"), person(3, 350), person(4, 500)]

    assert team(problem(*people, calls=[call(places=3, minimum_score=400)])) == ["c-2", "c-4"]


def test_nobody_is_chosen_for_two_calls_on_the_same_days():
    calls = [call("kg", places=1), call("md", places=1)]
    people = [person(1, 900, who="ann"), person(2, 800, call="md", who="ann"), person(3, 100, call="md")]

    assert team(problem(*people, calls=calls)) == ["c-1", "c-3"]
    apart = [calls[0], call("md", places=1, days=MARCH)]
    assert team(problem(*people, calls=apart)) == ["c-1", "c-2"]


def test_who_has_two_candidacies_for_one_call_takes_one_place_of_it():
    people = [person(1, 900, who="ann"), person(2, 800, who="ann"), person(3, 100)]

    assert team(problem(*people)) == ["c-1", "c-3"]


def test_calls_that_touch_on_one_day_overlap():
    first = call("kg", places=1)
    second = replace(call("md", places=1), starts_on=first.ends_on, ends_on=first.ends_on)

    people = [person(1, 900, who="ann"), person(2, 800, call="md", who="ann")]
    assert team(problem(*people, calls=[first, second])) == ["c-1"]


def test_a_budget_of_zero_sends_only_those_who_cost_nothing():
    assert team(problem(person(1, 900), person(2, 100, cost=0), budget=0)) == ["c-2"]


def test_budgets_of_a_call_and_of_the_year_both_hold():
    calls = [call("kg", places=2, budget_cents=1000), call("md", places=2, days=MARCH)]
    people = [person(1, 900), person(2, 800), person(3, 700, call="md"), person(4, 600, call="md")]

    assert team(problem(*people, calls=calls, budget=2000)) == ["c-1", "c-3"]


def test_the_reserve_is_the_order_of_merit_without_those_who_cannot_come():
    people = [person(1, 900), person(2, 800), person(3, 700), person(4, 750, lock="out"), person(5, 705)]

    assert solve(problem(*people), explain=False, reserve=2).reserve == ("c-5", "c-3")


def test_without_time_the_answer_is_said_to_be_unproven():
    wanted = problem(person(1, 500), person(2, 700), person(3, 600), time_limit_s=0)

    result = solve(wanted)

    assert (result.status, result.team, result.bound) == ("time_limit", (), 2)
    assert result.relaxations[0].params == {"level": "filled", "value": 0, "bound": 2, "gap": 2}
    assert verify(wanted, result) == []
    assert verify(wanted, replace(result, status="optimal", relaxations=())) != []
    assert verify(wanted, replace(result, bound=1)) != []


def test_without_time_and_without_a_team_nothing_is_claimed():
    wanted = problem(
        person(1, 500, "group=FR"), calls=[call(bands=(Band("group=FR", min=1),))], time_limit_s=0
    )

    result = solve(wanted)

    assert (result.status, result.team, result.reserve) == ("time_limit", (), ())
    assert result.relaxations[0].params["value"] is None
    assert verify(wanted, result) == []
    assert verify(wanted, replace(result, reserve=("c-1",))) != []
