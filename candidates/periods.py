"""Gaps and overlaps in what somebody studied and worked. Pure: the same lines, the same answer on any day.

Nothing is forbidden: people look for work, care for somebody, have two part-time posts. It is shown so that
a slip of the pen is seen, and so that nobody has to guess later.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

GAP_MONTHS = 3  # shorter ones are holidays, or the search for a post
OVERLAP_MONTHS = 1  # shorter ones are the days on which a post is handed over


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The days of one line, both included; ``kind`` tells posts from studies, ``name`` is the line's."""

    first: dt.date
    last: dt.date
    name: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two lines of one kind, and the days that they share."""

    one: Span
    other: Span
    shared: Span


def span_until(
    first: dt.date | None, last: dt.date | None, until: dt.date, name: str = "", kind: str = ""
) -> Span | None:
    """A line as it is on the day ``until``: without an end it lasts, without a beginning nothing is known."""
    if first is None or first > until:
        return None
    return Span(first, min(last or until, until), name, kind)


def whole_months(first: dt.date, last: dt.date) -> int:
    """Full months from ``first`` to ``last``, both days included."""
    end = last + dt.timedelta(days=1) if last < dt.date.max else last
    return (end.year - first.year) * 12 + end.month - first.month - (end.day < first.day)


def find_gaps(spans: Iterable[Span], until: dt.date, months: int = GAP_MONTHS) -> Iterator[Span]:
    """Stretches without any line, of ``months`` full months at least, from the first line to ``until``."""
    covered: dt.date | None = None
    day = dt.timedelta(days=1)
    for span in [*sorted(spans), Span(until + day, until + day)]:
        if covered is not None and span.first > covered + day:
            gap = Span(covered + day, span.first - day)
            if whole_months(gap.first, gap.last) >= months:
                yield gap
        covered = span.last if covered is None else max(covered, span.last)


def find_overlaps(spans: Iterable[Span], months: int = OVERLAP_MONTHS) -> Iterator[Overlap]:
    """Every two lines of one kind that share ``months`` full months at least, by their beginning.

    Studies beside work are no overlap.
    """
    open_spans: list[Span] = []
    for span in sorted(spans):
        open_spans = [earlier for earlier in open_spans if earlier.last >= span.first]
        for earlier in open_spans:
            shared = Span(span.first, min(earlier.last, span.last))
            if earlier.kind == span.kind and whole_months(shared.first, shared.last) >= months:
                yield Overlap(earlier, span, shared)
        open_spans.append(span)
