"""Sending the selected to ODIHR: what was sent, when, by which channel."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from missions.deadlines import BRUSSELS
from missions.enums import MilestoneKind
from missions.models import Call
from missions.services import lock_call, tick_off
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy
from selection.candidacies.services import move_candidacies
from selection.nominations import errors
from selection.nominations.enums import TO_NOMINATE
from selection.nominations.models import Nomination


@transaction.atomic
def nominate(call: Call, *, channel: str, actor: Any, sent_on: dt.date | None = None) -> list[Nomination]:
    """Write down that everybody selected for ``call`` was sent, on ``sent_on`` (today if None).

    Who was nominated before is left as it is: after a replacement only the new person is added. Raises
    NotDecided, NobodyToNominate, SentInFuture.
    """
    call = lock_call(call)
    if call.decided_at is None:
        raise errors.NotDecided
    sent_at = _sent_at(sent_on)
    selected = list(
        Candidacy.objects.filter(call=call, status__in=TO_NOMINATE).select_related("candidate").order_by("pk")
    )
    if not selected:
        raise errors.NobodyToNominate
    nominations = Nomination.objects.bulk_create(
        Nomination(candidacy=candidacy, channel=channel, sent_at=sent_at, sent_by=actor)
        for candidacy in selected
    )
    move_candidacies(selected, CandidacyStatus.NOMINATED, actor=actor)
    tick_off(call, MilestoneKind.NOMINATION, actor=actor)
    record("call.nominated", call, actor=actor, values={"channel": channel, "people": len(selected)})
    return nominations


def _sent_at(sent_on: dt.date | None) -> dt.datetime:
    """The instant to keep: now for today, noon in Brussels for an earlier day."""
    now = database_now()
    today = timezone.localdate(now)
    if sent_on is None or sent_on == today:
        return now
    if sent_on > today:
        raise errors.SentInFuture
    return dt.datetime.combine(sent_on, dt.time(12), tzinfo=BRUSSELS)
