"""What the rules about a person's file refuse."""

from django.utils.translation import gettext_lazy as _

from osce_portal.common.errors import DomainError


class AlreadyRegistered(DomainError):
    """Registration is done once (FPS FA procedure, point 1)."""

    message = _("You are registered already: change your details instead.")


class AlreadyVerified(DomainError):
    message = _("This line has been verified already.")
