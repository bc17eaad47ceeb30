"""The worker's part of an export: claim the row, make the file, say how it went."""

import datetime as dt
import logging
import tempfile
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction

from osce_portal.accounts.holding import hold_account
from osce_portal.audit.services import record
from osce_portal.common.errors import FileGone
from osce_portal.common.models import database_now
from osce_portal.files.making import claim, empty, give_up, hold_making, keep_file, name_file
from osce_portal.files.models import StoredFile
from osce_portal.mail.services import queue_mail
from osce_portal.people import Person, person_of
from osce_portal.privacy.exporting import steps_of, write_pack
from osce_portal.privacy.models import DataExport

logger = logging.getLogger(__name__)
ZIP = "application/zip"
STUCK_AFTER = dt.timedelta(hours=1)


def make_export(export_id: int) -> bool:
    """Make one export that waits. False if another worker has it, or if it failed; that is on the row."""
    export = claim(DataExport.objects.select_related("account"), export_id)
    if export is None:
        return False
    person = person_of(export.account)
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "pack.zip")
            _set(export, parts=len(steps_of(person)))
            write_pack(path, person, tell=lambda done: _set(export, parts_done=done))
            stored = _name_file(export, path.stat().st_size)
            with path.open("rb") as content:
                _note_ready(export, person, stored, content)
    except Exception as error:
        logger.error("export %s failed: %s", export.public_id, type(error).__name__)  # the text may tell data
        # An erasure in the meantime took the row: nothing is left to say it on.
        give_up(DataExport.objects.filter(pk=export.pk))
        return False
    return True


def _set(export: DataExport, **values: object) -> None:
    for name, value in values.items():
        setattr(export, name, value)
    export.save(update_fields=list(values))


@transaction.atomic
def _name_file(export: DataExport, size: int) -> StoredFile:
    """The account is held first, as an erasure does. Raises FileGone if it has gone."""
    if not hold_account(export.account):
        raise FileGone
    name = f"my-data-{database_now():%Y-%m-%d}.zip"
    return name_file(export, name=name, content_type=ZIP, size=size, uploaded_by=export.account)


@transaction.atomic
def _note_ready(export: DataExport, person: Person, stored: StoredFile, content: IO[bytes]) -> None:
    """The file and the mail, or neither. Raises FileGone if account or export have gone."""
    if not hold_account(export.account):
        raise FileGone
    current = hold_making(export)
    keep_file(current, stored, content, kept=dt.timedelta(days=settings.EXPORT_KEPT_DAYS))
    _set(current, ready_at=database_now())
    record("export.made", current, subject=person.file)
    queue_mail(
        "privacy/export_ready",
        key=f"export-ready:{current.public_id}",
        to=person.addressee,
        context={"days": settings.EXPORT_KEPT_DAYS},
        not_after=current.expires_at,
    )


def make_waiting_exports() -> int:
    """Every minute: exports whose message was lost; those a killed worker left failed. Returns how many."""
    give_up(DataExport.objects.begun_before(database_now() - STUCK_AFTER))
    return sum(make_export(pk) for pk in list(DataExport.objects.waiting().values_list("pk", flat=True)[:20]))


def expire_exports() -> int:
    """Nightly: files kept long enough go. Returns how many."""
    return empty(DataExport.objects.outdated(database_now()))
