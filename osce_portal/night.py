"""What runs at night: each app registers its steps in ``AppConfig.ready()``; this imports no app."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection, transaction

logger = logging.getLogger(__name__)
NIGHT_LOCK = 7_142_027  # any number, as long as it is the same everywhere


class NightStep(NamedTuple):
    """One act of the night; ``run`` computes what is due now, so that a missed night is caught up."""

    order: int
    name: str
    run: Callable[[], int]


class StepResult(NamedTuple):
    """What became of a step: how many rows it dealt with, None if it failed and was undone."""

    name: str
    rows: int | None


_steps: list[NightStep] = []


def register_night_step(name: str, run: Callable[[], int], *, order: int) -> None:
    """Add a step; lower ``order`` runs first. ``run`` returns how many rows it dealt with."""
    _steps.append(NightStep(order, name, run))


def night_steps() -> list[NightStep]:
    """All registered steps in the order in which they run."""
    return sorted(_steps, key=lambda step: (step.order, step.name))


def run_night() -> list[StepResult]:
    """Run every step in a transaction of its own; one that fails is logged and does not stop the others.

    Of two nights at once the second does nothing. Run again, it finds nothing left to do.
    """
    with only_night() as alone:
        return [_run(step) for step in night_steps()] if alone else []


def _run(step: NightStep) -> StepResult:
    try:
        with transaction.atomic():
            return StepResult(step.name, step.run())
    except Exception:
        logger.exception("The night's step failed: %s", step.name)
        return StepResult(step.name, None)


@contextmanager
def only_night() -> Iterator[bool]:
    """Hold the night's lock; False if another process does. SQLite lets one writer in at a time anyway."""
    if connection.vendor != "postgresql":
        yield True
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [NIGHT_LOCK])
        (alone,) = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [NIGHT_LOCK])
