"""What the rules about a person's file refuse."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from osce_portal.common.errors import DomainError

if TYPE_CHECKING:
    from candidates.models import Candidate


class AlreadyRegistered(DomainError):
    """Registration is done once (FPS FA procedure, point 1)."""

    message = _("You are registered already: change your details instead.")


class KnownPerson(DomainError):
    """``people``: who is in the database with this address, or with this name and date of birth."""

    message = _(
        "Somebody with this address, or with this name and date of birth, is in the database. Choose that "
        "person, or say below why it is somebody else."
    )

    def __init__(self, people: "list[Candidate]"):
        super().__init__()
        self.people = people


class AlreadyVerified(DomainError):
    message = _("This line has been verified already.")
