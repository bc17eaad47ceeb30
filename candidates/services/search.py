"""Keeping what the search reads true: written with the file, caught up at night, made anew by a command."""

from collections.abc import Sequence
from functools import reduce
from operator import add
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db import connection, transaction
from django.db.models import F, Func, Q

from candidates.models import Candidate, SearchText
from candidates.names import name_key
from candidates.querysets import STEMMED_IN
from candidates.search_terms import telephone_digits
from candidates.search_words import words_of_cvs, words_of_people
from candidates.services.alike import note_alike
from osce_portal.common.models import database_now

AT_ONCE = 1000
WRITTEN = ["names", "words", "name_key", "email_key", "phone_key", "written_at"]


def _vectors() -> dict[str, Any]:
    words = SearchVector("names", config="simple") + SearchVector("words", config="simple")
    stems = reduce(add, (SearchVector("words", config=language) for language in STEMMED_IN))
    return {"word_vector": words, "stem_vector": Func(stems, function="strip")}


@transaction.atomic
def refresh_search(people: Sequence[Candidate]) -> int:
    """Write what the search reads of these files, a thousand at once; returns how many."""
    return sum(_write(people[start : start + AT_ONCE]) for start in range(0, len(people), AT_ONCE))


def _write(people: Sequence[Candidate]) -> int:
    keys = [person.pk for person in people]
    cvs, now = words_of_cvs(keys), database_now()
    rows = [
        SearchText(
            candidate=person,
            names=words_of_people(person),
            words=cvs.get(person.pk, ""),
            name_key=name_key(person.first_name, person.last_name),
            email_key=person.email.lower(),
            phone_key=telephone_digits(str(person.phone or "")),
            written_at=now,
        )
        for person in people
    ]
    SearchText.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["candidate"], update_fields=WRITTEN
    )
    if connection.vendor == "postgresql":
        SearchText.objects.filter(candidate__in=keys).update(**_vectors())
    return len(rows)


def catch_up_search() -> int:
    """Write what is missing, or older than its file; returns how many. For the night."""
    behind = Q(search_text__isnull=True) | Q(search_text__written_at__lt=F("updated_at"))
    return _refresh_each(Candidate.objects.filter(behind).values_list("pk", flat=True))


def rebuild_search() -> int:
    """Write everything anew, a thousand files a transaction; returns how many."""
    return _refresh_each(Candidate.objects.values_list("pk", flat=True))


def _refresh_each(found: Any) -> int:
    keys = list(found.order_by("pk"))
    parts = (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))
    return sum(_refresh(list(Candidate.objects.filter(pk__in=part))) for part in parts)


def _refresh(people: list[Candidate]) -> int:
    written = refresh_search(people)
    note_alike(people)
    return written
