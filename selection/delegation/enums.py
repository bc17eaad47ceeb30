"""The words of a selection: runs, places, locks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from selection.candidacies.enums import IN_SELECTION, CandidacyStatus


class RunStatus(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    INFEASIBLE = "infeasible", _("The rules cannot hold together")
    SUBMITTED = "submitted", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Sent back")
    STALE = "stale", _("Overtaken by a change")


UNDECIDED = frozenset({RunStatus.PROPOSED, RunStatus.SUBMITTED})


class PickPlace(models.TextChoices):
    TEAM = "team", _("Team")
    RESERVE = "reserve", _("Reserve list")


class LockKind(models.TextChoices):
    IN = "in", _("Locked in")
    OUT = "out", _("Locked out")
    ADMIT = "admit", _("Compared although below the minimum score")


# Asked, nominated or on mission already: such a person holds a place that no new run may take away.
HOLDING = frozenset(
    {
        CandidacyStatus.OFFERED,
        CandidacyStatus.ACCEPTED,
        CandidacyStatus.NOMINATED,
        CandidacyStatus.CONFIRMED,
        CandidacyStatus.DEPLOYED,
        CandidacyStatus.COMPLETED,
    }
)
PLACED = HOLDING | {CandidacyStatus.SELECTED}
# How a place becomes free one by one; a whole run that gives it to another person fills it at once.
LEFT_THE_PLACE = frozenset({CandidacyStatus.WITHDRAWN, CandidacyStatus.DECLINED, CandidacyStatus.REFUSED})
COMPARED = IN_SELECTION | HOLDING
