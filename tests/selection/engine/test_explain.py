"""Why in, why out: exact for staff, general and discreet for the candidate."""

from hypothesis import HealthCheck, given, settings

from selection.engine.codes import CandidateCode, StaffCode
from selection.engine.solver import solve
from selection.engine.types import Band

from .examples import call, person, problem
from .problems import problems


def explain(wanted):
    return solve(wanted).explanations


def test_staff_see_what_it_would_cost_to_take_somebody_and_who_would_leave():
    why = explain(problem(person(1, 900), person(2, 700), person(3, 600)))["c-3"].staff

    assert why.code == StaffCode.LOSES
    assert (why.params["level"], why.params["loss"]) == ("score", 100)
    assert (why.params["leaves"], why.params["joins"], why.params["because"]) == (["c-2"], [], "points")


def test_staff_see_what_the_team_would_lose_without_somebody():
    why = explain(problem(person(1, 900), person(2, 700), person(3, 600)))["c-1"].staff

    assert (why.code, why.params["level"], why.params["loss"]) == (StaffCode.SELECTED, "score", 300)


def test_a_place_lost_to_a_balance_is_said_so_without_a_price():
    band = Band("gender=F", min=1)
    people = [person(1, 900, "gender=M"), person(2, 800, "gender=M"), person(3, 300, "gender=F")]

    why = explain(problem(*people, calls=[call(bands=(band,))]))

    assert why["c-2"].candidate.code == CandidateCode.NOT_SELECTED_BALANCE
    assert why["c-2"].candidate.params == {"score": 800, "places": 2}
    assert why["c-2"].staff.params["because"] == "balance"
    assert why["c-3"].staff.code == StaffCode.SELECTED_ONLY_WITH


def test_without_somebody_no_team_may_be_left():
    people = [person(1, 900, "gender=M"), person(3, 300, "gender=F")]

    why = explain(problem(*people, calls=[call(bands=(Band("gender=F", min=1),))]))

    assert why["c-3"].staff.code == StaffCode.SELECTED_ONLY_WITH


def test_a_place_lost_to_the_budget_or_to_the_lot_is_said_so():
    dear = explain(problem(person(1, 900, cost=3000), person(2, 300), person(3, 200), budget=2000))
    lots = explain(problem(person(1, 600), person(2, 600), person(3, 600)))

    assert dear["c-1"].candidate.code == CandidateCode.NOT_SELECTED_BUDGET
    assert sorted(why.candidate.code for why in lots.values()) == ["not_selected_lot", "selected", "selected"]


def test_locks_minimum_and_other_calls_have_their_own_words():
    calls = [call(places=1, minimum_score=400), call("md", places=1)]
    people = [
        person(1, 900, lock="out"),
        person(2, 300),
        person(3, 800, who="ann"),
        person(4, 700, call="md", who="ann"),
        person(5, 100, call="md", lock="in"),
    ]

    why = explain(problem(*people, calls=calls))

    assert [why[f"c-{number}"].candidate.code for number in range(1, 6)] == [
        "decided_by_person",
        "to_review",
        "selected",
        "not_selected_other_call",
        "decided_by_person",
    ]
    assert why["c-2"].candidate.params["minimum"] == 400


def test_those_far_from_the_places_are_told_how_far():
    people = [person(number, 900 - number) for number in range(150)]

    why = explain(problem(*people))

    assert why["c-50"].staff.code == StaffCode.LOSES
    assert why["c-149"].staff.code == StaffCode.OUTRANKED
    assert why["c-149"].staff.params["lowest_selected"] == 899


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems("tiered"))
def test_a_candidate_learns_nothing_about_others(wanted):
    scores = {one.id: one.score for one in wanted.candidacies}

    for one, why in explain(wanted).items():
        assert why.candidate.params.keys() <= {"score", "places", "minimum"}
        assert why.candidate.params["score"] == scores[one]
        assert why.candidate.code in set(CandidateCode)
        assert why.staff.code in set(StaffCode)
