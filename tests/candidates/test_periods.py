import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidates.periods import Span, find_gaps, find_overlaps, span_until, whole_months

TODAY = dt.date(2026, 11, 22)
DAYS = st.dates(dt.date(2020, 1, 1), TODAY)
SPANS = st.lists(
    st.builds(
        lambda one, other, kind: Span(min(one, other), max(one, other), kind=kind),
        DAYS, DAYS, st.sampled_from(["work", "studies"]),
    ),
    max_size=8,
)  # fmt: skip


def days_of(span: Span) -> set[dt.date]:
    return {span.first + dt.timedelta(days=n) for n in range((span.last - span.first).days + 1)}


def all_days(spans) -> set[dt.date]:
    return set().union(*map(days_of, spans)) if spans else set()


@given(SPANS)
def test_lines_and_gaps_together_cover_every_day_once(spans):
    gaps = list(find_gaps(spans, TODAY, months=0))

    covered, free = all_days(spans), all_days(gaps)
    assert not covered & free
    assert sum(len(days_of(gap)) for gap in gaps) == len(free)
    first = min((span.first for span in spans), default=None)
    assert covered | free == (days_of(Span(first, TODAY)) if first else set())


@given(SPANS, st.integers(0, 24))
def test_only_gaps_long_enough_are_told(spans, months):
    found = list(find_gaps(spans, TODAY, months))

    every = list(find_gaps(spans, TODAY, months=0))
    assert found == [gap for gap in every if whole_months(gap.first, gap.last) >= months]


@given(SPANS, st.integers(0, 6))
def test_overlaps_are_those_that_every_pair_compared_by_hand_gives(spans, months):
    shared = []
    for place, one in enumerate(spans):
        for other in spans[place + 1 :]:
            first, last = max(one.first, other.first), min(one.last, other.last)
            if one.kind == other.kind and first <= last and whole_months(first, last) >= months:
                shared.append((first, last))

    found = [(overlap.shared.first, overlap.shared.last) for overlap in find_overlaps(spans, months)]

    assert sorted(found) == sorted(shared)


@given(DAYS, DAYS)
def test_whole_months_never_shrink_when_a_day_is_added(one, other):
    first, last = min(one, other), max(one, other)

    assert 0 <= whole_months(first, last) <= whole_months(first, last + dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2024-01-01", "2024-01-31", 1),
        ("2024-01-01", "2024-01-30", 0),
        ("2024-01-31", "2024-02-29", 1),
        ("2023-12-15", "2024-12-14", 12),
    ],
)
def test_a_month_is_whole_when_its_last_day_is_in(first, last, months):
    assert whole_months(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == months


def test_a_line_without_an_end_lasts_and_one_without_a_beginning_says_nothing():
    begun = dt.date(2024, 5, 1)

    assert span_until(begun, None, TODAY) == Span(begun, TODAY)
    assert span_until(begun, dt.date(2030, 1, 1), TODAY) == Span(begun, TODAY)
    assert span_until(None, begun, TODAY) is None
    assert span_until(dt.date(2030, 1, 1), None, TODAY) is None
