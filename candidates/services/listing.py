"""The worker's part of a long list: claim the row, write the file, say how it went."""

import datetime as dt
import logging
from collections.abc import Iterator
from typing import IO, Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from candidates.export import AT_ONCE, export_rows, list_file, list_name, people_at
from candidates.models import Candidate, PeopleList
from candidates.querysets import PeopleListQuerySet
from candidates.services.exports import record_export
from osce_portal.common.errors import FileGone
from osce_portal.common.models import database_now
from osce_portal.files.making import claim, empty, give_up, hold_making, keep_file, name_file
from osce_portal.files.models import StoredFile
from osce_portal.sheets.writing import CONTENT_TYPES
from osce_portal.walls import keep_away

logger = logging.getLogger(__name__)
PERMISSION = "candidates.export_candidate"
STUCK_AFTER = dt.timedelta(minutes=30)
WITHOUT_PEOPLE: dict[str, Any] = {"people": []}  # once it is written, or given up


def write_list(list_id: int) -> bool:
    """Write one list that waits. False if another worker has it, or if it failed; that is on the row."""
    asked = claim(PeopleList.objects.select_related("asked_by"), list_id)
    if asked is None:
        return False
    try:
        with translation.override(asked.asked_by.language):
            _write(asked)
    except Exception as error:
        logger.error("list %s failed: %s", asked.public_id, type(error).__name__)  # the text may tell data
        give_up(PeopleList.objects.filter(pk=asked.pk), **WITHOUT_PEOPLE)
        return False
    return True


def _write(asked: PeopleList) -> None:
    """Raises PermissionError for an officer who may not any more, FileGone for somebody erased meanwhile."""
    if not asked.asked_by.has_perm(PERMISSION):
        raise PermissionError
    written: list[int] = []
    rows = export_rows(_people(asked, written), asked.asked_by)
    with list_file(rows, asked.file_format) as content:
        stored = name_file(
            asked,
            name=list_name(asked.file_format),
            content_type=CONTENT_TYPES[asked.file_format],
            size=content.seek(0, 2),
        )
        content.seek(0)
        _keep(asked, stored, content, written)


def _people(asked: PeopleList, written: list[int]) -> Iterator[Candidate]:
    """Whom the officer may still see, a part at a time: noted, written."""
    people: Any = keep_away(Candidate.objects.filter(anonymised_at=None), asked.asked_by, person="pk")
    for start in range(0, asked.total, AT_ONCE):
        part = list(people_at(asked.people[start : start + AT_ONCE], people))
        written += [person.pk for person in part]
        yield from part
        asked.done = min(start + AT_ONCE, asked.total)
        asked.save(update_fields=["done"])


@transaction.atomic
def _keep(asked: PeopleList, stored: StoredFile, content: IO[bytes], written: list[int]) -> None:
    """The file, and for each person on it the word that it was taken along: all of it or nothing.

    Raises FileGone if somebody on the list is erased or being erased, or an erasure took the list.
    """
    people = Candidate.objects.filter(pk__in=written, anonymised_at=None).order_by("pk")
    told = people.only("public_id").iterator(chunk_size=AT_ONCE)
    record_export(told, actor=asked.asked_by, file_format=asked.file_format)
    if len(people.select_for_update(no_key=True).values_list("pk")) < len(written):
        raise FileGone
    current = hold_making(asked)
    keep_file(current, stored, content, kept=dt.timedelta(hours=settings.LIST_KEPT_HOURS))
    current.people = []
    current.save(update_fields=["people"])


def write_waiting_lists() -> int:
    """Lists whose message was lost; those a killed worker left failed. Returns how many were written."""
    give_up(PeopleList.objects.begun_before(database_now() - STUCK_AFTER), **WITHOUT_PEOPLE)
    waiting = PeopleList.objects.waiting().values_list("pk", flat=True)
    return sum(write_list(pk) for pk in list(waiting[:20]))


def expire_lists() -> int:
    """Nightly: lists kept long enough go. Returns how many."""
    return empty_lists(PeopleList.objects.outdated(database_now()))


def empty_lists(lists: PeopleListQuerySet) -> int:
    """Remove the files of these lists, and whom they were about; that they were asked for stays."""
    return empty(lists, **WITHOUT_PEOPLE)
