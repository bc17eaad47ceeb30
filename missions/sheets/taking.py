"""Taking a sheet of the calendar over: what is new or changed is written, refused rows are left out."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from missions.enums import SheetOutcome
from missions.models import CalendarSheet
from missions.sheets.plans import Plan, count_outcomes, digest_of, plan_rows
from missions.sheets.reading import TABLES, CalendarRows, read_calendar
from osce_portal.audit.services import record
from osce_portal.common.errors import DomainError
from osce_portal.common.models import database_now
from osce_portal.sheets.reading import Row

KEPT_DAYS = 14
IMPORTING_LOCK = 7_142_033  # any number, as long as it is the same everywhere and nobody else's
WRITTEN = {SheetOutcome.NEW, SheetOutcome.CHANGED}


class AlreadyTaken(DomainError):
    message = _("This sheet is taken over already: nothing is doubled.")


class ShownOtherwise(DomainError):
    message = _(
        "Something has changed meanwhile, and nothing is taken over. This would become of the rows now: "
        "please look at them again."
    )


@transaction.atomic
def keep_sheet(data: bytes, *, file_name: str, actor: Any) -> CalendarSheet:
    """Keep an upload until it is confirmed; nothing is taken over yet. Raises SheetRefused."""
    return keep_rows(read_calendar(data), file_name=file_name, actor=actor)


def keep_rows(sheet: CalendarRows, *, file_name: str, actor: Any) -> CalendarSheet:
    """The same of a sheet that is read already."""
    rows = [{"number": row.number, "cells": row.cells} for row in sheet.rows]
    return CalendarSheet.objects.create(
        table=sheet.table, file_name=file_name[:120], rows=rows, unread=sheet.unread, uploaded_by=actor
    )


def rows_of(sheet: CalendarSheet) -> list[Row]:
    """The rows that a sheet keeps."""
    return [Row(row["number"], row["cells"]) for row in sheet.rows]


def plan_sheet(sheet: CalendarSheet) -> list[Plan]:
    """What would become of each row now."""
    return plan_rows(TABLES[sheet.table], rows_of(sheet))


@transaction.atomic
def confirm_sheet(sheet: CalendarSheet, *, actor: Any, shown: str | None = None) -> list[Plan]:
    """Take the sheet over, all of it or nothing; ``shown`` is the digest of what the officer saw.

    None where nobody looked. Raises AlreadyTaken, ShownOtherwise.
    """
    sheet = CalendarSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if sheet.taken_at is not None:
        raise AlreadyTaken
    plans = take_over(sheet.table, rows_of(sheet), actor=actor, shown=shown)
    sheet.taken_by, sheet.taken_at = actor, database_now()
    sheet.counts = dict(count_outcomes(plans))
    sheet.save(update_fields=["taken_by", "taken_at", "counts"])
    record("calendarsheet.taken", sheet, actor=actor, values={"file": sheet.file_name, **sheet.counts})
    return plans


@transaction.atomic
def take_over(code: str, rows: Iterable[Row], *, actor: Any, shown: str | None = None) -> list[Plan]:
    """Write what is new or changed; one import at a time, so that two of one sheet make no doubles.

    Raises ShownOtherwise where something else was ``shown``, if it was.
    """
    wait_for_other_imports()
    table = TABLES[code]
    plans = plan_rows(table, rows, hold=True)
    if shown not in {None, digest_of(plans)}:
        raise ShownOtherwise
    table.write([plan for plan in plans if plan.outcome in WRITTEN], actor)
    table.remember([plan for plan in plans if plan.outcome == SheetOutcome.UNCHANGED])
    return plans


def wait_for_other_imports() -> None:
    """Let no other import compare until this transaction ends; staff's own edits go on meanwhile.

    Two sheets with the same election have no row in common. SQLite lets one writer in at a time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORTING_LOCK])


def forget_sheets() -> int:
    """Nightly: sheets are kept two weeks; what became of them is in the log. Returns how many went."""
    limit = database_now() - dt.timedelta(days=KEPT_DAYS)
    gone, _by_model = CalendarSheet.objects.filter(uploaded_at__lt=limit).delete()
    return gone
