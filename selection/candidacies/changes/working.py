"""The worker's part of a change: done in one transaction, all of it or nothing."""

import datetime as dt
import logging

from django.db import transaction

from missions.enums import ChangeState
from missions.models import Change
from missions.moves import needs_second
from osce_portal.common.errors import DomainError
from osce_portal.common.models import database_now
from selection.candidacies.changes import errors
from selection.candidacies.changes.applying import apply_plan, lock_everything
from selection.candidacies.changes.planning import make_plan
from selection.candidacies.changes.states import lock_change, note_done, put_back
from selection.candidacies.rules import refuse_involved

logger = logging.getLogger(__name__)
ATTEMPTS = 3
TAKEN_UP_AFTER = dt.timedelta(minutes=1)  # 20,000 candidacies take less
GIVEN_UP_AFTER = dt.timedelta(hours=1)


def apply_change(key: int) -> bool:
    """Do one change that was confirmed, reckoned anew at this instant.

    False if it was not done: another worker did it; the rules refuse it by now, and it waits again; or too
    many candidacies were begun meanwhile, and the next minute does it.
    """
    change = Change.objects.select_related("mission__state", "call", "decided_by").get(pk=key)
    for _attempt in range(ATTEMPTS):
        try:
            _apply(change)
        except errors.TooManyAtOnce:
            continue
        except errors.ChangeDecided:
            return False
        except DomainError as refusal:
            put_back(change, type(refusal).__name__)
            return False
        return True
    return False


@transaction.atomic
def _apply(change: Change) -> None:
    """The locks come in the order of every act: files, mission, calls, then the change."""
    calls, files = lock_everything(change)
    change = lock_change(change, ChangeState.APPLYING)
    actor = change.decided_by
    for call in calls:
        refuse_involved(call.pk, actor)
    plan = make_plan(change, calls, database_now())
    if needs_second(change, plan.moves) and change.decided_by_id in (None, change.proposed_by_id):
        raise errors.SecondPersonNeeded  # what was free to do has become a matter for two
    change.effect = apply_plan(plan, files, actor=actor)
    note_done(change)


def catch_up() -> int:
    """Every minute: do what a lost message or a killed worker left. Returns how many changes."""
    confirmed = Change.objects.filter(state=ChangeState.APPLYING)
    left = confirmed.filter(decided_at__lt=database_now() - TAKEN_UP_AFTER).order_by("pk")
    return sum(_try_again(change) for change in left)


def _try_again(change: Change) -> bool:
    """One that fails keeps no other waiting; after an hour it waits for a decision again."""
    try:
        return apply_change(change.pk)
    except Exception as error:
        told = type(error).__name__  # its text may tell data
        logger.error("change %s stopped: %s", change.public_id, told)
        if change.decided_at and change.decided_at < database_now() - GIVEN_UP_AFTER:
            put_back(change, told)
        return False
