"""Mails to a person name the file: they name the one that stays."""

from typing import Any

from osce_portal.mail.models import QueuedMail
from osce_portal.merging import MergePart, register_merge


def _move(kept: Any, gone: Any) -> None:
    QueuedMail.objects.filter(recipient_ref=gone.public_id).update(recipient_ref=kept.public_id)


register_merge(
    MergePart(
        "mail.QueuedMail",
        QueuedMail._meta.verbose_name_plural,
        frozenset(),
        lambda gone: QueuedMail.objects.filter(recipient_ref=gone.public_id).count(),
        _move,
    )
)
