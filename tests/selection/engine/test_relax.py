"""Infeasible is an answer: what cannot hold together, and the least that must give way."""

from selection.engine.relax import explain_conflict
from selection.engine.solver import solve
from selection.engine.types import Band
from selection.engine.verify import verify

from .examples import call, person, problem


def notes(wanted):
    result = solve(wanted)
    assert result.status == "infeasible"
    assert result.team == ()
    assert verify(wanted, result) == []
    return [(note.code, note.params) for note in result.relaxations]


def test_the_smallest_conflict_leaves_out_rules_that_do_not_matter():
    bands = (Band("group=FR", min=1), Band("gender=F", min=2), Band("group=NL", max=1))
    people = [person(1, 900, "group=FR", "gender=F"), person(2, 800, "group=NL", "gender=M")]

    (code, params), *_ = notes(problem(*people, calls=[call(bands=bands)], budget=10_000))

    assert code == "conflict"
    assert params["rules"] == [
        {"rule": "band", "call": "kg", "label": "gender=F", "limit": "min", "value": 2}
    ]


def test_rules_that_only_clash_together_are_all_named():
    bands = (Band("group=FR", min=1), Band("group=NL", min=1))
    people = [person(1, 900, "group=FR", cost=1500), person(2, 800, "group=NL", cost=1000)]

    conflict, *options = notes(
        problem(*people, calls=[call(bands=bands)], budget=2000, relax=("budget", "group"))
    )

    assert [rule["rule"] for rule in conflict[1]["rules"]] == ["budget", "band", "band"]
    budget, group = (params for _, params in options)
    assert budget["names"] == ["budget"]
    assert budget["changes"] == [{"rule": "budget", "call": None, "cents": 2000, "needed": 2500}]
    assert (budget["filled"], budget["score"]) == (2, 1700)
    assert group["names"] == ["group"]
    assert [(change["label"], change["seats"]) for change in group["changes"]] == [("group=NL", 1)]
    assert (group["filled"], group["score"]) == (1, 900)


def test_when_no_rule_is_enough_alone_the_shortest_beginning_of_the_list_gives_way():
    bands = (Band("group=FR", min=1), Band("gender=F", min=1))
    people = [person(1, 900, "group=NL", "gender=M")]

    _, (_, together) = notes(problem(*people, calls=[call(bands=bands)], relax=("gender", "group", "budget")))

    assert together["names"] == ["gender", "group"]
    assert [change["label"] for change in together["changes"]] == ["group=FR", "gender=F"]


def test_a_lock_may_be_part_of_a_conflict():
    people = [person(1, 900, lock="in", cost=3000)]

    (_, params), *options = notes(problem(*people, budget=2000))

    assert [rule["rule"] for rule in params["rules"]] == ["budget", "lock_in"]
    assert options == []


def test_two_locks_for_one_place_conflict_with_each_other():
    people = [person(1, 900, lock="in"), person(2, 900, lock="in"), person(3, 900)]

    (_, params), *_ = notes(problem(*people, calls=[call(places=1)]))

    assert [rule["candidacy"] for rule in params["rules"]] == ["c-1", "c-2"]


def test_a_conflict_of_twenty_thousand_rows_is_explained_all_the_same():
    people = [person(number, number % 900, "group=NL") for number in range(20_000)]

    (note,) = explain_conflict(problem(*people, calls=[call(places=30, bands=(Band("group=FR", min=1),))]))

    assert note.code == "conflict"


def test_many_more_people_locked_in_than_there_are_places_are_answered_too():
    people = [person(number, 500 + number, lock="in") for number in range(10, 30)]

    ((code, params),) = notes(problem(*people, calls=[call(places=10)]))

    assert code == "conflict"
    assert [rule["rule"] for rule in params["rules"]] == ["lock_in"] * 11
