"""Importing a sheet: looked at, confirmed by staff, taken over; and what is kept of it."""

import datetime as dt
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from candidates import tasks
from candidates.enums import ImportState, SheetKind
from candidates.models import ImportedRow, SheetImport
from candidates.register.labels import headings
from candidates.register.running import WAYS
from candidates.register.working import check_sheet, move, run_sheet
from osce_portal.audit.services import record
from osce_portal.common.errors import DomainError
from osce_portal.common.models import database_now
from osce_portal.sheets.reading import read_sheet

KEPT_DAYS = 14  # rows of a sheet, with what became of each


class NotToConfirm(DomainError):
    message = _("This sheet is not waiting for a confirmation.")


@transaction.atomic
def receive_sheet(kind: str, data: bytes, *, file_name: str, actor: Any) -> SheetImport:
    """Keep the rows of an upload until they are confirmed, and look at them. Raises SheetRefused."""
    sheet = read_sheet(data, WAYS[SheetKind(kind)].columns, describe=headings)
    run = SheetImport.objects.create(
        kind=kind, file_name=file_name[:120], state=ImportState.CHECKING, uploaded_by=actor,
        uploaded_at=(now := database_now()), worked_at=now, total=len(sheet.rows), unread=sheet.unread,
    )  # fmt: skip
    ImportedRow.objects.bulk_create(
        [ImportedRow(sheet=run, number=row.number, cells=row.cells) for row in sheet.rows],
        batch_size=settings.SHEET_ROWS_TOGETHER,
    )
    _go_on(run, tasks.check_sheet, check_sheet)
    return run


def _go_on(run: SheetImport, task: Any, act: Any) -> None:
    """A short sheet at once, a long one in the background, after the commit."""
    if run.total > settings.SHEET_ROWS_AT_ONCE:
        transaction.on_commit(partial(task.delay, run.pk))
    else:
        act(run)


def may_confirm(run: SheetImport) -> bool:
    """It waits, or broke off and has its rows: of a command's sheet none are kept, only its file has them."""
    return run.state in {ImportState.CHECKED, ImportState.FAILED} and run.rows.exists()


@transaction.atomic
def confirm_sheet(run: SheetImport, *, actor: Any, tells: bool) -> SheetImport:
    """Take over what may be taken over; also go on with one that broke off. Raises NotToConfirm.

    One that broke off before every row was looked at is looked at again: nobody has seen what it would do.
    """
    run = _hold(run, [ImportState.CHECKED, ImportState.FAILED])
    if not may_confirm(run):
        raise NotToConfirm
    if run.rows.filter(outcome="").exclude(cells={}).exists():
        return _check_again(run)
    run.uploaded_by, run.tells = actor, tells
    run.save(update_fields=["uploaded_by", "tells"])
    move(run, ImportState.RUNNING, done=0)
    record("sheetimport.confirmed", run, actor=actor, values={"kind": run.kind, "tells": tells})
    _go_on(run, tasks.run_sheet, run_sheet)
    return run


def _check_again(run: SheetImport) -> SheetImport:
    move(run, ImportState.CHECKING, done=0)
    _go_on(run, tasks.check_sheet, check_sheet)
    return run


@transaction.atomic
def decide_row(row: ImportedRow, *, same_as: str = "", other_because: str = "") -> None:
    """Say who a row means, before it is confirmed: an existing file, or somebody else and why.

    Raises NotToConfirm where the sheet is confirmed, discarded or at work meanwhile.
    """
    run = _hold(row.sheet, [ImportState.CHECKED])
    current = run.rows.exclude(cells={}).filter(pk=row.pk).first()
    if current is None:
        raise NotToConfirm
    current.cells = current.cells | {"same_as": same_as, "other_because": other_because}
    current.outcome = ""  # not known until it was looked at again
    current.save(update_fields=["cells", "outcome"])
    _check_again(run)


@transaction.atomic
def discard_sheet(run: SheetImport, *, actor: Any) -> None:
    """Forget a sheet that is not to be taken over. Raises NotToConfirm where it is, or was, meanwhile."""
    run = _hold(run, [ImportState.CHECKING, ImportState.CHECKED, ImportState.FAILED])
    record("sheetimport.discarded", run, actor=actor, values={"kind": run.kind})
    run.delete()


def _hold(run: SheetImport, states: list[ImportState]) -> SheetImport:
    """The sheet as it is now, held until the commit. Raises NotToConfirm in any other state."""
    current = SheetImport.objects.select_for_update(of=("self",)).filter(pk=run.pk, state__in=states).first()
    if current is None:
        raise NotToConfirm
    return current


def forget_rows() -> int:
    """Nightly: what sheets held is not kept; how many rows there were, is. Returns how many rows went."""
    limit = database_now() - dt.timedelta(days=KEPT_DAYS)
    old = SheetImport.objects.filter(uploaded_at__lt=limit)
    gone, _by_model = ImportedRow.objects.filter(sheet__in=old).delete()
    old.exclude(state=ImportState.DONE).delete()
    return gone
