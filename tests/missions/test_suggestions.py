"""Places that Belgium's share and the budget allow."""

import pytest
from django.utils import translation

from missions.suggestions import suggest_places
from tests.factories.missions import CallFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("requested", "share", "budget", "cost", "places", "words"),
    [
        (300, 10, 3_000_000, 215_000, 13, "the share allows 30, the budget pays 13"),
        (250, 5, 9_000_000, 215_000, 12, "the share allows 12, the budget pays 41"),
        (None, 10, 3_000_000, 215_000, 13, "the share is not known, the budget pays 13"),
        (300, 10, None, 215_000, 30, "the share allows 30, budget or cost is not set"),
        (300, 10, 0, 215_000, 0, "the share allows 30, the budget pays 0"),
        (300, 10, 3_000_000, 0, 30, "the share allows 30, the places cost nothing"),
        (None, None, None, None, None, "the share is not known, budget or cost is not set"),
    ],
)
def test_the_lower_known_limit_is_suggested(requested, share, budget, cost, places, words):
    call = CallFactory(
        mission__observers_requested=requested, mission__share_percent=share,
        budget_cents=budget, unit_cost_cents=cost,
    )  # fmt: skip
    suggestion = suggest_places(call)

    assert suggestion.places == places
    with translation.override("en"):
        assert suggestion.in_words() == words


def test_the_share_of_a_call_for_ltos_is_of_the_ltos_requested():
    requested = {"mission__observers_requested": 300, "mission__long_term_requested": 20}
    call = CallFactory(role="lto", mission__share_percent=10, **requested)

    assert suggest_places(call).by_share == 2


@pytest.mark.parametrize(("places", "possible"), [(20, 13), (5, 5)])
def test_the_calls_own_places_are_a_limit_too(places, possible):
    call = CallFactory(
        mission__observers_requested=300, mission__share_percent=10,
        places=places, budget_cents=3_000_000, unit_cost_cents=215_000,
    )  # fmt: skip

    assert suggest_places(call).places == possible
    with translation.override("en"):
        assert suggest_places(call).in_words() == (
            f"{possible}: the call has {places}, the share allows 30, the budget pays 13"
        )
