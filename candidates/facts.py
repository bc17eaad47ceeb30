"""What a file states in codes, so that any facets together are one question of one index.

Written with the search's words (``services.search``), in the same transaction. Whether a file is ready for a
scheme is asked of ``conditions``, which stay the rule.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Least

from candidates.enums import ObserverRole
from candidates.models import (
    Candidate,
    CountryExperience,
    Education,
    Employer,
    Employment,
    LanguageSkill,
    ObservationExperience,
    Stated,
    Training,
)
from candidates.periods import Span
from candidates.vectors import any_query, bare_vector
from osce_portal.common.enums import CefrLevel, Scheme

Lines = QuerySet[Any, tuple[int, str, str, str]]
DAYS_OF_FOUR_YEARS = 1461
LEVEL = Case(
    When(is_mother_tongue=True, then=Value(CefrLevel.C2)),
    default=Least("listening", "reading", "speaking", "writing"),
)


@lru_cache(maxsize=4096)
def fact(*parts: str) -> str:
    """One code of small letters and digits: ``speaks``, ``fr`` and ``B2`` give ``speaksfrb2``."""
    return "".join(letter for part in parts for letter in part.casefold() if letter.isalnum())


def stating(facts: Iterable[str]) -> Q:
    """Whether a file states one of these; nobody's does where none is asked for."""
    asked = sorted(facts)
    if not asked:
        return Q(pk__in=[])
    if connection.vendor == "postgresql":
        return Q(stated__vector=any_query(asked))
    found = Q()
    for one in asked:
        found |= Q(stated__facts__contains=f" {one} ")
    return found


def speaking(language: str, level: str) -> list[str]:
    """Facts of who speaks it at that level at least, by the lowest of the four; a mother tongue is C2."""
    return [fact("speaks", language, one) for one in CefrLevel.values if one >= level]


def having_worked(years: int, today: dt.date) -> Q:
    """Whose work adds up to so many years on that day; days of two posts count once."""
    days = years * DAYS_OF_FOUR_YEARS // 4
    begun_by = dt.date.fromordinal(max(1, today.toordinal() - days + 1))
    return Q(stated__worked_days__gte=days) | Q(stated__working_since__lte=begun_by)


def facts_of(people: Collection[int], today: dt.date) -> list[Stated]:
    """What each of these files states, not yet written; in one query."""
    told: dict[int, _Told] = {person: _Told() for person in people}
    first, *others = (lines.order_by() for lines in _lines(people))
    for person, kind, code, more in first.union(*others, all=True):
        told[person].take(kind, code, more)
    return [one.as_row(person, today) for person, one in told.items()]


@dataclass
class _Told:
    """What the lines of one file tell, gathered one by one."""

    facts: set[str] = field(default_factory=set)
    observed: Counter[str] = field(default_factory=Counter)
    posts: list[Span] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)

    def take(self, kind: str, code: str, more: str) -> None:
        if kind == "worked":
            ended_on = dt.date.fromisoformat(more) if more else dt.date.max
            self.posts.append(Span(dt.date.fromisoformat(code), ended_on))
        elif kind == "observed":
            self.observed.update([code, ""])
        elif kind == "sent":
            self.sent.append(int(code))
        else:
            self.facts.add(fact(kind, code, more))

    def as_row(self, person: int, today: dt.date) -> Stated:
        for role, count in self.observed.items():
            self.facts |= {fact("observed", role, str(number)) for number in range(1, count + 1)}
        facts = sorted(self.facts)
        worked_days, working_since = _experience(self.posts, today)
        return Stated(
            candidate_id=person,
            facts=f" {' '.join(facts)} ",
            vector=bare_vector(facts) if connection.vendor == "postgresql" else None,
            worked_days=worked_days,
            working_since=working_since,
            last_sent=max(self.sent, default=None),
        )


def _lines(people: Collection[int]) -> Iterator[Lines]:
    """Person, kind of fact, and one or two codes; the same columns for each kind."""
    for model, kind, code, more in (
        (LanguageSkill, "speaks", F("language"), LEVEL),
        (CountryExperience, "knows", F("country"), None),
        (Employment, "knows", F("country"), None),
        (ObservationExperience, "knows", F("country"), None),
        (ObservationExperience, "observed", F("role"), None),
        (Training, "trained", F("kind"), None),
        (Employer, "employed", F("kind"), None),
        (Education, "field", F("field"), None),
        (Employment, "field", F("field"), None),
        (Employment, "worked", F("started_on"), F("ended_on")),
    ):
        yield _coded(model._default_manager.filter(candidate__in=people), "candidate_id", kind, code, more)
    crisis = Employment.objects.filter(candidate__in=people, crisis_environment=True)
    yield _coded(crisis, "candidate_id", "crisis", Value(""))
    sent = ObservationExperience.objects.filter(candidate__in=people, for_belgium=True)
    yield _coded(sent.exclude(role=ObserverRole.DOMESTIC), "candidate_id", "sent", F("year"))
    for scheme in Scheme:
        ready = Candidate.objects.filter(pk__in=people).ready_for(scheme)
        yield _coded(ready, "pk", "ready", Value(scheme.value))


def _coded(lines: "QuerySet[Any]", person: str, kind: str, code: Any, more: Any = None) -> Lines:
    return lines.values_list(
        person,
        Value(kind, output_field=CharField()),
        Cast(code, CharField()),
        Cast(Value("") if more is None else more, CharField()),
    )


def _experience(spans: list[Span], today: dt.date) -> tuple[int, dt.date | None]:
    """Days of the posts that have ended; the beginning of those that last, moved back by the days before."""
    ended = [span for span in spans if span.last < today]
    lasting = min((span.first for span in spans if span.last >= today), default=None)
    if lasting is None:
        return _days(ended), None
    eve = lasting - dt.timedelta(days=1)
    before = [Span(span.first, min(span.last, eve)) for span in ended if span.first < lasting]
    return _days(ended), lasting - dt.timedelta(days=_days(before))


def _days(spans: list[Span]) -> int:
    """Days in one span at least."""
    total, covered = 0, dt.date.min
    for span in sorted(spans):
        first = max(span.first, covered)
        if span.last >= first:
            total += (span.last - first).days + 1
            covered = span.last + dt.timedelta(days=1)
    return total
