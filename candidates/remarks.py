"""What strikes the eye in a CV's dates, in words; it is shown, and forbids nothing."""

import datetime as dt
from itertools import chain, islice
from typing import Any

from django.utils.translation import gettext, ngettext

from candidates.models import Candidate
from candidates.periods import Overlap, Span, find_gaps, find_overlaps, span_until, whole_months
from osce_portal.formats.written import written_date

MOST_REMARKS = 10  # more are no help to anybody


def remarks_on_periods(candidate: Candidate, on: dt.date) -> list[str]:
    """Gaps and overlaps of studies and work as on that day; reads prefetched lines without a query."""
    lines: chain[Any] = chain(candidate.educations.all(), candidate.employments.all())
    found = (
        span_until(line.started_on, line.ended_on, on, str(line), str(line._meta.model_name))
        for line in lines
    )
    spans = [span for span in found if span is not None]
    gaps = (_gap_in_words(gap) for gap in find_gaps(spans, on))
    overlaps = (_overlap_in_words(overlap) for overlap in find_overlaps(spans))
    return list(islice(chain(gaps, overlaps), MOST_REMARKS))


def _gap_in_words(gap: Span) -> str:
    months = whole_months(gap.first, gap.last)
    text = ngettext(
        "From %(first)s to %(last)s (%(months)s month) neither studies nor work are noted.",
        "From %(first)s to %(last)s (%(months)s months) neither studies nor work are noted.",
        months,
    )
    return text % {**_days(gap), "months": months}


def _overlap_in_words(overlap: Overlap) -> str:
    text = gettext("From %(first)s to %(last)s there are two at once: %(one)s, and %(other)s.")
    return text % {**_days(overlap.shared), "one": overlap.one.name, "other": overlap.other.name}


def _days(span: Span) -> dict[str, str]:
    return {"first": written_date(span.first), "last": written_date(span.last)}
