"""Files that the worker makes for somebody: claimed by one worker, named before they lie there, removed."""

import datetime as dt
from typing import IO, Any

from django.core.files import File
from django.db import connection, transaction

from osce_portal.common.errors import FileGone
from osce_portal.common.models import database_now
from osce_portal.files.enums import MakingState
from osce_portal.files.models import MadeFile, StoredFile, new_storage_key
from osce_portal.files.querysets import MadeFileQuerySet
from osce_portal.files.services import remove_files


@transaction.atomic
def claim(rows: MadeFileQuerySet, key: int) -> Any:
    """The row with this key for this worker, if it waits; None if it does not, or another worker has it."""
    waiting = rows.waiting().filter(pk=key)
    if connection.features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(skip_locked=True, of=("self",))
    made = waiting.first()
    if made is not None:
        made.state, made.started_at = MakingState.MAKING, database_now()
        made.save(update_fields=["state", "started_at"])
    return made


@transaction.atomic
def name_file(made: MadeFile, **described: Any) -> StoredFile:
    """The row of the file before the file: bytes that no row names would lie there for ever.

    ``described``: columns of the file's row. Raises FileGone if an erasure took what is being made.
    """
    current = hold_making(made)
    stored = StoredFile(**described)
    stored.content.name = new_storage_key(stored, stored.name)
    stored.save()
    current.file = stored
    current.save(update_fields=["file"])
    return stored


def hold_making(made: MadeFile) -> Any:
    """The row as it is now, held until the commit. Raises FileGone if it is not being made any more."""
    rows: Any = type(made)._default_manager.select_for_update(of=("self",))
    current = rows.filter(pk=made.pk, state=MakingState.MAKING).first()
    if current is None:
        raise FileGone
    return current


def keep_file(current: MadeFile, stored: StoredFile, content: IO[bytes], *, kept: dt.timedelta) -> None:
    """Write the bytes under the name that the row gave them; ready from now, and kept so long."""
    stored.content.storage.save(str(stored.content.name), File(content))
    current.state, current.expires_at = MakingState.READY, database_now() + kept
    current.save(update_fields=["state", "expires_at"])


def give_up(rows: MadeFileQuerySet, **emptied: Any) -> int:
    """Those of these that are being made have failed; what there is of their files goes."""
    return empty(rows.filter(state=MakingState.MAKING), state=MakingState.FAILED, **emptied)


@transaction.atomic
def empty(rows: MadeFileQuerySet, *, state: MakingState = MakingState.EXPIRED, **emptied: Any) -> int:
    """Remove the files of these rows; that they were asked for stays. ``emptied``: further columns."""
    held = list(rows.select_related("file").select_for_update(of=("self",)).order_by("pk"))
    rows.model._default_manager.filter(pk__in=[one.pk for one in held]).update(
        state=state, file=None, **emptied
    )
    remove_files([one.file for one in held if one.file])
    return len(held)
