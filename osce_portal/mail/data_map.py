"""What the outbox holds about people."""

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from osce_portal.data_map import Basis, Kept, Reader, Use, map_table
from osce_portal.mail.models import MailState, QueuedMail
from osce_portal.people import Person

LETTERS = Use(
    _("Writing to the person, and knowing what was written"),
    Basis.PUBLIC_TASK, Kept.FILE, (Reader.PERSON, Reader.DESK, Reader.AUDITOR),
)  # fmt: skip


def mails_to(person: Person) -> QuerySet[QueuedMail]:
    """Mails to the person, also those about an address that belonged to no account yet."""
    addresses = {row.email for row in (person.file, person.account) if row is not None and row.email}
    return QueuedMail.objects.filter(Q(recipient_ref__in=person.refs) | Q(to_email__in=addresses)).order_by(
        "pk"
    )


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
