"""The worker's part of a long list: claim the row, write the file, say how it went."""

import datetime as dt
import logging
from collections.abc import Iterator
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.db import connection, transaction
from django.utils import translation

from candidates.export import AT_ONCE, CONTENT_TYPES, export_rows, list_file, list_name, people_at
from candidates.models import Candidate, PeopleList
from candidates.querysets import PeopleListQuerySet
from candidates.services.exports import record_export
from osce_portal.common.errors import FileGone
from osce_portal.common.models import database_now
from osce_portal.files.models import StoredFile
from osce_portal.files.services import remove_files
from osce_portal.privacy.enums import ExportState
from osce_portal.walls import keep_away

logger = logging.getLogger(__name__)
PERMISSION = "candidates.export_candidate"
STUCK_AFTER = dt.timedelta(minutes=30)


def write_list(list_id: int) -> bool:
    """Write one list that waits. False if another worker has it, or if it failed; that is on the row."""
    asked = _claim(list_id)
    if asked is None:
        return False
    try:
        with translation.override(asked.asked_by.language):
            _write(asked)
    except Exception as error:
        logger.error("list %s failed: %s", asked.public_id, type(error).__name__)  # the text may tell data
        begun = PeopleList.objects.filter(pk=asked.pk, state=ExportState.MAKING)
        begun.update(state=ExportState.FAILED, people=[])
        return False
    return True


@transaction.atomic
def _claim(list_id: int) -> PeopleList | None:
    waiting = PeopleList.objects.filter(pk=list_id, state=ExportState.ASKED)
    if connection.features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(skip_locked=True, of=("self",))
    asked = waiting.select_related("asked_by").first()
    if asked is not None:
        asked.state, asked.started_at = ExportState.MAKING, database_now()
        asked.save(update_fields=["state", "started_at"])
    return asked


def _write(asked: PeopleList) -> None:
    """Raises PermissionError for an officer who may not any more, FileGone for somebody erased meanwhile."""
    if not asked.asked_by.has_perm(PERMISSION):
        raise PermissionError
    written: list[int] = []
    rows = export_rows(_people(asked, written), asked.asked_by)
    with list_file(rows, asked.file_format) as content:
        stored = StoredFile(
            name=list_name(asked.file_format), content_type=CONTENT_TYPES[asked.file_format],
            size=content.seek(0, 2),
        )  # fmt: skip
        content.seek(0)
        _keep(asked, stored, content, written)


def _people(asked: PeopleList, written: list[int]) -> Iterator[Candidate]:
    """Whom the officer may still see, a part at a time: recorded as taken along, noted, written."""
    people: Any = keep_away(Candidate.objects.filter(anonymised_at=None), asked.asked_by, person="pk")
    for start in range(0, asked.total, AT_ONCE):
        part = list(people_at(asked.people[start : start + AT_ONCE], people))
        record_export(part, actor=asked.asked_by, file_format=asked.file_format)
        written += [person.pk for person in part]
        yield from part
        asked.done = min(start + AT_ONCE, asked.total)
        asked.save(update_fields=["done"])


def _keep(asked: PeopleList, stored: StoredFile, content: IO[bytes], written: list[int]) -> None:
    """The file and its row, or neither: what no row names would lie there for ever."""
    stored.content.save("list", File(content), save=False)
    try:
        _note_ready(asked, stored, written)
    except Exception:
        stored.content.storage.delete(str(stored.content.name))
        raise


@transaction.atomic
def _note_ready(asked: PeopleList, stored: StoredFile, written: list[int]) -> None:
    """Raises FileGone if somebody on the list is erased or being erased, or an erasure took the list."""
    held = Candidate.objects.filter(pk__in=written, anonymised_at=None).order_by("pk")
    if len(held.select_for_update().values_list("pk")) < len(written):
        raise FileGone
    current = PeopleList.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    if current.state != ExportState.MAKING:
        raise FileGone
    stored.save()
    current.file, current.people, current.state = stored, [], ExportState.READY
    current.expires_at = database_now() + dt.timedelta(hours=settings.LIST_KEPT_HOURS)
    current.save(update_fields=["file", "people", "state", "expires_at"])


def write_waiting_lists() -> int:
    """Lists whose message was lost; those a killed worker left failed. Returns how many were written."""
    limit = database_now() - STUCK_AFTER
    stuck = PeopleList.objects.filter(state=ExportState.MAKING, started_at__lt=limit)
    stuck.update(state=ExportState.FAILED, people=[])
    waiting = PeopleList.objects.filter(state=ExportState.ASKED).values_list("pk", flat=True)
    return sum(write_list(pk) for pk in list(waiting[:20]))


def expire_lists() -> int:
    """Nightly: lists kept long enough go. Returns how many."""
    return empty_lists(PeopleList.objects.outdated(database_now()))


@transaction.atomic
def empty_lists(lists: PeopleListQuerySet) -> int:
    """Remove the files of these lists, and whom they were about; that they were asked for stays."""
    held = list(lists.select_related("file").select_for_update(of=("self",)).order_by("pk"))
    gone: dict[str, Any] = {"state": ExportState.EXPIRED, "file": None, "people": []}
    PeopleList.objects.filter(pk__in=[one.pk for one in held]).update(**gone)
    remove_files([one.file for one in held if one.file])
    return len(held)
