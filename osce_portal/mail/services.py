"""Queueing a mail: one row per key, rendered at once in the recipient's language, sent after the commit."""

import datetime as dt
import secrets
from collections.abc import Callable, Hashable, Iterable
from functools import partial
from typing import Any, NamedTuple, Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.template import Context, Template
from django.template.loader import get_template
from django.utils import translation

from osce_portal.common.models import database_now
from osce_portal.mail.models import MailState, QueuedMail
from osce_portal.mail.tasks import deliver, deliver_due

OVERTAKEN = "overtaken by a change"


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
    written = ((letter.key, _write(template, letter.to, letter.context)) for letter in letters)
    _store(written, not_after=not_after)


class Alike(NamedTuple):
    """One of many mails that differ in name and reference; ``wording`` tells apart what else differs."""

    key: str
    to: Recipient
    reference: str
    wording: Hashable
    unsubscribe_url: str = ""  # where one click ends mails of this kind


def queue_alike(
    template: str,
    letters: Iterable[Alike],
    *,
    context: Callable[[Alike, str], dict[str, Any]],
    not_after: dt.datetime | None = None,
) -> None:
    """As ``queue_each`` for thousands: each wording is rendered once in each language, and filled in.

    ``context(letter, reference)`` gives the context of a wording, with a mark instead of the reference.
    """
    name, reference = secrets.token_hex(16), secrets.token_hex(16)
    written: dict[Hashable, dict[str, Any]] = {}

    def fill_in(letter: Alike) -> dict[str, Any]:
        named = getattr(letter.to, "full_name", "")
        kind = (letter.to.language, letter.wording, bool(named))
        if kind not in written:
            anybody = Anybody(letter.to.language, name if named else "")
            written[kind] = _write(template, anybody, context(letter, reference))
        texts = {
            part: written[kind][part].replace(name, named).replace(reference, letter.reference)
            for part in ("subject", "body")
        }
        own = {
            "to_email": letter.to.email,
            "recipient_ref": letter.to.public_id,
            "unsubscribe_url": letter.unsubscribe_url,
        }
        return {**written[kind], **own, **texts}

    _store(((letter.key, fill_in(letter)) for letter in letters), not_after=not_after)


class Anybody(NamedTuple):
    """Stands for whoever a mail goes to, where it is only written or shown."""

    language: str
    full_name: str = "…"
    email: str = ""
    public_id: str = ""


def _store(rows: Iterable[tuple[str, dict[str, Any]]], *, not_after: dt.datetime | None = None) -> None:
    """Once per key, whatever is there already."""
    now = database_now()
    QueuedMail.objects.bulk_create(
        [QueuedMail(key=key, due_at=now, not_after=not_after, **written) for key, written in rows],
        batch_size=500,
        ignore_conflicts=True,
    )
    transaction.on_commit(deliver_due.delay, robust=True)


def retire_mails(template: str, *, kind: str, about: str, because_of: str) -> int:
    """Mails with keys ``kind:…:about:…`` have been overtaken by something; returns how many had not left.

    Those that wait are kept as overtaken, and the keys make room: the same may be said anew of what is now.
    """
    said = QueuedMail.objects.filter(
        template=template, key__startswith=f"{kind}:", key__contains=f":{about}:"
    )
    now = database_now()
    stopped = said.filter(state=MailState.DUE).update(
        state=MailState.FAILED, not_after=now, last_error=OVERTAKEN
    )
    said.update(key=Concat(Value(f"{because_of}:"), F("key")))
    return stopped


def write_mail(template: str, to: Recipient, context: dict[str, Any]) -> tuple[str, str]:
    """Subject and text as ``queue_mail`` would store them, to be shown before."""
    written = _write(template, to, context)
    return written["subject"], written["body"]


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
