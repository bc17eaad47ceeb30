"""Putting a confirmed letter in the outbox, part by part."""

import datetime as dt
import logging

from django.conf import settings
from django.db import connection, transaction

from candidates.letters import letter_to
from candidates.models import Campaign, CampaignRecipient
from osce_portal.audit.services import Act, record_each
from osce_portal.common.models import database_now
from osce_portal.mail.services import Letter, queue_each

logger = logging.getLogger(__name__)
TEMPLATE = "candidates/letter"
TAKEN_UP_AFTER = dt.timedelta(minutes=3)  # a part of a letter takes seconds


def write_letters(campaign: Campaign) -> int:
    """Put what is left of a letter in the outbox; returns how many mails. If stopped, it goes on."""
    written = 0
    while count := _write_some(campaign):
        written += count
    return written


@transaction.atomic
def _write_some(campaign: Campaign) -> int:
    """Files are held as well: one that is being erased is left for later, when it is not there any more."""
    due = campaign.recipients.filter(queued_at__isnull=True).select_related("candidate").order_by("pk")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(of=("self", "candidate"), skip_locked=True)
    part = list(due[: settings.LETTERS_AT_ONCE])
    people = [row.candidate for row in part if row.candidate.email]  # none left: erased meanwhile
    key = f"letter:{campaign.public_id}"
    queue_each(
        TEMPLATE,
        [Letter(f"{key}:{one.public_id}", one, letter_to(campaign.texts, one)) for one in people],
    )
    acts = [Act(person, person, {"letter": campaign.public_id}) for person in people]
    record_each("candidate.written_to", acts, actor=campaign.confirmed_by)
    CampaignRecipient.objects.filter(pk__in=[row.pk for row in part]).update(queued_at=database_now())
    return len(part)


def finish_letters() -> int:
    """Go on with letters that stopped halfway, one part of each; returns how many mails.

    Young ones are left to the worker that writes them. One that fails keeps no other waiting.
    """
    unfinished = Campaign.objects.filter(
        confirmed_at__lt=database_now() - TAKEN_UP_AFTER,
        recipients__queued_at__isnull=True,
        recipients__isnull=False,
    )
    return sum(_try_some(campaign) for campaign in unfinished.order_by("pk").distinct())


def _try_some(campaign: Campaign) -> int:
    try:
        return _write_some(campaign)
    except Exception as error:
        told = type(error).__name__  # its text may tell data
        logger.error("letter %s stopped: %s", campaign.public_id, told)
        return 0
