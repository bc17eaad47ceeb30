"""What stands in the way of an erasure, what it takes beside the data map, and what a person decides on.

This imports no app. Each room says it in its ``data_map.py``, since it belongs to the same knowledge.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from osce_portal.people import Person

Obstacles = Callable[[Person], Iterable[Any]]
Eraser = Callable[[Person], None]


class Mention(NamedTuple):
    """A text written to others in which the person's name or address stands: somebody decides about it.

    ``empty(actor=…)`` takes the whole text out.
    """

    reference: str
    words: Any
    empty: Callable[..., object]


Mentions = Callable[[Person], Iterable[Mention]]

_obstacles: list[Obstacles] = []
_before: list[Eraser] = []
_after: list[Eraser] = []
_mentions: list[Mentions] = []


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


def register_mentions(find: Mentions) -> None:
    """``find`` gives texts written to others that name the person; the map does not reach them."""
    _mentions.append(find)


def mentions_of(person: Person) -> list[Mention]:
    """All texts of all rooms that name this person, or somebody of the same name."""
    return [mention for find in _mentions for mention in find(person)]
