"""What the outbox asks of people."""

from django import template
from django.db.models import Count, Q

from osce_portal.mail.models import MailState, QueuedMail

register = template.Library()


@register.simple_tag
def mails_to_look_at() -> dict[str, int]:
    """How many mails ``failed``, and how many are ``uncertain``; one query."""
    waiting = QueuedMail.objects.filter(state__in=[MailState.FAILED, MailState.UNCERTAIN])
    return waiting.aggregate(
        failed=Count("pk", filter=Q(state=MailState.FAILED)),
        uncertain=Count("pk", filter=Q(state=MailState.UNCERTAIN)),
    )
