"""Reminders to those who have started and not handed in."""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from candidates.services.locking import hold_files
from missions.deadlines import days_left, end_of_day
from missions.models import Call
from osce_portal.common.models import database_now
from osce_portal.mail.models import QueuedMail
from osce_portal.mail.services import queue_mail
from selection.candidacies.models import Candidacy
from selection.candidacies.querysets import CandidacyQuerySet


@transaction.atomic
def remind_drafts() -> int:
    """Nightly: one mail per person, call and reminder, unless its deadline moves; none after it.

    Returns how many. Computed from what is due now: after missed nights only the nearest reminder goes out.
    The files are held before the drafts are read: who is erased or hands in meanwhile gets none.
    """
    due = list(_due_drafts(database_now()))
    files = hold_files(
        {key for _call, _days, drafts in due for key in drafts.values_list("candidate", flat=True)}
    )
    return sum(
        _remind(draft, call, days)
        for call, days, drafts in due
        for draft in drafts.filter(candidate__in=files).select_related("candidate").order_by("pk")
    )


def due_reminder(closes_on: dt.date, today: dt.date) -> int | None:
    """The nearest reminder whose day has come, in days before the last day; None while none has."""
    remaining = days_left(closes_on, today)
    return min((days for days in settings.REMINDER_DAYS if remaining <= days), default=None)


def _due_drafts(now: dt.datetime) -> Iterator[tuple[Call, int, CandidacyQuerySet]]:
    """Of each open call whose reminder is due: how many days before the last one, and whose drafts."""
    for call in Call.objects.open().select_related("mission__state"):
        last_day: dt.date = call.closes_on  # type: ignore[assignment] # the constraints give open calls one
        days = due_reminder(last_day, timezone.localdate(now))
        if days is not None:
            reminder_day = last_day - dt.timedelta(days=days)
            started_before = end_of_day(reminder_day - dt.timedelta(days=1))  # who starts on that day knows
            yield call, days, Candidacy.objects.drafts().filter(call=call, started_at__lt=started_before)


def _remind(candidacy: Candidacy, call: Call, days: int) -> bool:
    key = f"reminder:{candidacy.candidate.public_id}:{call.public_id}:{days}"
    if QueuedMail.objects.filter(key=key).exists():
        return False
    queue_mail(
        "candidacies/reminder",
        key=key,
        to=candidacy.candidate,
        context={"candidacy": candidacy, "call": call},
        may_repeat=True,
        not_after=call.closes_at,
    )
    return True
