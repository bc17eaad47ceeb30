"""A letter to many people: confirmed once; the worker does the rest (``services.writing``). And emptied."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import transaction

from candidates.errors import LetterUnderWay
from candidates.letters import Texts
from candidates.models import Campaign, CampaignRecipient
from candidates.querysets import CandidateQuerySet
from candidates.tasks import write_letters
from osce_portal.audit.services import erase_values, record
from osce_portal.common.models import database_now
from osce_portal.mail.models import MailState, QueuedMail
from osce_portal.people import Person, naming

EMPTIED = "–"


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


def letters_naming(person: Person) -> Iterator[Campaign]:
    """Letters in whose text something stands that names the person, whoever is meant."""
    named = naming(person)
    for campaign in Campaign.objects.order_by("pk").iterator() if named else ():
        if any(named.search(text) for said in campaign.texts.values() for text in said.values()):
            yield campaign


@transaction.atomic
def empty_letter(campaign: Campaign, *, actor: Any) -> None:
    """Take the text out of a letter, of its mails and of the log; that it was sent, and to whom, stays.

    Raises LetterUnderWay while mails of it have not left.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    mails = QueuedMail.objects.filter(key__startswith=f"letter:{campaign.public_id}:")
    held = mails.order_by("pk").select_for_update()  # what failed is not sent again in between
    states = set(held.values_list("state", flat=True))
    if (
        states & {MailState.DUE, MailState.SENDING}
        or campaign.recipients.filter(queued_at__isnull=True).exists()
    ):
        raise LetterUnderWay
    mails.update(subject=EMPTIED, body="")  # without a text no mail is sent again
    campaign.texts = {language: dict.fromkeys(said, EMPTIED) for language, said in campaign.texts.items()}
    campaign.save(update_fields=["texts"])
    erase_values([campaign.public_id])
    record("campaign.emptied", campaign, actor=actor)
