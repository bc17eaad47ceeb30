"""What a candidate opens: each page as its person sees it, of a whole file; for ``bench.database``.

Among a hundred thousand people with a calendar and 300,000 candidacies, as ``bench.searching`` asks of.
"""

import statistics
import time
from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.test import Client
from django.urls import reverse

from bench.candidacies import fill_candidacies
from bench.measurement import Measurement, absolute
from bench.people import fill_people
from candidates.models import Candidate
from candidates.sections import SECTIONS
from candidates.services import note_look
from osce_portal.accounts.models import User
from selection.candidacies.models import Candidacy
from tests.factories.candidacies import CandidacyFactory
from tests.factories.missions import CallFactory

VISITS, PEOPLE, LOOKS, CALLS = 40, 100_000, 40, 5
ANSWERED = 0.100  # seconds
PAGES = (
    "candidates:overview", "candidates:identity", "candidates:documents", "candidates:document-add",
    "candidates:europass", "candidates:preview", "candidacies:list", "privacy:overview", "privacy:looks",
    "privacy:notice", "privacy:export", "privacy:erasure",
)  # fmt: skip


def candidates_pages() -> Iterator[Measurement]:
    """Each page from the request to the answer: the 95th percentile of forty visits."""
    account, person = _fill()
    client = Client()
    client.force_login(account)
    for name, address in _addresses(person):
        _visit(client, address)
        spent = [_visit(client, address) for _ in range(VISITS)]
        slowest = statistics.quantiles(spent, n=20)[-1]
        yield absolute(f"candidate's page, p95: {name}", slowest, "s", ANSWERED)


def _fill() -> tuple[User, Candidate]:
    """Everybody; the longest file of those without a candidacy gets a usual number of them, and looks."""
    fill_people(PEOPLE)
    fill_candidacies(PEOPLE)
    lines = Count("observations", distinct=True) + Count("employments", distinct=True)
    person: Candidate = (
        Candidate.objects.filter(user__isnull=False, candidacies=None)
        .annotate(lines=lines)
        .order_by("-lines", "pk")[0]
    )
    account: Any = person.user
    for _ in range(CALLS):
        CandidacyFactory(candidate=person, received=True)
    CandidacyFactory(candidate=person, ready=True)
    officer = User.objects.create_superuser("officer@example.be")
    for _ in range(LOOKS):
        note_look(person, actor=officer, page="file")
    return account, person


def _addresses(person: Candidate) -> Iterator[tuple[str, str]]:
    for route in PAGES:
        yield route, reverse(route)
    for slug, section in SECTIONS.items():
        yield f"section {slug}", reverse("candidates:section", args=[slug])
        yield f"new line of {slug}", reverse("candidates:entry-add", args=[slug])
        line: Any = getattr(person, section.accessor).first()
        if line is not None:
            yield f"line of {slug}", reverse("candidates:entry-edit", args=[slug, line.public_id])
    call: Any = CallFactory()
    yield "start of a candidacy", reverse("candidacies:start", args=[call.public_id])
    for candidacy in Candidacy.objects.filter(candidate=person).order_by("-pk")[:2]:
        yield f"candidacy, {candidacy.status}", reverse("candidacies:detail", args=[candidacy.public_id])
        if candidacy.status == "draft":
            yield "form of a candidacy", reverse("candidacies:edit", args=[candidacy.public_id])


def _visit(client: Client, address: str) -> float:
    start = time.perf_counter()
    answer = client.get(address)
    if answer.status_code != 200:
        raise AssertionError(f"{address}: {answer.status_code}")
    return time.perf_counter() - start
