"""Who keeps away from whose file: each room registers its walls in ``rules.py``; this imports no app.

A wall stands in every room, also in those below the one that knows why it is there.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import rules
from django.db.models import QuerySet

from osce_portal.common.errors import DomainError


class Wall(NamedTuple):
    """``hidden`` gives the candidates whose files an account keeps away from; ``refusal`` says why."""

    hidden: Callable[[Any], QuerySet[Any]]
    refusal: type[DomainError]


_walls: list[Wall] = []


def register_wall(hidden: Callable[[Any], QuerySet[Any]], *, refusal: type[DomainError]) -> None:
    """Add a wall; ``hidden`` is asked with every list, so it must be answered by an index."""
    _walls.append(Wall(hidden, refusal))


def _walls_of(user: Any) -> list[Wall]:
    """A visitor and the portal itself are close to nobody."""
    return _walls if user is not None and user.is_authenticated else []


def keep_away(rows: QuerySet[Any], user: Any, *, person: str, by: str = "pk") -> QuerySet[Any]:
    """``rows`` without those about people whom ``user`` keeps away from.

    ``person`` is the rows' column that names the candidate, ``by`` the candidate's column that stands in it.
    """
    for wall in _walls_of(user):
        rows = rows.exclude(**{f"{person}__in": wall.hidden(user).values(by)})
    return rows


def kept_from(user: Any) -> frozenset[int]:
    """Primary keys of the candidates whose files ``user`` keeps away from; one query for each wall."""
    return frozenset(pk for wall in _walls_of(user) for pk in wall.hidden(user).values_list("pk", flat=True))


def refuse_behind_wall(user: Any, candidate: Any) -> None:
    """Raise the refusal of the first wall between ``user`` and this person's file."""
    for wall in _walls_of(user):
        if wall.hidden(user).filter(pk=candidate.pk).exists():
            raise wall.refusal


@rules.predicate
def keeps_away(user: Any, row: Any = None) -> bool:
    """A wall stands before this candidate, or before whose row this is; the admin asks without a row."""
    person = getattr(row, "candidate", row)
    return person is not None and any(
        wall.hidden(user).filter(pk=person.pk).exists() for wall in _walls_of(user)
    )
