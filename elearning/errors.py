"""What the rules about certificates refuse."""

from django.utils.translation import gettext_lazy as _

from osce_portal.common.errors import DomainError


class CertificateSeenBefore(DomainError):
    """The same file serves for another mission or another person (FPS FA procedure, points 2 and 6)."""

    message = _(
        "This file was sent before, for another mission or by another person. The course is done again for "
        "every mission. If it is right all the same, please write why."
    )


class CertificateNotAccepted(DomainError):
    """The same file was looked at for this mission and did not do."""

    message = _("This file was checked for this mission and did not do. Please send another one.")


class CompletedInFuture(DomainError):
    message = _("The day on which you completed the course cannot lie in the future.")


class IllegalCertificateMove(DomainError):
    message = _("A certificate in this state cannot be changed this way.")


class ReasonMissing(DomainError):
    message = _("Please give a reason: the candidate reads it.")
