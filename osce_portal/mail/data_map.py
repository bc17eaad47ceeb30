"""What the outbox holds about people."""

from django.utils.translation import gettext_lazy as _

from osce_portal.data_map import Basis, Kept, Reader, Use, map_table
from osce_portal.mail.models import MailState

LETTERS = Use(
    _("Writing to the person, and knowing what was written"),
    Basis.PUBLIC_TASK, Kept.FILE, (Reader.PERSON, Reader.DESK, Reader.AUDITOR),
)  # fmt: skip

map_table(
    "mail.QueuedMail",
    {LETTERS: "to_email recipient_ref language template subject body created_at sent_at last_error"},
    other="key state attempts may_repeat due_at not_after sending_since",
    ref="recipient_ref",
    neutral={"to_email": "", "subject": "", "body": "", "last_error": "", "state": MailState.SENT},
    stays="recipient_ref language template created_at sent_at",
)  # fmt: skip
