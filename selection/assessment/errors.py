"""What the rules about points and screening refuse."""

from django.utils.translation import gettext_lazy as _

from osce_portal.common.errors import DomainError


class ConflictDeclared(DomainError):
    """The wall: whoever is close to a person keeps away from the file."""

    message = _("You have declared a conflict of interest with this person: a colleague must do this.")


class NoDossier(DomainError):
    message = _("No dossier was frozen when this candidacy was received: there is nothing to compute from.")


class PointsDecided(DomainError):
    message = _("The selection of this call is approved: its points and marks stand as they were decided on.")


class WrongLevel(DomainError):
    message = _("This level does not belong to the grid of this call.")
