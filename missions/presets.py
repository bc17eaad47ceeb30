"""Balance bands that are often asked for, applied to a call with one button."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from missions.enums import BAND_LABELS
from missions.models import QuotaTarget


@dataclass(frozen=True, slots=True)
class Preset:
    """Bands by name; ``bands`` are fields of QuotaTarget, shares in % of those who have such a label."""

    code: str
    name: Any
    explanation: Any
    bands: tuple[dict[str, Any], ...]


def parity(label: str, low: int = 40, high: int = 60, **options: Any) -> dict[str, Any]:
    """A soft band around half, with one seat of tolerance."""
    return {"label": label, "min_share": low, "max_share": high, "tolerance": 1, **options}


PRESETS = (
    Preset(
        "balanced",
        _("The ministry's three balances"),
        _("Women and men, French and Dutch speakers: 40 to 60 %. From the ministry: at most half. Wished."),
        (
            parity("gender=F"),
            parity("language_group=FR"),
            {"label": "affiliation=internal", "max_share": 50, "tolerance": 1},
        ),
    ),
    Preset(
        "over_the_year",
        _("The same over the year, for a small team"),
        _("As above, but this year's earlier choices count too: two to six people cannot be balanced alone."),
        (
            parity("gender=F", carries_year=True),
            parity("language_group=FR", carries_year=True),
            {"label": "affiliation=internal", "max_share": 50, "tolerance": 1, "carries_year": True},
        ),
    ),
    Preset(
        "firm",
        _("Firm parity"),
        _("Women and men, French and Dutch speakers: 40 to 60 %, or no team: it may make one impossible."),
        (
            parity("gender=F", hard=True, tolerance=0),
            parity("language_group=FR", hard=True, tolerance=0),
        ),
    ),
    Preset("none", _("No balance bands"), _("Merit and budget alone decide."), ()),
)


def find_preset(code: str) -> Preset | None:
    """The preset of that code; None for any other text."""
    return next((preset for preset in PRESETS if preset.code == code), None)


def seats(target: QuotaTarget, places: int) -> tuple[int | None, int | None]:
    """Fewest and most seats of ``places`` inside the band, everybody counted; shares round inwards."""
    lows = [target.min, None if target.min_share is None else -(-target.min_share * places // 100)]
    highs = [target.max, None if target.max_share is None else target.max_share * places // 100]
    low = max((value for value in lows if value is not None), default=None)
    high = min((value for value in highs if value is not None), default=None)
    return low, high


def describe_seats(target: QuotaTarget, places: int | None) -> str:
    """What a band means for a team of ``places``, in words; empty while they are not known."""
    if places is None:
        return ""
    low, high = seats(target, places)
    if low is not None and high is not None and low > high:
        return _("no team of %(places)d can be inside: the nearest is chosen") % {"places": places}
    if low is not None and high is not None:
        return _("%(low)d to %(high)d of %(places)d") % {"low": low, "high": high, "places": places}
    if low is not None:
        return _("at least %(low)d of %(places)d") % {"low": low, "places": places}
    return _("at most %(high)d of %(places)d") % {"high": high, "places": places}


def preview(preset: Preset, places: int | None) -> list[dict[str, Any]]:
    """One line per band: whom it counts, its shares, and what it means for the call's places."""
    targets = [QuotaTarget(**band) for band in preset.bands]
    return [
        {"people": BAND_LABELS[target.label], "target": target, "seats": describe_seats(target, places)}
        for target in targets
    ]
