"""The worker's part of an export: claim the row, make the file, say how it went."""

import datetime as dt
import logging
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import connection, transaction

from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from osce_portal.files.models import StoredFile
from osce_portal.files.services import remove_files
from osce_portal.mail.services import queue_mail
from osce_portal.people import Person, person_of
from osce_portal.privacy.enums import ExportState
from osce_portal.privacy.exporting import steps_of, write_pack
from osce_portal.privacy.models import DataExport

logger = logging.getLogger(__name__)
ZIP = "application/zip"
STUCK_AFTER = dt.timedelta(hours=1)


def make_export(export_id: int) -> bool:
    """Make one export that waits. False if another worker has it, or if it failed; that is on the row."""
    export = _claim(export_id)
    if export is None:
        return False
    person = person_of(export.account)
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "pack.zip")
            _set(export, parts=len(steps_of(person)))
            write_pack(path, person, tell=lambda done: _set(export, parts_done=done))
            _keep(export, person, path)
    except Exception as error:
        logger.error("export %s failed: %s", export.public_id, type(error).__name__)  # the text may tell data
        # An erasure in the meantime took the row: nothing is left to say it on.
        DataExport.objects.filter(pk=export.pk).update(state=ExportState.FAILED)
        return False
    return True


@transaction.atomic
def _claim(export_id: int) -> DataExport | None:
    rows = DataExport.objects.waiting().filter(pk=export_id)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    export = rows.first()
    if export is not None:
        _set(export, state=ExportState.MAKING, started_at=database_now())
    return export


def _set(export: DataExport, **values: object) -> None:
    for name, value in values.items():
        setattr(export, name, value)
    export.save(update_fields=list(values))


def _keep(export: DataExport, person: Person, path: Path) -> None:
    """The file, its row and the mail, or none of them: what no row names would lie there for ever."""
    stored = StoredFile(
        name=f"my-data-{database_now():%Y-%m-%d}.zip",
        content_type=ZIP,
        size=path.stat().st_size,
        uploaded_by=export.account,
    )
    with path.open("rb") as content:
        stored.content.save("pack", File(content), save=False)
    try:
        _note_ready(export, person, stored)
    except Exception:
        stored.content.storage.delete(str(stored.content.name))
        raise


@transaction.atomic
def _note_ready(export: DataExport, person: Person, stored: StoredFile) -> None:
    stored.save()
    now = database_now()
    expires_at = now + dt.timedelta(days=settings.EXPORT_KEPT_DAYS)
    _set(export, state=ExportState.READY, file=stored, ready_at=now, expires_at=expires_at)
    record("export.made", export, subject=person.file)
    queue_mail(
        "privacy/export_ready",
        key=f"export-ready:{export.public_id}",
        to=person.addressee,
        context={"days": settings.EXPORT_KEPT_DAYS},
        not_after=expires_at,
    )


def make_waiting_exports() -> int:
    """Every minute: exports whose message was lost; those a killed worker left failed. Returns how many."""
    stuck = DataExport.objects.filter(state=ExportState.MAKING, started_at__lt=database_now() - STUCK_AFTER)
    stuck.update(state=ExportState.FAILED)
    return sum(make_export(pk) for pk in list(DataExport.objects.waiting().values_list("pk", flat=True)[:20]))


@transaction.atomic
def expire_exports() -> int:
    """Nightly: files kept long enough go. Returns how many."""
    outdated = list(DataExport.objects.outdated(database_now()).select_for_update(of=("self",)))
    files = [export.file for export in outdated if export.file]
    DataExport.objects.filter(pk__in=[export.pk for export in outdated]).update(
        state=ExportState.EXPIRED, file=None
    )
    remove_files(files)
    return len(outdated)
