"""What the outbox holds about people."""

from collections.abc import Iterator
from functools import partial

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from osce_portal.audit.models import AuditEntry
from osce_portal.data_map import Basis, Kept, Reader, Use, map_table
from osce_portal.erasure import Mention, register_mentions
from osce_portal.formats.written import written_date
from osce_portal.mail.corrections import empty_mail
from osce_portal.mail.models import MailState, QueuedMail
from osce_portal.people import Person, addresses_of, naming, register_addresses

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


def mails_that_name(person: Person) -> Iterator[Mention]:
    """Mails to others that staff corrected: only there can a name stand that is not the recipient's own."""
    corrected = AuditEntry.objects.filter(action="mail.corrected").values("object_ref")
    others = QueuedMail.objects.filter(public_id__in=corrected).exclude(pk__in=mails_to(person).values("pk"))
    named = naming(person)
    for mail in others.order_by("pk").iterator() if named else ():
        if named.search(f"{mail.subject}\n{mail.body}"):
            said = {"day": written_date(timezone.localdate(mail.created_at)), "subject": mail.subject}
            words = _("Corrected mail to somebody else of %(day)s: %(subject)s") % said
            yield Mention(mail.public_id, words, partial(empty_mail, mail))


register_addresses(addresses_written_to)
register_mentions(mails_that_name)


map_table(
    "mail.QueuedMail",
    {
        LETTERS: "to_email recipient_ref language template subject body unsubscribe_url created_at sent_at "
        "last_error"
    },
    other="key state attempts may_repeat forget due_at not_after sending_since",
    find=mails_to,
    told=lambda mails: mails.filter(state=MailState.SENT),
    neutral={
        "to_email": "", "subject": "", "body": "", "unsubscribe_url": "", "last_error": "",
        "state": Case(When(state=MailState.DUE, then=Value(MailState.FAILED.value)), default=F("state")),
    },
    stays="recipient_ref language template created_at sent_at",
)  # fmt: skip
