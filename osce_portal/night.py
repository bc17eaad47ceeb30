"""Registry of what runs at night: each app registers its steps in ``AppConfig.ready()``; imports no app."""

from collections.abc import Callable
from typing import NamedTuple


class NightStep(NamedTuple):
    """One act of the night; ``run`` computes what is due now, so that a missed night is caught up."""

    order: int
    name: str
    run: Callable[[], int]


_steps: list[NightStep] = []


def register_night_step(name: str, run: Callable[[], int], *, order: int) -> None:
    """Add a step; lower ``order`` runs first. ``run`` returns how many rows it dealt with."""
    _steps.append(NightStep(order, name, run))


def night_steps() -> list[NightStep]:
    """All registered steps in the order in which they run."""
    return sorted(_steps, key=lambda step: (step.order, step.name))
