"""Delivering the outbox: claim, hand over, note the outcome; each outcome is visible on the row."""

import datetime as dt
import logging
from smtplib import SMTPServerDisconnected

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction

from osce_portal.common.models import database_now
from osce_portal.mail.models import MailState, QueuedMail

logger = logging.getLogger(__name__)
MAX_ATTEMPTS = 8
STUCK_AFTER = dt.timedelta(minutes=10)


class PerhapsSent(Exception):
    """The mail server fell silent while it had the mail: nobody knows whether it was accepted."""


def deliver_due(limit: int = 200) -> int:
    """Send what is due, first what waited longest; returns how many were accepted by the mail server."""
    settle_stuck()
    ids = QueuedMail.objects.filter(state=MailState.DUE, due_at__lte=database_now()).order_by("due_at")
    return sum(deliver_mail(pk) for pk in ids.values_list("pk", flat=True)[:limit])


def deliver_mail(mail_id: int) -> bool:
    """Claim one row, hand it to the mail server, note the outcome. False if not due, or not accepted."""
    mail = _claim(mail_id)
    if mail is None:
        return False
    try:
        _send(mail)
    except Exception as error:
        _note_failure(mail, error)
        return False
    _note_sent(mail)
    return True


@transaction.atomic
def _claim(mail_id: int) -> QueuedMail | None:
    """Take the row for this worker: two workers never send the same mail."""
    rows = QueuedMail.objects.filter(pk=mail_id, state=MailState.DUE)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    mail = rows.first()
    now = database_now()
    if mail is None or mail.due_at > now:
        return None
    if mail.not_after and now >= mail.not_after:
        mail.state, mail.last_error = MailState.FAILED, "overtaken by its date"
        mail.save(update_fields=["state", "last_error"])
        return None
    mail.state, mail.sending_since, mail.attempts = MailState.SENDING, now, mail.attempts + 1
    mail.save(update_fields=["state", "sending_since", "attempts"])
    return mail


def _send(mail: QueuedMail) -> None:
    """Raises PerhapsSent, or whatever shows that the mail was not accepted."""
    with get_connection() as server:  # one that cannot be reached has accepted nothing
        try:
            _message(mail, server).send()
        except SMTPServerDisconnected as error:
            raise PerhapsSent(str(error)) from error


def _message(mail: QueuedMail, server: BaseEmailBackend) -> EmailMessage:
    domain = settings.BASE_URL.split("//", 1)[-1].split("/")[0].split(":")[0]
    return EmailMessage(
        mail.subject,
        mail.body,
        to=[mail.to_email],
        reply_to=[settings.REPLY_TO_EMAIL],
        headers={
            "Message-ID": f"<{mail.public_id}@{domain}>",  # stable, so that a repeated mail can be recognised
            "Content-Language": mail.language,
            "Auto-Submitted": "auto-generated",
            **_one_click(mail),
        },
        connection=server,
    )


def _one_click(mail: QueuedMail) -> dict[str, str]:
    """The button with which mail programs end such mails (RFC 8058)."""
    if not mail.unsubscribe_url:
        return {}
    return {
        "List-Unsubscribe": f"<{mail.unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


@transaction.atomic
def _note_sent(mail: QueuedMail) -> None:
    if (row := _as_it_is_now(mail)) is None:
        return
    row.state, row.sent_at, row.last_error = MailState.SENT, database_now(), ""
    if row.is_private and not settings.DEV_MAIL_PAGE:
        row.body = ""  # a link that opens an account is kept no longer than it takes to send it
    if row.forget:
        _forget(row)
    row.save(update_fields=["state", "sent_at", "last_error", "to_email", "subject", "body"])


def _as_it_is_now(mail: QueuedMail) -> QueuedMail | None:
    """The row, held: while the mail server had the mail, an erasure may have emptied it, or taken it away."""
    return QueuedMail.objects.select_for_update().filter(pk=mail.pk).first()


def _forget(mail: QueuedMail) -> None:
    mail.to_email = mail.subject = mail.body = mail.last_error = ""


@transaction.atomic
def _note_failure(mail: QueuedMail, error: Exception) -> None:
    """Back to due with a growing pause; failed, for staff to see, after the last attempt.

    What was perhaps sent goes again by itself only if it may.
    """
    logger.warning(
        "mail %s not accepted (attempt %s): %s", mail.public_id, mail.attempts, type(error).__name__
    )
    if (row := _as_it_is_now(mail)) is None:
        return
    row.last_error = f"{type(error).__name__}: {error}"[:1000]
    row.state = _state_after(row, error)
    row.due_at = database_now() + dt.timedelta(minutes=2**row.attempts)
    if not row.to_email or (row.forget and row.state != MailState.DUE):
        _forget(row)  # the server's answer may name the address
    row.save(update_fields=["state", "last_error", "due_at", "to_email", "subject", "body"])


def _state_after(mail: QueuedMail, error: Exception) -> MailState:
    """What an error makes of a mail: of one that was emptied meanwhile, nothing can be sent again."""
    if isinstance(error, PerhapsSent) and not mail.may_repeat:
        return MailState.UNCERTAIN
    return MailState.FAILED if mail.attempts >= MAX_ATTEMPTS or not mail.to_email else MailState.DUE


@transaction.atomic
def settle_stuck() -> int:
    """Rows left in ``sending`` by a killed worker: reminders go again, the rest is shown to staff.

    What was emptied meanwhile has no address any more to which it could go; a last mail is forgotten, sent
    or not.
    """
    stuck = QueuedMail.objects.filter(state=MailState.SENDING, sending_since__lt=database_now() - STUCK_AFTER)
    repeated = stuck.filter(may_repeat=True).exclude(to_email="").update(state=MailState.DUE)
    last = stuck.filter(forget=True).update(
        state=MailState.UNCERTAIN, to_email="", subject="", body="", last_error=""
    )
    return repeated + last + stuck.update(state=MailState.UNCERTAIN)
