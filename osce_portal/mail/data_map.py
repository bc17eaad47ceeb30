"""What the outbox holds about people."""

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from osce_portal.data_map import Basis, Kept, Reader, Use, map_table
from osce_portal.mail.models import MailState, QueuedMail
from osce_portal.people import Person, addresses_of, register_addresses

LETTERS = Use(
    _("Writing to the person, and knowing what was written"),
    Basis.PUBLIC_TASK, Kept.FILE, (Reader.PERSON, Reader.DESK, Reader.AUDITOR),
)  # fmt: skip


def mails_to(person: Person) -> QuerySet[QueuedMail]:
    """Mails to the person, also those to an address, now or then the person's, that was nobody's yet."""
    mails = QueuedMail.objects.alias(address=Lower("to_email"))
    nobodys = Q(recipient_ref="", address__in=addresses_of(person))
    return mails.filter(Q(recipient_ref__in=person.refs) | nobodys).order_by("pk")


def addresses_written_to(person: Person) -> QuerySet[QueuedMail, str]:
    """Where mails to the person went."""
    to_person = QueuedMail.objects.filter(recipient_ref__in=person.refs)
    return to_person.values_list("to_email", flat=True).distinct()


register_addresses(addresses_written_to)


map_table(
    "mail.QueuedMail",
    {LETTERS: "to_email recipient_ref language template subject body created_at sent_at last_error"},
    other="key state attempts may_repeat forget due_at not_after sending_since",
    find=mails_to,
    told=lambda mails: mails.filter(state=MailState.SENT),
    neutral={
        "to_email": "", "subject": "", "body": "", "last_error": "",
        "state": Case(When(state=MailState.DUE, then=Value(MailState.FAILED.value)), default=F("state")),
    },
    stays="recipient_ref language template created_at sent_at",
)  # fmt: skip
