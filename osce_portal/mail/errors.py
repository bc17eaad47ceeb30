"""What the outbox refuses."""

from django.utils.translation import gettext_lazy as _

from osce_portal.common.errors import DomainError


class NotDue(DomainError):
    message = _("This mail has left meanwhile, or is private: its text can no longer be changed.")


class UnderWay(DomainError):
    message = _("This mail has not left yet: please correct its text first, or wait until it has left.")


class NotRepeatable(DomainError):
    message = _("Only a mail that failed, or that was perhaps sent, can be sent again.")


class Overtaken(DomainError):
    message = _("The date after which this mail makes no sense has passed.")


class TextErased(DomainError):
    message = _("The text of this mail has been erased: it can no longer be sent.")
