"""What staff may do with a row of the outbox: correct its text while it is due, send it again."""

from typing import Any

from django.db import transaction

from osce_portal.audit.services import erase_values, record
from osce_portal.common.models import database_now
from osce_portal.mail.errors import NotDue, NotRepeatable, Overtaken, TextErased, UnderWay
from osce_portal.mail.models import MailState, QueuedMail

EMPTIED = "–"


@transaction.atomic
def correct_mail(mail: QueuedMail, *, subject: str, body: str, actor: Any) -> QueuedMail:
    """Give a mail another text before it leaves. Raises NotDue when it has left, or holds a personal link."""
    mail = QueuedMail.objects.select_for_update().get(pk=mail.pk)
    if not mail.is_correctable:
        raise NotDue
    before = {"subject": mail.subject, "body": mail.body}
    mail.subject, mail.body = " ".join(subject.split()), body
    mail.save(update_fields=["subject", "body"])
    record("mail.corrected", mail, actor=actor, subject=mail.recipient_ref, values={"before": before})
    return mail


@transaction.atomic
def repeat_mail(mail: QueuedMail, *, actor: Any) -> QueuedMail:
    """Put a failed or uncertain mail back in the outbox. Raises NotRepeatable, TextErased or Overtaken."""
    mail = QueuedMail.objects.select_for_update().get(pk=mail.pk)
    if mail.state not in {MailState.FAILED, MailState.UNCERTAIN}:
        raise NotRepeatable
    if not mail.body:
        raise TextErased
    now = database_now()
    if mail.not_after and now >= mail.not_after:
        raise Overtaken
    values = {"state": mail.state, "error": mail.last_error}
    record("mail.repeated", mail, actor=actor, subject=mail.recipient_ref, values=values)
    mail.state, mail.due_at, mail.attempts, mail.last_error = MailState.DUE, now, 0, ""
    mail.save(update_fields=["state", "due_at", "attempts", "last_error"])
    return mail


@transaction.atomic
def empty_mail(mail: QueuedMail, *, actor: Any) -> None:
    """Take the text out of a mail and of the log; that it was sent, and to whom, stays.

    Raises UnderWay while it has not left.
    """
    mail = QueuedMail.objects.select_for_update().get(pk=mail.pk)
    if mail.state in {MailState.DUE, MailState.SENDING}:
        raise UnderWay
    mail.subject, mail.body = EMPTIED, ""  # without a text no mail is sent again
    mail.save(update_fields=["subject", "body"])
    erase_values([mail.public_id])
    record("mail.emptied", mail, actor=actor)
