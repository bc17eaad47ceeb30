"""What one mission makes of a CV: which country, which region, which languages are spoken there."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from missions.models import Call, ParticipatingState

HOME = "BE"  # every candidate's own country: living there is no experience abroad


@dataclass(frozen=True, slots=True)
class MissionContext:
    """``on``: the call's last day, up to which periods count, so that points never change with time."""

    country: str
    region: frozenset[str]
    local_languages: frozenset[str]
    on: dt.date


def languages_around(country: str, spoken: dict[str, Iterable[str]]) -> frozenset[str]:
    """Languages of the country, and those that serve in more than one State of its region.

    ``spoken``: languages of each State of the region. One language of one neighbour is no language of the
    region; the sending State's own languages count only where the country itself speaks them.
    """
    abroad = {state: set(codes) for state, codes in spoken.items() if state != HOME}
    shared = Counter(code for codes in abroad.values() for code in codes)
    regional = {code for code, states in shared.items() if states > 1} - set(spoken.get(HOME, ()))
    return frozenset(set(spoken.get(country, ())) | regional)


def context_of(call: Call) -> MissionContext:
    """The context of an election call; one query for the States of the region."""
    state = call.mission.state
    neighbours = ParticipatingState.objects.filter(region=state.region) if state.region else [state]
    spoken = {neighbour.iso2: neighbour.languages.split() for neighbour in neighbours}
    return MissionContext(
        country=state.iso2,
        region=frozenset(spoken) - {state.iso2, HOME},
        local_languages=languages_around(state.iso2, spoken),
        on=cast(dt.date, call.closes_on),  # what was received had a deadline
    )
