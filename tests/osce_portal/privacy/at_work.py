"""The portal at work on somebody whose columns are planted: what it writes down by itself, anywhere."""

from smtplib import SMTPRecipientsRefused
from types import SimpleNamespace
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse

from candidates.models import Campaign, Candidate
from candidates.services import update_identity
from candidates.services.letters import confirm_letter
from candidates.services.writing import write_letters
from missions.models import Call
from osce_portal.common.models import database_now
from osce_portal.mail.delivery import deliver_due
from osce_portal.mail.models import MailState
from selection.assessment.services import assess_call
from selection.candidacies.dossier import build_dossier, fingerprint
from selection.candidacies.models import Dossier
from selection.delegation.models import SelectionRun
from selection.delegation.services import propose_delegation
from tests.factories.accounts import UserFactory
from tests.factories.mail import QueuedMailFactory

LETTER = {"subject": "$first_name $last_name", "body": "Cher $last_name, un mot."}


class RefusingServer(BaseEmailBackend):
    """Takes no mail, and names the address in its answer."""

    def send_messages(self, email_messages: Any) -> int:
        raise SMTPRecipientsRefused(dict.fromkeys(email_messages[0].to, (550, b"no")))


def change_and_write(person: Candidate) -> None:
    """What the search reads, the log, and a letter for the worker to write."""
    update_identity(person, actor=person.user, city="qzxqzx in a town")
    someone = Candidate.objects.filter(pk=person.pk)
    confirm_letter(someone, {"fr": LETTER, "nl": LETTER}, actor=UserFactory(staff=True), key="letter")


def deliver(person: Candidate, settings: Any) -> None:
    """The outbox: mails left, others were refused, one waits."""
    for campaign in Campaign.objects.all():
        write_letters(campaign)
    QueuedMailFactory(recipient_ref=person.public_id, to_email="qzxqzx@example.org")
    server, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.RefusingServer"
    deliver_due()
    settings.EMAIL_BACKEND = server
    QueuedMailFactory(recipient_ref=person.public_id, to_email="qzxqzx@example.org", state=MailState.DUE)


def visit(person: Candidate, client: Any, settings: Any) -> None:
    """Tries to sign in, counted in the cache; a colleague's search and look, noted in the log."""
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reset_password": "20/m/ip,5/m/key"}
    client.post(reverse("account_login"), {"login": person.email, "password": "qzxqzx-mine"})
    client.post(reverse("account_reset_password"), {"email": person.email})
    client.force_login(UserFactory(staff=True, groups=["desk_officer"]))
    client.get(reverse("admin:candidates_candidate_changelist"), {"q": person.last_name})
    client.get(reverse("admin:candidates_candidate_change", args=[person.public_id]))


def compute_anew(world: SimpleNamespace) -> SelectionRun:
    """Points and a team, from dossiers frozen anew with what is planted in the CV."""
    for dossier in Dossier.objects.select_related("candidacy"):
        dossier.data = {**build_dossier(dossier.candidacy), **_planted(dossier.data)}
        dossier.sha256, dossier.frozen_at = fingerprint(dossier.data), database_now()
        dossier.save()
    calls = Call.objects.filter(pk=world.call.pk)
    calls.update(decided_at=None)
    assess_call(world.call, actor=None)
    calls.update(decided_at=database_now())
    return propose_delegation(world.decided, actor=UserFactory(staff=True))


def _planted(data: dict[str, Any]) -> dict[str, Any]:
    return {"said": data["said"]} if "said" in data else {}
