"""The night's mail about steps that come due: to whoever sees to a step, once for each day set."""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from missions.models import Milestone
from missions.own import without_own_calls
from osce_portal.common.models import database_now
from osce_portal.mail.models import QueuedMail
from osce_portal.mail.services import queue_mail


def tell_owners() -> int:
    """Nightly: one mail for each step of a published call that comes due within a few days, or is overdue.

    A step that moved, or came to somebody else, is told again; nobody is told of a call for which they are
    candidates themselves. Returns how many.
    """
    today = timezone.localdate(database_now())
    soon = today + dt.timedelta(days=settings.MILESTONE_ALARM_DAYS)
    published = Milestone.objects.to_do().filter(call__published_at__isnull=False)
    steps = published.filter(due_on__lte=soon, owner__is_active=True).select_related("owner")
    due = {
        _key_of(step): step
        for owner in {step.owner for step in steps}
        for step in without_own_calls(steps.filter(owner=owner), owner)
    }
    told = set(QueuedMail.objects.filter(key__in=due).values_list("key", flat=True))
    for key in due.keys() - told:
        step = due[key]
        left = (step.due_on - today).days  # type: ignore[operator] # it is filtered by its day
        context = {"step": step, "call": step.call, "days": left, "overdue": -left}
        queue_mail("missions/milestone_due", key=key, to=step.owner, context=context)  # type: ignore[arg-type]
    return len(due.keys() - told)


def _key_of(step: Milestone) -> str:
    return f"milestone:{step.public_id}:{step.due_on}:{step.owner_id}"
