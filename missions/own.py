"""What the reader has to do with the calls on a page; told by the room that knows the candidacies."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from missions.models import Call

Teller = Callable[[Any, Collection[Call]], Mapping[int, Any]]
_tellers: list[Teller] = []


def register_own_candidacies(tell: Teller) -> None:
    """``tell(user, calls)`` gives the person's own candidacy by the call's key, in one query."""
    _tellers.append(tell)


def own_candidacies(user, calls: Collection[Call]) -> dict[int, Any]:
    """The reader's own candidacies for these calls, by the call's key; a visitor has none."""
    if not (user.is_authenticated and calls):
        return {}
    return {key: own for tell in _tellers for key, own in tell(user, calls).items()}
