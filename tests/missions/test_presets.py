"""Bands from presets, and what they mean for a team of a given size."""

import pytest
from django.utils import translation

from missions.enums import BAND_LABELS
from missions.models import QuotaTarget
from missions.presets import PRESETS, describe_seats, find_preset, preview, seats
from missions.services import bands_of, set_bands
from tests.factories.missions import CallFactory


@pytest.mark.django_db
@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.code)
def test_every_preset_fits_the_database(preset):
    call = CallFactory()

    set_bands(call, actor=None, bands=[dict(band) for band in preset.bands])

    assert {band["label"] for band in bands_of(call)} == {band["label"] for band in preset.bands}
    assert {band["label"] for band in bands_of(call)} <= set(BAND_LABELS)


@pytest.mark.parametrize(
    ("band", "places", "expected"),
    [
        ({"min_share": 40, "max_share": 60}, 10, (4, 6)),
        ({"min_share": 40, "max_share": 60}, 11, (5, 6)),
        ({"min_share": 40, "max_share": 60}, 3, (2, 1)),
        ({"max_share": 50}, 7, (None, 3)),
        ({"min": 2, "min_share": 40}, 4, (2, None)),
        ({"max": 0}, 4, (None, 0)),
    ],
)
def test_shares_are_rounded_inwards_to_whole_seats(band, places, expected):
    assert seats(QuotaTarget(label="gender=F", **band), places) == expected


@pytest.mark.parametrize(
    ("band", "places", "words"),
    [
        ({"min_share": 40, "max_share": 60}, 10, "4 to 6 of 10"),
        ({"min_share": 40, "max_share": 60}, 3, "no team of 3 can be inside: the nearest is chosen"),
        ({"min": 2}, 10, "at least 2 of 10"),
        ({"max_share": 50}, 10, "at most 5 of 10"),
        ({"max_share": 50}, None, ""),
    ],
)
def test_a_band_is_told_in_seats(band, places, words):
    with translation.override("en"):
        assert describe_seats(QuotaTarget(label="gender=F", **band), places) == words


def test_a_preview_says_whom_each_band_counts():
    with translation.override("en"):
        lines = preview(find_preset("balanced"), 10)
        assert [str(line["people"]) for line in lines] == [
            "women",
            "French speakers",
            "members of the ministry",
        ]
    assert find_preset("unheard-of") is None
