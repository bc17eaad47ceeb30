"""What a selection refuses, in words for the officer who asked."""

from django.utils.translation import gettext_lazy as _

from osce_portal.common.errors import DomainError


class CallStillOpen(DomainError):
    message = _("This call is still open. A selection compares people after the deadline only.")


class CallCancelled(DomainError):
    message = _("This call was cancelled. Nobody can be selected for it.")


class PlacesUnknown(DomainError):
    message = _(
        "The number of places is not yet known. Enter it in the settings of the call; then compute again."
    )


class UnitCostNotSet(DomainError):
    message = _("The cost per observer is not set. Enter it in the settings of the call; then compute again.")


class BudgetNotSet(DomainError):
    message = _(
        "The budget is not set. Enter it in the settings of the call (zero means: no money); "
        "then compute again."
    )


class NobodyToCompare(DomainError):
    message = _("Nobody can be compared: no candidacy is both found eligible and marked with points.")


class NotComparable(DomainError):
    message = _("Only a candidacy that takes part in the selection of this call can be decided here.")


class OverrideInForce(DomainError):
    message = _("There is a decision in force on this candidacy already. Lift it first.")


class OverrideLifted(DomainError):
    message = _("This decision was lifted already.")


class SamePerson(DomainError):
    message = _("Choose two different people for an exchange.")


class NotAnExchange(DomainError):
    message = _(
        "An exchange takes one person out of the team computed last and brings in somebody who is not in it."
    )


class RunNotOpen(DomainError):
    message = _(
        "This proposal can no longer be changed: it was decided, overtaken or replaced by a newer one."
    )


class StaleRun(DomainError):
    message = _(
        "Something changed since this team was computed: a candidacy, points, or a setting of the call. "
        "It cannot be approved. Compute again, look at what changed, and hand the new proposal in."
    )


class NotTheProposer(DomainError):
    message = _("Only the officer who computed this team can hand it in. Compute it in your own name first.")


class SecondPersonNeeded(DomainError):
    message = _(
        "Somebody else must decide: neither the proposer, nor whoever decided on a person in this selection "
        "or noted that somebody cannot go."
    )


class CloseToSomebody(DomainError):
    message = _(
        "You have declared a conflict of interest with somebody who is compared here: another decider must "
        "decide."
    )


class ReasonNeeded(DomainError):
    message = _("Please give a reason.")


class DespiteNeeded(DomainError):
    message = _("There are warnings. Please say why the selection can be approved in spite of them.")


class NotPlaced(DomainError):
    message = _("Only a person who has a place can give it up.")


class NoFreePlace(DomainError):
    message = _("No place is free: everybody in the approved team still goes.")


class NotNextOnReserve(DomainError):
    message = _(
        "Only the next person on the approved reserve list with whom every rule and the budget hold can get "
        "the place this way. Propose anew, or compute a new team."
    )
