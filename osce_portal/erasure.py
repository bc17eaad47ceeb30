"""What stands in the way of an erasure, and what it takes beside the data map; this imports no app.

Each room says both in its ``data_map.py``, since it belongs to the same knowledge.
"""

from collections.abc import Callable, Iterable
from typing import Any

from osce_portal.people import Person

Obstacles = Callable[[Person], Iterable[Any]]
Eraser = Callable[[Person], None]

_obstacles: list[Obstacles] = []
_before: list[Eraser] = []
_after: list[Eraser] = []


def register_obstacle(find: Obstacles) -> None:
    """``find`` gives the reasons, in words for the person, why the file must stay for now."""
    _obstacles.append(find)


def register_eraser(erase: Eraser, *, when_emptied: bool = False) -> None:
    """``erase`` does what the map cannot say: before the tables are emptied, or once they are."""
    (_after if when_emptied else _before).append(erase)


def obstacles_of(person: Person) -> list[Any]:
    """All reasons of all rooms why this person's data must stay for now."""
    return [reason for find in _obstacles for reason in find(person)]


def run_erasers(person: Person, *, when_emptied: bool) -> None:
    """Run what the rooms registered, in the order of the apps."""
    for erase in _after if when_emptied else _before:
        erase(person)
