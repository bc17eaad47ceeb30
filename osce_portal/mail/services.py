"""Queueing a mail: one row per key, rendered at once in the recipient's language, sent after the commit."""

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple, Protocol

from django.conf import settings
from django.db import transaction
from django.template import Context, Template
from django.template.loader import get_template
from django.utils import translation

from osce_portal.common.models import database_now
from osce_portal.mail.models import QueuedMail
from osce_portal.mail.tasks import deliver, deliver_due


class Recipient(Protocol):
    """Whoever a mail can go to: an account or a candidate."""

    @property
    def email(self) -> str: ...

    @property
    def public_id(self) -> str: ...

    @property
    def language(self) -> str: ...


def queue_mail(
    template: str,
    *,
    key: str,
    to: Recipient,
    context: dict[str, Any],
    may_repeat: bool = False,
    not_after: dt.datetime | None = None,
    forget: bool = False,
) -> QueuedMail:
    """Render ``mail/<template>_{subject,body}.txt`` in the recipient's language; store it once per ``key``.

    It leaves after the caller's commit. ``not_after`` is the instant from which it makes no sense any more.
    ``forget``: address and text are kept no longer than it takes to send it.
    """
    written = _write(template, to, context)
    timing = {"may_repeat": may_repeat, "due_at": database_now(), "not_after": not_after, "forget": forget}
    mail, created = QueuedMail.objects.get_or_create(key=key, defaults=written | timing)
    if created:
        transaction.on_commit(partial(deliver.delay, mail.pk), robust=True)
    return mail


class Letter(NamedTuple):
    """One of several mails from the same template."""

    key: str
    to: Recipient
    context: dict[str, Any]


def queue_each(template: str, letters: Iterable[Letter], *, not_after: dt.datetime | None = None) -> None:
    """As ``queue_mail`` for many people, in one query for hundreds; they leave with the next delivery."""
    now = database_now()
    QueuedMail.objects.bulk_create(
        [
            QueuedMail(
                key=letter.key, due_at=now, not_after=not_after, **_write(template, letter.to, letter.context)
            )
            for letter in letters
        ],
        batch_size=500,
        ignore_conflicts=True,
    )
    transaction.on_commit(deliver_due.delay, robust=True)


def _write(template: str, to: Recipient, context: dict[str, Any]) -> dict[str, Any]:
    """Subject and text in the recipient's language, and who it goes to."""
    with translation.override(to.language):
        full = {**context, "recipient": to, "base_url": settings.BASE_URL}
        subject = " ".join(render_text(f"mail/{template}_subject.txt", full).split())
        body = render_text(f"mail/{template}_body.txt", full).strip() + "\n"
    return {
        "to_email": to.email,
        "recipient_ref": to.public_id,
        "language": to.language,
        "template": template,
        "subject": subject[:250],
        "body": body,
    }


def render_text(name: str, context: dict[str, Any]) -> str:
    """Render a plain-text template: an apostrophe stays an apostrophe."""
    template: Template = get_template(name).template  # type: ignore[attr-defined]
    return template.render(Context(context, autoescape=False))
