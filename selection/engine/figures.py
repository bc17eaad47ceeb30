"""Everything that is counted about a team, in integers, straight from the candidacies."""

from collections.abc import Iterable, Sequence

from selection.engine.types import Band, BandResult, Call, Candidacy, Figures, Problem


def count_team(problem: Problem, team: Sequence[Candidacy]) -> Figures:
    """The figures of a team, band by band, in the order of the problem's calls."""
    by_call: dict[str, list[Candidacy]] = {call.id: [] for call in problem.calls}
    for one in team:
        by_call[one.call].append(one)
    counted = [
        (band, count_band(call, band, by_call[call.id])) for call in problem.calls for band in call.bands
    ]
    tiers = [problem.policy.tier_of(one.score) for one in team]
    return Figures(
        filled=len(team),
        tiers=tuple(tiers.count(tier) for tier in range(len(problem.policy.tiers) + 1)),
        outside=sum(penalty(band, found.outside) for band, found in counted if not band.hard),
        score=sum(one.score for one in team),
        cost_cents=sum(one.cost_cents for one in team),
        bands=tuple(found for _, found in counted),
    )


def count_band(call: Call, band: Band, team: Iterable[Candidacy]) -> BandResult:
    """A band of a call: people carried count like those chosen; a share is rounded to whole seats inwards."""
    prefix = band.attribute + "="
    with_label = band.carried.get(band.label, 0)
    of = sum(band.carried.values())
    for one in team:
        with_label += band.label in one.labels
        of += any(label == band.label or label.startswith(prefix) for label in one.labels)
    lows = [band.min, None if band.min_share is None else -(-band.min_share * of // 100)]
    highs = [band.max, None if band.max_share is None else band.max_share * of // 100]
    low = max((limit for limit in lows if limit is not None), default=None)
    high = min((limit for limit in highs if limit is not None), default=None)
    outside = max(0, (low or 0) - with_label, 0 if high is None else with_label - high)
    return BandResult(call.id, band.label, with_label, of, low, high, outside)


def penalty(band: Band, outside: int) -> int:
    """Seats outside, weighted: the first slope up to the tolerance, the second beyond it."""
    near = min(outside, band.tolerance)
    return band.weights[0] * near + band.weights[1] * (outside - near)
