"""The lines of a CV: added, changed, deleted by their person; verified by staff."""

from typing import Any, TypeVar

from django.db import transaction

from candidates.errors import AlreadyVerified
from candidates.models import Candidate, CvEntry, ObservationExperience
from candidates.services.changes import assign, stored_value, touch_file
from candidates.services.locking import lock_file
from candidates.services.search import refresh_search
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from osce_portal.walls import refuse_behind_wall

Entry = TypeVar("Entry", bound=CvEntry)


@transaction.atomic
def add_entry(candidate: Candidate, model: type[Entry], *, actor: Any, **values: Any) -> Entry:
    """Add a line to the CV; ``model`` says in which section.

    The same line twice, as by a double click, is one line. Raises FileGone.
    """
    candidate = lock_file(candidate.pk)
    same = model._default_manager.filter(candidate=candidate, **values).first()
    if same is not None:
        return same
    entry = model(candidate=candidate)
    changes = assign(entry, values)
    entry.save()
    touch_file(candidate)
    refresh_search([candidate])
    _record_line("added", entry, actor=actor, values=changes)
    return entry


@transaction.atomic
def update_entry(entry: Entry, *, actor: Any, **values: Any) -> Entry:
    """Change a line of the CV; a verified one must be verified again. Raises FileGone."""
    entry = _locked(entry)
    changes = assign(entry, values)
    if changes and isinstance(entry, ObservationExperience):
        entry.verified_at = None
    entry.save()
    if changes:
        touch_file(entry.candidate)
        refresh_search([entry.candidate])
        _record_line("changed", entry, actor=actor, values=changes)
    return entry


@transaction.atomic
def delete_entry(entry: CvEntry, *, actor: Any) -> None:
    """Take a line out of the CV; the log keeps what it said. Raises FileGone."""
    entry = _locked(entry)
    said = [field.name for field in entry._meta.concrete_fields if field.editable and not field.is_relation]
    _record_line("deleted", entry, actor=actor, values={name: stored_value(entry, name) for name in said})
    entry.delete()
    touch_file(entry.candidate)
    refresh_search([entry.candidate])


@transaction.atomic
def verify_observation(entry: ObservationExperience, *, actor: Any) -> ObservationExperience:
    """Note that staff have checked an observation with its sender.

    Raises AlreadyVerified, OwnFile, ConflictDeclared, FileGone.
    """
    entry = _locked(entry)
    refuse_behind_wall(actor, entry.candidate)
    if entry.verified_at is not None:
        raise AlreadyVerified
    entry.verified_at = database_now()
    entry.save(update_fields=["verified_at"])
    _record_line("verified", entry, actor=actor, values={})
    return entry


def _locked(entry: Entry) -> Entry:
    lock_file(entry.candidate.pk)
    return type(entry)._default_manager.select_for_update(of=("self",)).get(pk=entry.pk)


def _record_line(act: str, entry: CvEntry, *, actor: Any, values: dict[str, Any]) -> None:
    section = entry._meta.model_name
    record(f"{section}.{act}", entry, actor=actor, subject=entry.candidate, values=values)
