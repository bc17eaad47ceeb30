"""The words of a certificate."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CertificateStatus(models.TextChoices):
    RECEIVED = "received", _("To be checked")
    ACCEPTED = "accepted", pgettext_lazy("certificate", "Accepted")
    ASKED_AGAIN = "asked_again", pgettext_lazy("certificate", "Asked again")
    REFUSED = "refused", pgettext_lazy("certificate", "Refused")
    REPLACED = "replaced", _("Replaced by a newer one")


_S = CertificateStatus
CHECKS: dict[CertificateStatus, set[CertificateStatus]] = {
    _S.RECEIVED: {_S.ACCEPTED, _S.ASKED_AGAIN, _S.REFUSED},
    _S.ACCEPTED: {_S.ASKED_AGAIN, _S.REFUSED},
    _S.ASKED_AGAIN: {_S.ACCEPTED, _S.REFUSED},
    _S.REFUSED: {_S.ACCEPTED, _S.ASKED_AGAIN},
    _S.REPLACED: set(),
}
NEEDS_REASON = frozenset({_S.ASKED_AGAIN, _S.REFUSED})
# What a newer file of the same person for the same mission takes the place of.
REPLACEABLE = frozenset({_S.RECEIVED, _S.ASKED_AGAIN})
COUNTS = frozenset({CertificateStatus.RECEIVED, CertificateStatus.ACCEPTED})
