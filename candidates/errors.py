"""What the rules about a person's file refuse."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from osce_portal.common.errors import DomainError

if TYPE_CHECKING:
    from candidates.models import Candidate


class AlreadyRegistered(DomainError):
    """Registration is done once (FPS FA procedure, point 1)."""

    message = _("You are registered already: change your details instead.")


class KnownPerson(DomainError):
    """``people``: who is in the database with this address, telephone, or name and date of birth."""

    message = _(
        "Somebody with this address, this telephone, or this name and date of birth, is in the database. "
        "Choose that person, or say below why it is somebody else."
    )

    def __init__(self, people: "list[Candidate]"):
        super().__init__()
        self.people = people


class LinkInvalid(DomainError):
    message = _(
        "This link is not valid: it is not complete, or a newer one has taken its place. Please open the "
        "link of the last mail, or copy it in full."
    )


class LinkExpired(DomainError):
    message = _("This link has expired. Please ask us for a new one: an answer to our mail is enough.")


class AlreadyClaimed(DomainError):
    message = _("This file has been taken over already. Please sign in: it is in your account.")


class OtherAddress(DomainError):
    """The account that is signed in has another address than the one the link went to."""

    message = _(
        "This link went to another address than that of the account you are signed in with. Please sign out "
        "and open the link again."
    )


class OwnFileBeside(DomainError):
    message = _(
        "Your account has a file already. Please answer our mail: we shall put the two together, and nothing "
        "is lost."
    )


class DocumentOvertaken(DomainError):
    """Each document has one successor: another tab, or a second click, was faster."""

    message = _("A newer document has taken this one's place already: replace the newer one.")


class TooManyDocuments(DomainError):
    def __init__(self, most: int):
        text = _("You keep %(most)s documents here, as many as there is room for. Please delete one first.")
        super().__init__(text % {"most": most})


class LetterUnderWay(DomainError):
    message = _("Mails of this letter have not left yet: please try again once they have.")


class AlreadyVerified(DomainError):
    message = _("This line has been verified already.")


class StaffAccount(DomainError):
    message = _(
        "The account that would be closed is that of somebody who works here: an administrator has to take "
        "the roles away first."
    )


class DeactivatedAccount(DomainError):
    message = _(
        "The account that would go on is deactivated: its person could not sign in any more. Please choose "
        "the other one."
    )


class CannotMerge(DomainError):
    """``obstacles``: each reason, in words."""

    message = _("One of the two files is no longer there: it was erased, or merged meanwhile.")
    changed = _("One of the two files got or lost its account meanwhile: please look at both again.")

    def __init__(self, obstacles: "list[Any]"):
        super().__init__(" ".join(str(text) for text in obstacles))
        self.obstacles = obstacles


class LeftBehind(Exception):
    """Rows of a kind that no part of the merge takes care of: a mistake of ours, and nothing was merged."""
