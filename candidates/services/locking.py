"""Holding a file while something is written into it."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from candidates.models import Candidate, FormerReference
from osce_portal.common.errors import FileGone


def lock_file(key: int) -> Candidate:
    """The file with this key as it is now, locked until the caller's transaction ends.

    Whoever writes into a file begins here: an erasure either waits and finds what was written, or was faster.
    Rows that merely name the file need not wait: two who note each other as alike would wait in a circle.
    Raises FileGone then, and for a file that went into another one.
    """
    files = Candidate.objects.select_for_update(of=("self",), no_key=True)
    candidate = files.filter(pk=key, anonymised_at__isnull=True).first()
    if candidate is None:
        raise FileGone
    return candidate


def lock_files(*keys: int) -> list[Candidate]:
    """Several files, locked in the order of their keys, and given as asked: two such acts never wait for each
    other. Raises FileGone if one has gone.
    """
    locked = {key: lock_file(key) for key in sorted(keys)}
    return [locked[key] for key in keys]


def lock_file_or_heir(candidate: Candidate) -> Candidate:
    """As ``lock_file``; for a file that went into another one, that one. Raises FileGone if it was erased.

    A merge under way is waited for: only when it is over is it seen where the file went.
    """
    try:
        return lock_file(candidate.pk)
    except FileGone:
        heir = FormerReference.objects.filter(public_id=candidate.public_id).values("candidate").first()
        if heir is None:
            raise
        return lock_file(heir["candidate"])


def hold_files(keys: Collection[int] | QuerySet[Any]) -> set[int]:
    """Hold many files at once, in the order of their keys; those that have gone are left out. Gives the keys.

    A merge goes by the same order, so that it and a night's or a whole call's act never wait for each other.
    """
    files = Candidate.objects.select_for_update(of=("self",), no_key=True)
    held = files.filter(pk__in=keys, anonymised_at__isnull=True).order_by("pk")
    return set(held.values_list("pk", flat=True))
