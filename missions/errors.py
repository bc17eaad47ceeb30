"""Refusals of the calendar."""

from django.utils.translation import gettext_lazy as _

from osce_portal.common.errors import DomainError


class AsksForNobody(DomainError):
    message = _("A mission of this format does not ask participating States for such observers.")


class ElectionDayUnknown(DomainError):
    message = _("A call opens only once the election day is known to the day.")


class DeadlinePassed(DomainError):
    message = _("Six weeks before election day is already past: this call can no longer open.")


class LaterThanSixWeeks(DomainError):
    message = _("The last day cannot be later than six weeks before election day.")


class MissionNotPublished(DomainError):
    message = _("Publish the mission first: confirm it with its source.")


class SourceMissing(DomainError):
    message = _("Please name the source that confirms the mission.")


class NotConfirmed(DomainError):
    message = _("Confirm the entry with its source first: that publishes it.")


class LaterThanOsce(DomainError):
    message = _("The ministry’s last day must come before the closing date of the OSCE.")


class LastDayPassed(DomainError):
    message = _("The last day is already past: this call can no longer open.")


class FollowsItself(DomainError):
    message = _("A notice is not advertised again after itself, nor after one that came later.")


class TextsMissing(DomainError):
    """Raised with the texts that are missing, in words."""

    message = _("A text is still missing in French or Dutch.")


class AlreadyPublished(DomainError):
    message = _("This call is already published: its deadline stands.")


class StillOpen(DomainError):
    message = _("The deadline has not passed yet: candidates may still apply.")


class AlreadyDecided(DomainError):
    message = _("The selection is approved: the settings of this call can no longer change.")


class DayIsFixed(DomainError):
    message = _("A published call has its deadline from this day: it cannot be changed here.")


class LongTermCallsOff(DomainError):
    message = _("Calls for long-term observers are switched off.")


class LongTermDateUnknown(DomainError):
    message = _("Enter ODIHR's date for naming LTOs first: the deadline depends on it.")


class NotLater(DomainError):
    message = _("The new election day must be later than the one that is known, and lie ahead.")


class RoundIsKnown(DomainError):
    message = _("The second round is on this day already.")


class NotEarlier(DomainError):
    message = _("The new election day must be earlier than the one that is known, and lie ahead.")


class LastDayMissing(DomainError):
    message = _("Six weeks before election day is past or too near: please set one last day for everybody.")


class LastDayNotNeeded(DomainError):
    field = "closes_on"
    message = _("No call would take this day: none closes, or six weeks before election day still fit.")


class TooShortNotice(DomainError):
    message = _("This last day is too near: people must have the notice that the rules of the portal set.")


class NotBeforeElectionDay(DomainError):
    message = _("The last day must lie before election day.")


class NotBeforeOdihr(DomainError):
    message = _("The last day must lie before ODIHR's date for naming LTOs.")


class BeforeLongTermCall(DomainError):
    message = _("The published call for LTOs closes on that day or later: the date must come after it.")


class CallIsCancelled(DomainError):
    message = _("This call is cancelled.")


class SixWeeksStillPossible(DomainError):
    message = _("Six weeks before election day is still ahead: the usual deadline holds.")


class NotLonger(DomainError):
    message = _("The new last day must be later than the one that is published.")


class NotReduced(DomainError):
    message = _("Please choose a format with fewer observers than the mission has.")


class NotOpened(DomainError):
    message = _("Nobody could apply for this call yet: change it directly.")


class SelectionStands(DomainError):
    message = _("The selection is approved: this call is not opened again.")


class IllegalStage(DomainError):
    message = _("A mission of this stage cannot come to that one.")


class StageByChange(DomainError):
    message = _("Postponed, reduced and cancelled are acts of their own: see “Move or cancel”.")


class MissionIsOver(DomainError):
    message = _("This mission is done or cancelled: it does not move any more.")


class StepIsDone(DomainError):
    message = _("This step is done: take that back before you change its date.")


class StepOfThePortal(DomainError):
    message = _("The portal itself sets this step and ticks it off.")


class ChangedMeanwhile(DomainError):
    message = _("Somebody else has changed this meanwhile: please look at what stands now.")


class BudgetNotSet(DomainError):
    message = _("The amount of this budget is not set: nothing can be committed or spent of it yet.")


class OverBudget(DomainError):
    message = _("The budget does not hold the difference: enter it as an amount of its own, to be signed.")


class BelowTaken(DomainError):
    message = _("Calls take more of this budget than that: release amounts first.")


class CallBelowTaken(DomainError):
    message = _("The amounts for this call’s people come to more than that: release amounts first.")


class SamePerson(DomainError):
    message = _("Whoever entered the amount cannot sign its overrun.")


class NothingToSign(DomainError):
    message = _("This amount waits for no signature.")


class ReasonMissing(DomainError):
    message = _("Please give the reason.")


class NotCounted(DomainError):
    message = _("This amount waits for a signature, or is released.")


class NotForward(DomainError):
    message = _("An amount goes from planned to committed to spent, and not back.")


class NotReleasable(DomainError):
    message = _("What is spent or released already cannot be released.")
