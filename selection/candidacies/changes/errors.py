"""Refusals about changes and exceptions."""

from django.utils.translation import gettext_lazy as _

from osce_portal.common.errors import DomainError


class ChangeDecided(DomainError):
    message = _("This change is no longer waiting.")


class SecondPersonNeeded(DomainError):
    message = _("Somebody else than the proposer decides.")


class NotTheProposer(DomainError):
    message = _("Only who proposed it can take it back.")


class AnotherWaits(DomainError):
    message = _(
        "Another change of this mission or call waits for a second person or is being done: it comes first."
    )


class SentBefore(DomainError):
    message = _("This was sent before: it is done once.")


class DecisionReasonMissing(DomainError):
    message = _("Please give the reason.")


class TooManyAtOnce(DomainError):
    message = _("Somebody has just started a candidacy for this call: please try again.")


class NotAsked(DomainError):
    message = _("You have answered already, or the question is no longer open.")


class ExceptionsOff(DomainError):
    message = _("Exceptions to deadlines are switched off.")


class ExceptionNotPossible(DomainError):
    message = _("An exception is for a call whose deadline has passed and whose selection is not approved.")


class ExceptionTooEarly(DomainError):
    message = _("The exception must end in the future, after the deadline of the call.")


class ExceptionDecided(DomainError):
    message = _("This exception is no longer waiting.")


class ExceptionStands(DomainError):
    message = _("There is an exception for this person and call already.")
