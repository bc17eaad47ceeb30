"""The outbox: a mail is a row before it is a mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from osce_portal.common.enums import PersonLanguage
from osce_portal.common.models import PublicIdModel


class MailState(models.TextChoices):
    DUE = "due", _("To be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    UNCERTAIN = "uncertain", _("Perhaps sent: a person must look")


class QueuedMail(PublicIdModel):
    """One rendered mail to one address, once per ``key``, ever; only ``mail.delivery`` moves ``state``."""

    key = models.CharField(_("key"), max_length=200, unique=True)
    to_email = models.EmailField(_("recipient"))
    recipient_ref = models.CharField(_("reference of the person"), max_length=22, blank=True, db_index=True)
    language = models.CharField(_("language"), max_length=2, choices=PersonLanguage)
    template = models.CharField(_("template"), max_length=100)
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("text"))
    # Where one click ends such mails (RFC 8058); empty for mails that nobody asked to be sent.
    unsubscribe_url = models.CharField(_("link that ends such mails"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=MailState, default=MailState.DUE)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    may_repeat = models.BooleanField(
        _("may be sent again when uncertain"),
        default=False,
        help_text=_("Reminders may; a decision never goes out twice without a person looking."),
    )
    forget = models.BooleanField(
        _("forgotten once it has left"),
        default=False,
        help_text=_("The last mail to somebody whose data are erased: address and text go with it."),
    )
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)
    due_at = models.DateTimeField(_("due at"))
    not_after = models.DateTimeField(_("not after"), null=True, blank=True)
    sending_since = models.DateTimeField(_("being sent since"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("outbox")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="mail_due"),
            models.Index(fields=["to_email", "-id"], name="mail_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to_email}"

    @property
    def is_private(self) -> bool:
        """Whether it holds a link that opens the account, or the file, of the person it goes to."""
        return self.template.startswith(("accounts/", "candidates/claim"))

    @property
    def is_correctable(self) -> bool:
        return self.state == MailState.DUE and not self.is_private
