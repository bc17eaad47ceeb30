"""What stands in the way of an erasure, what it takes beside the data map, and what a person decides on.

This imports no app. Each room says it in its ``data_map.py``, since it belongs to the same knowledge.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from osce_portal.people import Person

Words = Callable[[Any], Any]
Eraser = Callable[[Person], None]


class Obstacle(NamedTuple):
    """Rows with a ``candidate`` whose file must stay while they are there.

    Of one row ``told`` says why to the person, ``noted`` to staff who look after the retention.
    """

    rows: Callable[[], QuerySet[Any]]
    told: Words
    noted: Words


class Mention(NamedTuple):
    """A text written to others in which the person's name or address stands: somebody decides about it.

    ``empty(actor=…)`` takes the whole text out.
    """

    reference: str
    words: Any
    empty: Callable[..., object]


Mentions = Callable[[Person], Iterable[Mention]]

_obstacles: list[Obstacle] = []
_before: list[Eraser] = []
_after: list[Eraser] = []
_mentions: list[Mentions] = []


def register_obstacle(rows: Callable[[], QuerySet[Any]], *, told: Words, noted: Words) -> None:
    """Say what keeps files for now; see Obstacle."""
    _obstacles.append(Obstacle(rows, told, noted))


def register_eraser(erase: Eraser, *, when_emptied: bool = False) -> None:
    """``erase`` does what the map cannot say: before the tables are emptied, or once they are."""
    (_after if when_emptied else _before).append(erase)


def obstacles_of(person: Person) -> list[Any]:
    """All reasons of all rooms why this person's data must stay for now, in words for the person."""
    if person.file is None:
        return []
    said = [
        str(obstacle.told(row))
        for obstacle in _obstacles
        for row in obstacle.rows().filter(candidate=person.file)
    ]
    return list(dict.fromkeys(said))


def obstacles_of_each(files: Collection[int]) -> dict[int, list[str]]:
    """For staff, by the key of the file: why it must stay. As many queries for many files as for one."""
    said: dict[int, list[str]] = defaultdict(list)
    for obstacle in _obstacles:
        for row in obstacle.rows().filter(candidate__in=files):
            said[row.candidate_id].append(str(obstacle.noted(row)))
    return said


def must_stay(column: str) -> Q:
    """Rows in whose ``column`` stands a file that something keeps."""
    kept = Q(pk__in=[])
    for obstacle in _obstacles:
        kept |= Q(**{f"{column}__in": obstacle.rows().order_by().values("candidate")})
    return kept


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
