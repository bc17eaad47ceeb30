"""Acts on the admin pages of missions and calls that belong to rooms above: each room registers its own."""

from collections.abc import Callable
from typing import Any

from missions.models import Call, Mission

Link = tuple[str, Any]
Teller = Callable[[Mission | Call, Any], list[Link]]
_tellers: list[Teller] = []


def register_acts(tell: Teller) -> None:
    """``tell(mission_or_call, user)`` gives address and words of what this reader may do or see there."""
    _tellers.append(tell)


def acts_on(row: Mission | Call, user: Any) -> list[Link]:
    """All links for the page of this row, in the order in which the rooms registered."""
    return [link for tell in _tellers for link in tell(row, user)]
