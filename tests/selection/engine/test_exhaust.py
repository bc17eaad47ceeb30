"""Trying everything: the best assignment, exactly, and cuts that end branches without losing it."""

import random
from itertools import product

import pytest

from selection.engine.bounds import Bound, fold
from selection.engine.exhaust import TooMany, try_all
from selection.engine.model import Row, total

COLUMNS = 8


def random_case(seed):
    draw = random.Random(seed)
    objective = {column: draw.randint(-9, 9) for column in range(COLUMNS)}
    rows = [
        Row({column: draw.randint(-5, 7) for column in range(COLUMNS)}, draw.randint(-6, 10))
        for _ in range(3)
    ]
    return objective, rows, draw


def best_by_hand(objective, rows):
    worths = [
        total(objective, values)
        for values in product((0, 1), repeat=COLUMNS)
        if all(total(row.entries, values) <= row.limit for row in rows)
    ]
    return max(worths, default=None)


@pytest.mark.parametrize("seed", range(40))
def test_the_best_assignment_is_found_or_said_not_to_exist(seed):
    objective, rows, _ = random_case(seed)
    folded = fold(objective, rows, [0] * COLUMNS, [1] * COLUMNS)
    best = best_by_hand(objective, rows)

    found = None if folded.impossible else try_all(folded)

    assert (found is None) == (best is None)
    if found is not None:
        values = folded.unfold(found)
        assert total(objective, values) == best
        assert all(total(row.entries, values) <= row.limit for row in rows)


@pytest.mark.parametrize("seed", range(40))
def test_a_cut_keeps_every_assignment_that_is_worth_enough(seed):
    objective, rows, draw = random_case(seed)
    folded = fold(objective, rows, [0] * COLUMNS, [1] * COLUMNS)
    bound = Bound(folded, [draw.random() * 3 for _ in folded.rows])
    kept = [v for v in product((0, 1), repeat=COLUMNS) if all(total(r.entries, v) <= r.limit for r in rows)]

    for worth in range(-20, 40):
        cut = bound.cut(folded.free, worth)
        for values in kept:
            if total(objective, values) >= worth:
                assert total(cut.entries, values) <= cut.limit


def test_a_cut_that_asks_for_more_than_there_is_leaves_nothing():
    folded = fold({0: 3, 1: 2}, [Row({0: 1, 1: 1}, 1)], [0, 0], [1, 1])
    bound = Bound(folded, [3.0])

    assert try_all(folded, [bound.cut(folded.free, 3)]) == [1, 0]
    assert try_all(folded, [bound.cut(folded.free, 4)]) is None
    assert [row.entries for row in folded.rows] == [{0: 1, 1: 1}]


def test_too_many_columns_are_left_to_a_solver():
    many = dict.fromkeys(range(31), 1)

    with pytest.raises(TooMany):
        try_all(fold(many, [Row(many, 5)], [0] * 31, [1] * 31))
