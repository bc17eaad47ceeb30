"""The work on a sheet, in the request or in the background: looking at rows, taking them over."""

import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db.models import Count
from django.db.models.functions import Coalesce

from candidates.enums import ImportState
from candidates.models import Candidate, ImportedRow, SheetImport
from candidates.register.outcomes import Plan
from candidates.register.running import examine, take_over
from candidates.services.claims import tell_people
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from osce_portal.sheets.reading import Row, Sheet

logger = logging.getLogger(__name__)
STUCK_AFTER = dt.timedelta(minutes=15)  # a part of a sheet takes seconds


def import_sheet(
    kind: str, sheet: Sheet, *, file_name: str, actor: Any, tells: bool = True
) -> Iterator[list[Plan]]:
    """Take a sheet over, a few hundred rows at a time; what became of each row comes back as it is done."""
    run = SheetImport.objects.create(
        kind=kind, file_name=file_name[:120], state=ImportState.RUNNING, uploaded_by=actor,
        uploaded_at=(now := database_now()), worked_at=now, tells=tells, total=len(sheet.rows),
        unread=sheet.unread,
    )  # fmt: skip
    counts: Counter[str] = Counter()
    for plans in take_over(
        kind, sheet.rows, actor=actor, tell=partial(tell_people, actor=actor) if tells else _tell_nobody
    ):
        counts.update(str(plan.outcome) for plan in plans)
        _show(run, run.done + len(plans))
        yield plans
    run.state = ImportState.DONE
    run.save(update_fields=["state"])
    record("sheetimport.done", run, actor=actor, values={"kind": run.kind, **counts})


def _tell_nobody(people: list[Candidate]) -> None:
    """Staff tell them later, from the list: their start page says how many wait."""


def check_sheet(run: SheetImport) -> None:
    """Write beside each row what would become of it now."""
    for plans in examine(run.kind, _rows(run), actor=run.uploaded_by):
        _note_outcomes(run, plans)
    _leave(run, ImportState.CHECKING, ImportState.CHECKED, done=0)


def run_sheet(run: SheetImport) -> None:
    """Take over row after row; each is emptied once it is written. Broken off, it can be confirmed again."""
    tell = partial(tell_people, actor=run.uploaded_by) if run.tells else _tell_nobody
    for plans in take_over(run.kind, _rows(run), actor=run.uploaded_by, tell=tell):
        _note_outcomes(run, plans)
        written = [plan.number for plan in plans if plan.is_written]
        run.rows.filter(number__in=written).update(cells={})
    if _leave(run, ImportState.RUNNING, ImportState.DONE, done=run.total):
        values = {"kind": run.kind, **count_rows(run)}
        record("sheetimport.done", run, actor=run.uploaded_by, values=values)


def count_rows(run: SheetImport) -> Counter[str]:
    """How many rows of each outcome; one query, however long the sheet."""
    counted = run.rows.order_by().values_list("outcome").annotate(Count("pk"))
    return Counter(dict(counted))


def work_on(run: SheetImport, act: Callable[[SheetImport], None], *, state: ImportState) -> None:
    """In the background: whatever goes wrong is said on the sheet's page; what is written stands.

    A message that comes late, to a sheet that is not in this ``state`` any more, does nothing.
    """
    if not _leave(run, state, state, done=run.done):
        return
    try:
        act(run)
    except Exception:
        logger.exception("The work on a sheet broke off: %s", run.public_id)
        _leave(run, state, ImportState.FAILED, done=run.done)


def _rows(run: SheetImport) -> list[Row]:
    """Those that are not written yet."""
    waiting = run.rows.exclude(cells={}).order_by("number")
    return [Row(number, cells) for number, cells in waiting.values_list("number", "cells")]


def _note_outcomes(run: SheetImport, plans: list[Plan]) -> None:
    by_number = {plan.number: plan for plan in plans}
    rows = list(run.rows.filter(number__in=by_number))
    for row in rows:
        plan = by_number[row.number]
        row.outcome, row.related = plan.outcome, plan.related
        row.notes = [note.stored() for note in plan.notes]
    ImportedRow.objects.bulk_update(rows, ["outcome", "notes", "related"])
    _show(run, run.done + len(plans))


def move(run: SheetImport, state: ImportState, *, done: int) -> None:
    """Write what becomes of a sheet."""
    run.state = state
    run.save(update_fields=["state"])
    _show(run, done)


def _leave(run: SheetImport, state: ImportState, then: ImportState, *, done: int) -> bool:
    """The same, unless the sheet has left ``state`` meanwhile: moved on by others, or taken for dead."""
    held = SheetImport.objects.filter(pk=run.pk, state=state)
    if not held.update(state=then, done=done, worked_at=database_now()):
        return False
    run.state, run.done = then, done
    return True


def _show(run: SheetImport, done: int) -> None:
    """Write how far a sheet has come, and that somebody is at work on it."""
    run.done, run.worked_at = done, database_now()
    run.save(update_fields=["done", "worked_at"])


def settle_stuck() -> int:
    """Sheets whose message was lost or whose worker was killed have broken off. Returns how many.

    Those that hold rows go on when they are confirmed again.
    """
    under_way = SheetImport.objects.filter(state__in=[ImportState.CHECKING, ImportState.RUNNING])
    touched = under_way.annotate(touched_at=Coalesce("worked_at", "uploaded_at"))
    stuck = touched.filter(touched_at__lt=database_now() - STUCK_AFTER)
    return stuck.update(state=ImportState.FAILED)
