"""Keeping what the search reads true: written with the file, caught up at night, made anew by a command."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from candidates.facts import facts_of
from candidates.models import Candidate, Employment, SearchText, Stated
from candidates.names import name_key
from candidates.search_terms import telephone_digits
from candidates.search_words import words_of_cvs, words_of_people
from candidates.services.alike import note_alike
from candidates.services.locking import hold_files
from candidates.vectors import FACT, STEM, bare_vector, stems_of, word_vector
from osce_portal.common.models import database_now

AT_ONCE = 1000
WORDS = [
    "names", "words", "vector", "name_key", "email_key", "phone_key", "written_at",
]  # fmt: skip
FACTS = ["facts", "vector", "worked_days", "working_since", "last_sent"]


@transaction.atomic
def refresh_search(people: Sequence[Candidate]) -> int:
    """Write what the search reads of these files, a thousand at once; returns how many."""
    return sum(_write(people[start : start + AT_ONCE]) for start in range(0, len(people), AT_ONCE))


def _write(people: Sequence[Candidate]) -> int:
    keys = [person.pk for person in people]
    stated = facts_of(keys, timezone.localdate())
    _put(SearchText, _texts(people, stated), WORDS)
    _put(Stated, stated, FACTS)
    return len(keys)


def _put(model: Any, rows: list[Any], columns: list[str]) -> None:
    model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["candidate"], update_fields=columns)


def _texts(people: Sequence[Candidate], stated: list[Stated]) -> list[SearchText]:
    cvs, now = words_of_cvs([person.pk for person in people]), database_now()
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
    if connection.vendor == "postgresql":
        _write_vectors(rows, {row.candidate_id: row.facts.split() for row in stated})
    return rows


def _write_vectors(rows: list[SearchText], facts: dict[int, list[str]]) -> None:
    """Each word is stemmed once for all of these files."""
    said = [row.words.split() for row in rows]
    stems = stems_of({word for words in said for word in words})
    for row, words in zip(rows, said, strict=True):
        own = {stem for word in set(words) for stem in stems.get(word, ())}
        parts = (
            word_vector([*row.names.split(), *words]),
            bare_vector(own, STEM),
            bare_vector(facts[row.candidate_id], FACT),
        )
        row.vector = " ".join(parts)


@transaction.atomic
def catch_up_search() -> int:
    """Write what is missing, older than its file, or of a post that has ended since; returns how many.

    For the night, in one transaction: all files are held before the first pair of alike ones is written.
    That is why it is no more than some thousands a night; ``rebuild_search`` holds a thousand at a time.
    """
    ended = Employment.objects.filter(
        candidate=OuterRef("pk"),
        ended_on__gte=OuterRef("search_text__written_at__date"),
        ended_on__lt=timezone.localdate(),
    )
    behind = (
        Q(search_text__isnull=True)
        | Q(stated__isnull=True)
        | Q(search_text__written_at__lt=F("updated_at"))
        | Q(Exists(ended))
    )
    people = Candidate.objects.filter(behind, anonymised_at__isnull=True)
    keys = list(people.order_by("pk").values_list("pk", flat=True)[: settings.FILES_WRITTEN_A_NIGHT])
    for start in range(0, len(keys), AT_ONCE):
        hold_files(keys[start : start + AT_ONCE])
    return _refresh_each(keys)


def rebuild_search() -> int:
    """Write everything anew, a thousand files a transaction; returns how many."""
    people = Candidate.objects.filter(anonymised_at__isnull=True).order_by("pk")
    return _refresh_each(list(people.values_list("pk", flat=True)))


def _refresh_each(keys: list[int]) -> int:
    return sum(_refresh(keys[start : start + AT_ONCE]) for start in range(0, len(keys), AT_ONCE))


@transaction.atomic
def _refresh(keys: list[int]) -> int:
    """Read and write while the files are held, by key: an erasure or a change waits, or was faster."""
    people = list(Candidate.objects.filter(pk__in=hold_files(keys)).order_by("pk"))
    written = refresh_search(people)
    note_alike(people)
    return written
