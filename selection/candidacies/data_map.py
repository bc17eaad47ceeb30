"""What candidacies hold about people; how they ended stays, for the statistics."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from osce_portal.data_map import Basis, Kept, Reader, Use, map_table
from selection.candidacies.enums import TOLD_WITH_THE_DECISION

READERS = (Reader.PERSON, Reader.DESK, Reader.SELECTION, Reader.AUDITOR)
CANDIDACY = Use(
    _("Receiving the candidacy in time, and deciding on it"), Basis.PUBLIC_TASK, Kept.CANDIDACY, READERS
)  # fmt: skip
OUTCOME = Use(_("Knowing how candidacies ended"), Basis.PUBLIC_TASK, Kept.STATISTICS, READERS)
REASONS = Use(
    _("Giving the reasons of a decision (law of 29 July 1991)"), Basis.LEGAL_DUTY, Kept.CANDIDACY, READERS
)  # fmt: skip


def told_steps(steps: QuerySet) -> QuerySet:
    """What the person may know of it already: the rest is told when the call is decided."""
    return steps.exclude(Q(target__in=TOLD_WITH_THE_DECISION) & Q(candidacy__call__decided_at__isnull=True))


def told_with_the_decision(rows: QuerySet) -> QuerySet:
    """Nothing of a call that is not decided."""
    return rows.filter(candidacy__call__decided_at__isnull=False)


map_table(
    "candidacies.Candidacy",
    {
        CANDIDACY: "available motivation code_of_conduct saved_at receipt_number recorded_at",
        OUTCOME: "status channel started_at received_at closes_at cost_cents",
    },
    staff="recorded_by",
    other="version",
    file="candidate",
    neutral={
        "available": False, "motivation": "", "code_of_conduct": False, "saved_at": None,
        "receipt_number": "", "recorded_at": None, "certificate": None, "proof": None,
    },
    stays="status channel started_at received_at closes_at cost_cents",
)  # fmt: skip
map_table(  # built anew from the emptied file: those who read it find the lines they expect
    "candidacies.Dossier", {CANDIDACY: "data sha256 frozen_at"}, file="candidacy__candidate",
    stays="frozen_at", neutral={"data": {}, "sha256": ""},
)  # fmt: skip
map_table(
    "candidacies.Transition", {OUTCOME: "at source target", REASONS: "reason note"}, staff="actor",
    file="candidacy__candidate", told=told_steps, neutral={"reason": "", "note": ""},
    stays="at source target",
)  # fmt: skip
map_table(
    "candidacies.Screening", {OUTCOME: "eligible screened_at", REASONS: "reason"}, staff="screened_by",
    file="candidacy__candidate", told=told_with_the_decision, neutral={"reason": ""},
    stays="eligible screened_at",
)  # fmt: skip
map_table(
    "candidacies.LateAttempt", {OUTCOME: "at closes_at channel"}, file="candidate",
    stays="at closes_at channel",
)  # fmt: skip
