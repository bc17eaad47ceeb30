"""What staff ask of a hundred thousand people; imported by ``bench.database``."""

import datetime as dt
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db import connection
from django.http import QueryDict

from bench.candidacies import fill_candidacies
from bench.measurement import Measurement, absolute
from bench.people import PEOPLE, TODAY, fill_people
from candidates.facets.facet import facets_for
from candidates.finding import Finding
from osce_portal.accounts.models import User

RUNS, IN_DATABASE = 20, 0.150  # seconds
OWN_STATEMENTS = 5  # stems and words are looked up first, and settings around; not by how many are found
SOON, LATER = (TODAY + dt.timedelta(days=days) for days in (20, 34))
ASKED = {
    "everybody": "", "last name": "q=peeters", "beginning of a name": "q=de+cl",
    "address": "q=marie%40example", "telephone": "q=0470+12+3", "frequent word": "q=elections",
    "rare words": "q=kremlinologie+bishkek", "phrase": "q=%22rule+of+law%22", "left out": "q=jan+-peeters",
    "ready": "ready=election_observation", "language and level": "language1=ru&level1=C1",
    "frequent language": "language1=fr&level1=B2",
    "two languages": "language1=ru&level1=B2&language2=fr&level2=B1",
    "country": "country=GE", "rare country": "country=ME", "region": "region=Central+Asia",
    "field": "field=media", "years of work": "worked=10", "many years of work": "worked=24",
    "crisis": "crisis=yes",
    "elections observed": "observed_as=sto&observed=3", "training": "training=heat",
    "ministry": "affiliation=ministry", "external": "affiliation=external",
    "free days": f"free_from={SOON}&free_to={LATER}", "never sent": "sent=never",
    "sent since": f"sent=since&sent_year={TODAY.year - 1}",
    "sent before": "sent=before&sent_year=2015", "pool": "pool=deployable", "group": "group=NL",
    "letters": "letters=de", "registered": "registered=yes", "account": "account=yes", "not told": "told=no",
    "link sent": "told=sent", "link expired": "told=expired", "gender": "gender=X",
    "page 20": "page=20",
    "together": "q=law&language1=fr&level1=B2&country=UA&observed_as=sto&affiliation=external&sent=never",
}  # fmt: skip


def staff_searches() -> Iterator[Measurement]:
    """The list and its count for each question, in the database alone: the 95th percentile of twenty."""
    officer = User.objects.create_superuser("bench@example.be")
    left_out = {name for facet in facets_for(officer) for name in facet.fields()} - _names_asked()
    if left_out:
        raise AssertionError(f"not measured: {left_out}")
    fill_people()
    fill_candidacies(PEOPLE)
    statements, without_answer = set(), []
    for name, query in ASKED.items():
        answers = [_in_database(query, officer) for _ in range(RUNS)]
        statements |= {one.statements for one in answers}
        without_answer += [] if answers[0].finds_somebody else [name]
        slowest = _p95([one.seconds for one in answers])
        yield absolute(f"search among {PEOPLE:,}, p95: {name}", slowest, "s", IN_DATABASE)
    yield absolute(
        f"questions that find nobody: {', '.join(without_answer) or 'none'}", len(without_answer), "", 0
    )
    yield absolute(
        "statements of any search, most less fewest", max(statements) - min(statements), "", OWN_STATEMENTS
    )


def _names_asked() -> set[str]:
    return {name for query in ASKED.values() for name in QueryDict(query)}


class Answer(NamedTuple):
    """What one question took in the database; of a question that finds nobody it says nothing."""

    seconds: float
    statements: int
    finds_somebody: bool


def _in_database(query: str, user: Any) -> Answer:
    """One question: a page of people, and how many there are."""
    spent: list[float] = []

    def watch(execute: Callable[..., Any], *rest: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(*rest)
        finally:
            spent.append(time.perf_counter() - start)

    with connection.execute_wrapper(watch):
        asked = QueryDict(query)
        finding = Finding(asked, user)
        page = finding.page(asked.get("page", ""))
    return Answer(sum(spent), len(spent), bool(page.people))


def _p95(figures: list[float]) -> float:
    return statistics.quantiles(figures, n=20)[-1]
