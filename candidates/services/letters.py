"""A letter to many people: confirmed once; the worker does the rest (``services.writing``)."""

from functools import partial
from typing import Any

from django.db import transaction

from candidates.letters import Texts
from candidates.models import Campaign, CampaignRecipient
from candidates.querysets import CandidateQuerySet
from candidates.tasks import write_letters
from osce_portal.audit.services import record
from osce_portal.common.models import database_now


@transaction.atomic
def confirm_letter(
    people: CandidateQuerySet, texts: Texts, *, actor: Any, key: str, selection_words: str = ""
) -> Campaign:
    """Note who gets which text, and start writing the mails. The same ``key`` again is the first letter."""
    campaign, created = Campaign.objects.get_or_create(
        public_id=key,
        defaults={
            "texts": texts, "selection_words": selection_words, "confirmed_at": database_now(),
            "confirmed_by": actor,
        },
    )  # fmt: skip
    if not created:
        return campaign
    keys = people.exclude(email="").order_by("pk").values_list("pk", flat=True)
    rows = [CampaignRecipient(campaign=campaign, candidate_id=pk) for pk in keys.iterator()]
    CampaignRecipient.objects.bulk_create(rows, batch_size=2000)
    campaign.total = len(rows)
    campaign.save(update_fields=["total"])
    record("campaign.confirmed", campaign, actor=actor, values={"people": len(rows), "texts": texts})
    transaction.on_commit(partial(write_letters.delay, campaign.pk), robust=True)
    return campaign
