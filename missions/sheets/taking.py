"""Taking a sheet of missions over: what is new or changed is written, refused rows are left out."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from missions.enums import SheetOutcome
from missions.models import CalendarSheet, Mission, ParticipatingState
from missions.services.missions import update_mission
from missions.sheets.columns import COLUMNS, describe
from missions.sheets.plans import Plan, count_outcomes, plan_missions, stage_of
from osce_portal.audit.services import Act, record, record_each
from osce_portal.common.errors import DomainError
from osce_portal.common.models import database_now
from osce_portal.sheets.errors import SheetTooLarge
from osce_portal.sheets.reading import Row, Sheet, read_sheet

KEPT_DAYS = 14


class AlreadyTaken(DomainError):
    message = _("This sheet is taken over already: nothing is doubled.")


def read_calendar(data: bytes) -> Sheet:
    """The rows of an upload. Raises SheetRefused for what is no such sheet, or too long a one."""
    sheet = read_sheet(data, COLUMNS, describe=describe)
    if len(sheet.rows) > settings.CALENDAR_ROWS:
        raise SheetTooLarge
    return sheet


@transaction.atomic
def keep_sheet(data: bytes, *, file_name: str, actor: Any) -> CalendarSheet:
    """Keep an upload until it is confirmed; nothing is taken over yet. Raises SheetRefused."""
    sheet = read_calendar(data)
    rows = [{"number": row.number, "cells": row.cells} for row in sheet.rows]
    return CalendarSheet.objects.create(
        file_name=file_name[:120], rows=rows, unread=sheet.unread, uploaded_by=actor
    )


def plan_sheet(sheet: CalendarSheet) -> list[Plan]:
    """What would become of each row now."""
    return plan_missions(Row(row["number"], row["cells"]) for row in sheet.rows)


@transaction.atomic
def confirm_sheet(sheet: CalendarSheet, *, actor: Any) -> CalendarSheet:
    """Take the sheet over, all of it or nothing. Raises AlreadyTaken."""
    sheet = CalendarSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if sheet.taken_at is not None:
        raise AlreadyTaken
    plans = take_over([Row(row["number"], row["cells"]) for row in sheet.rows], actor=actor)
    sheet.taken_by, sheet.taken_at = actor, database_now()
    sheet.counts = dict(count_outcomes(plans))
    sheet.save(update_fields=["taken_by", "taken_at", "counts"])
    record("calendarsheet.taken", sheet, actor=actor, values={"file": sheet.file_name, **sheet.counts})
    return sheet


@transaction.atomic
def take_over(rows: Iterable[Row], *, actor: Any) -> list[Plan]:
    """Write what is new or changed; one import at a time, so that two of one sheet make no doubles."""
    ParticipatingState.objects.select_for_update().order_by("pk").first()
    plans = plan_missions(rows)
    _enter([plan for plan in plans if plan.outcome == SheetOutcome.NEW], actor)
    for plan in plans:
        if plan.outcome == SheetOutcome.CHANGED and plan.mission is not None:
            _change(plan, plan.mission, actor)
    return plans


def _enter(plans: list[Plan], actor: Any) -> None:
    """New missions; those without a source stay unpublished where the setting says so."""
    if not plans:
        return
    now, today = database_now(), timezone.localdate()
    missions = [_mission(plan, now, today) for plan in plans]
    Mission.objects.bulk_create(missions)
    acts = [Act(mission, values={"reference": mission.reference}) for mission in missions]
    record_each("mission.imported", acts, actor=actor)


def _mission(plan: Plan, now: dt.datetime, today: dt.date) -> Mission:
    is_public = plan.values["is_confirmed"] or settings.UNCONFIRMED_MISSIONS_PUBLISHED
    return Mission(
        reference=plan.reference,
        state=plan.state,
        stage=stage_of(plan.values, today),
        published_at=now if is_public else None,
        row_as_found=plan.cells,
        **plan.values,
    )


def _change(plan: Plan, mission: Mission, actor: Any) -> None:
    changes = dict(plan.values)
    if changes.get("is_confirmed") and mission.published_at is None:
        changes["published_at"] = database_now()
    changes["row_as_found"] = mission.row_as_found | {
        code: text for code, (_before, text) in plan.changes.items()
    }
    update_mission(mission, actor=actor, **changes)


def forget_sheets() -> int:
    """Nightly: sheets are kept two weeks; what became of them is in the log. Returns how many went."""
    limit = database_now() - dt.timedelta(days=KEPT_DAYS)
    gone, _by_model = CalendarSheet.objects.filter(uploaded_at__lt=limit).delete()
    return gone
