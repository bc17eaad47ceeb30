"""The words of a certificate."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CertificateStatus(models.TextChoices):
    RECEIVED = "received", _("To be checked")
    ACCEPTED = "accepted", _("Accepted")
    ASKED_AGAIN = "asked_again", _("Asked again")
    REFUSED = "refused", _("Refused")
    REPLACED = "replaced", _("Replaced by a newer one")


COUNTS = frozenset({CertificateStatus.RECEIVED, CertificateStatus.ACCEPTED})
