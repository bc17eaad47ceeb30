"""When somebody selected cannot go."""

from selection.engine.replacement import replace_withdrawn
from selection.engine.types import Band

from .examples import call, person, problem


def test_the_next_in_merit_takes_the_place_and_the_others_keep_theirs():
    wanted = problem(person(1, 900), person(2, 800), person(3, 700), person(4, 600))

    found = replace_withdrawn(wanted, ["c-1", "c-2"], "c-1")

    assert found.successors == ("c-3",)
    assert (found.kept.team, found.best.team, found.gain) == (("c-2", "c-3"), ("c-2", "c-3"), 0)


def test_a_better_team_may_move_others_and_both_are_shown():
    bands = (Band("gender=F", min=1),)
    people = [
        person(1, 900, "gender=F"),
        person(2, 500, "gender=M"),
        person(3, 480, "gender=F"),
        person(4, 950, "gender=M", cost=2000),
    ]
    wanted = problem(*people, calls=[call(bands=bands)], budget=3000)

    found = replace_withdrawn(wanted, ["c-1", "c-2"], "c-1")

    assert found.successors == ("c-3",)
    assert (found.best.team, found.gain) == (("c-3", "c-4"), 450)


def test_when_a_band_loses_its_last_person_the_answer_says_so():
    bands = (Band("gender=F", min=1),)
    wanted = problem(person(1, 900, "gender=F"), person(2, 500, "gender=M"), calls=[call(bands=bands)])

    found = replace_withdrawn(wanted, ["c-1", "c-2"], "c-1")

    assert (found.kept.status, found.successors) == ("infeasible", ())
