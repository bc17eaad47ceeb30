"""Short ways to write a problem by hand."""

from datetime import date

from selection.engine.types import Call, Candidacy, Policy, Problem

JANUARY, MARCH = (date(2027, 1, 18), date(2027, 1, 28)), (date(2027, 3, 1), date(2027, 3, 10))


def person(number, score, *labels, call="kg", cost=1000, ties=(), lock=None, who=None):
    return Candidacy(f"c-{number}", who or f"p-{number}", call, score, cost, ties, labels, lock)


def call(id="kg", places=2, days=JANUARY, **fields):
    return Call(id, places, *days, **fields)


def problem(*candidacies, calls=(), budget=None, mode="tiered", seed="seed", **policy):
    return Problem(seed, tuple(calls) or (call(),), candidacies, Policy(mode, **policy), budget)
