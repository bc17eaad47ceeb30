"""What the ledger refuses."""

from django.utils.translation import gettext_lazy as _

from osce_portal.common.errors import DomainError


class NotDecided(DomainError):
    message = _("The selection for this call is not approved yet: there is nobody to nominate.")


class NobodyToNominate(DomainError):
    message = _("The list is empty: nobody selected for this call waits to be nominated.")


class NobodyOnTheList(DomainError):
    message = _("The list is empty: nobody is selected for this call.")


class SentInFuture(DomainError):
    message = _("The day of sending cannot lie in the future.")
