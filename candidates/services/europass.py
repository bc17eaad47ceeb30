"""A Europass CV waits for its person's decision; what was decided is one act."""

import datetime as dt
from typing import Any

from django.db import transaction

from candidates.models import Candidate, CvEntry, Document, EuropassImport
from candidates.services.documents import add_document
from candidates.services.entries import add_entry
from candidates.services.identity import update_identity
from candidates.services.locking import lock_file
from osce_portal.audit.services import record
from osce_portal.common.models import database_now

KEPT_UNDECIDED = dt.timedelta(days=2)  # as other uploads that wait for their place


@transaction.atomic
def keep_europass(candidate: Candidate, *, name: str, content: bytes, actor: Any) -> EuropassImport:
    """Keep a CV until its person has decided; a newer one takes the place of the one before.

    Raises FileGone.
    """
    candidate = lock_file(candidate.pk)
    waiting, _is_new = EuropassImport.objects.update_or_create(
        candidate=candidate,
        defaults={"name": name, "content": content, "uploaded_at": database_now()},
    )
    record("europass.kept", candidate, actor=actor, subject=candidate, values={"size": len(content)})
    return waiting


@transaction.atomic
def take_over(
    candidate: Candidate,
    lines: list[tuple[type[CvEntry], dict[str, Any]]],
    details: dict[str, Any],
    *,
    actor: Any,
) -> int:
    """Add the lines, change the details, and forget the CV they come from; returns how many there were.

    All or nothing. A line that is there already, word for word, stays one. Raises TooManyDocuments, FileGone.
    """
    candidate = lock_file(candidate.pk)
    for model, values in lines:
        if model is Document:
            add_document(candidate, actor=actor, **values)
        else:
            add_entry(candidate, model, actor=actor, **values)
    if details:
        update_identity(candidate, actor=actor, **details)
    EuropassImport.objects.filter(candidate=candidate).delete()
    taken = len(lines) + len(details)
    record("europass.taken", candidate, actor=actor, subject=candidate, values={"taken": taken})
    return taken


@transaction.atomic
def discard_europass(candidate: Candidate, *, actor: Any) -> None:
    """Forget the CV that waits; nothing of it is taken over. Without one nothing happens. Raises FileGone."""
    candidate = lock_file(candidate.pk)
    deleted, _by_model = EuropassImport.objects.filter(candidate=candidate).delete()
    if deleted:
        record("europass.discarded", candidate, actor=actor, subject=candidate, values={})


@transaction.atomic
def remove_undecided_europass() -> int:
    """Nightly: a CV that nobody decided on is not kept. Returns how many went."""
    old = EuropassImport.objects.filter(uploaded_at__lt=database_now() - KEPT_UNDECIDED)
    undecided = list(old.select_for_update(of=("self",)).defer("content").select_related("candidate"))
    for waiting in undecided:
        record("europass.discarded", waiting.candidate, subject=waiting.candidate, values={})
        waiting.delete()
    return len(undecided)
