"""What the rules about candidacies refuse."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from osce_portal.common.errors import DomainError
from selection.candidacies.enums import CandidacyStatus

if TYPE_CHECKING:
    from missions.models import Call
    from selection.candidacies.checklist import Requirement
    from selection.candidacies.models import Candidacy


class CallClosed(DomainError):
    """The six-week deadline (FPS FA procedure, point 3); ``at`` is the instant that was too late."""

    message = _("The deadline for this call has passed: the candidacy cannot be received any more.")

    def __init__(self, call: "Call", *, at: dt.datetime):
        super().__init__()
        self.call, self.at = call, at


class CallDecided(CallClosed):
    """Received in time, but recorded only once the selection was approved: two people decided without it."""

    message = _(
        "The selection of this call is approved: this candidacy can no longer enter it. Keep what was "
        "received, tell the person in writing, with the ways of appeal, and have a decider look at the case."
    )


class CallNotOpen(DomainError):
    """Not yet published or opened, or cancelled: nobody is late."""

    message = _("This call is not open for candidacies.")


class CallStillOpen(DomainError):
    message = _("The call is still open: candidacies are screened after its deadline.")


class OwnCall(DomainError):
    message = _("You are a candidate for this call yourself: its selection is for others to make.")


class ScreeningDecided(DomainError):
    message = _("The selection of this call is approved: who was eligible stands as it was decided on.")


class IllegalTransition(DomainError):
    """The table of transitions does not know this step."""

    def __init__(self, candidacy: "Candidacy", target: CandidacyStatus):
        self.source, self.target = CandidacyStatus(candidacy.status), target
        super().__init__(
            _("A candidacy that is “%(source)s” cannot become “%(target)s”.")
            % {"source": self.source.label, "target": target.label}
        )


class IncompleteCandidacy(DomainError):
    """``missing``: every requirement of the checklist that is not met."""

    def __init__(self, missing: "list[Requirement]"):
        self.missing = missing
        names: list[Any] = [requirement.label for requirement in missing]
        listed = format_lazy("{}" + ", {}" * (len(names) - 1), *names)
        super().__init__(format_lazy("{} {}.", _("Still missing:"), listed))


class AlreadyReceived(DomainError):
    message = _("A candidacy of this person for this call has been received already.")


class ReceivedInFuture(DomainError):
    message = _("The time of receipt cannot lie in the future.")


class ReceivedBeforeOpening(DomainError):
    """Nobody can apply for a call that is not yet published: the others did not know of it either."""

    message = _(
        "This reached the ministry before the call was opened: it is no candidacy for it. "
        "Please ask the person to apply now, while the call is open."
    )


class ReasonMissing(DomainError):
    message = _("Please give a reason: the candidate reads it.")


class CostWithoutReason(DomainError):
    message = _("Please say for which reason of the mission the cost is another one.")


class CostStands(DomainError):
    message = _("The selection of this call is approved: it relies on the costs as they are.")


class NothingToPayFor(DomainError):
    message = _("Only a candidacy that was received and still stands has a cost.")


class CertificateNotFitting(DomainError):
    message = _("This certificate belongs to another mission or person.")


class NotADraft(DomainError):
    message = _("This candidacy has been handed in: it cannot be changed any more.")
