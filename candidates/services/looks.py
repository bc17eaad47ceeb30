"""Looks of staff at a person's file, and at the list of all."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from candidates.models import Candidate
from osce_portal.audit.services import record


def note_look(candidate: Candidate, *, actor: Any, page: str) -> None:
    """Every look of staff at a person's file is recorded."""
    record("candidate.seen", candidate, actor=actor, subject=candidate, values={"page": page})


@transaction.atomic
def note_search(*, actor: Any, count: int, facets: Sequence[str], with_words: bool) -> None:
    """One act for a search of staff: how many it found and by what, never the words that were typed.

    ``count`` goes no further than the page shows or counts.
    """
    values = {"count": count, "facets": list(facets), "with_words": with_words}
    record("candidate.searched", actor, actor=actor, values=values)
