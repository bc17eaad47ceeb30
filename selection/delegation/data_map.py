"""What selections hold about people. Problem and result name candidacies by reference only."""

from django.utils.translation import gettext_lazy as _

from osce_portal.data_map import Basis, Kept, Reader, Use, map_table
from osce_portal.erasure import register_eraser
from osce_portal.people import Person
from selection.candidacies.data_map import told_with_the_decision
from selection.delegation.models import BalanceFacts

READERS = (Reader.PERSON, Reader.SELECTION, Reader.AUDITOR)
FIGURES = Use(
    _("Balance of the teams, now and in the figures of the year"), Basis.PUBLIC_TASK, Kept.STATISTICS, READERS
)  # fmt: skip
PLACES = Use(_("Who was chosen, and in which order"), Basis.PUBLIC_TASK, Kept.STATISTICS, READERS)
REASONS = Use(
    _("Giving the reasons of a decision (law of 29 July 1991)"), Basis.LEGAL_DUTY, Kept.CANDIDACY, READERS
)  # fmt: skip

map_table(
    "delegation.BalanceFacts",
    {FIGURES: "gender language_group affiliation first_timer last_belgian_year dossier_sha256"},
    file="candidacy__candidate",
    neutral={"last_belgian_year": None, "dossier_sha256": ""},
    stays="gender language_group affiliation first_timer",
)  # fmt: skip
map_table(
    "delegation.SelectionRun",
    other="status problem result by_points inputs_sha256 engine_version proposed_at keeps_team",
    staff="proposed_by",
)
map_table(
    "delegation.Pick", {PLACES: "place rank"}, file="candidacy__candidate", told=told_with_the_decision,
    stays="place rank",
)  # fmt: skip
map_table(
    "delegation.Override", {PLACES: "lock decided_at lifted_at", REASONS: "reason"}, staff="decided_by",
    file="candidacy__candidate", told=told_with_the_decision, neutral={"reason": "–"},
    stays="lock decided_at lifted_at",
)  # fmt: skip
map_table("delegation.Approval", other="approved reason despite decided_at", staff="proposer approver")
map_table(
    "delegation.Succession", {PLACES: "status proposed_at decided_at", REASONS: "reason"},
    staff="recorded_by proposer approver", file="successor__candidate", stays="status proposed_at decided_at",
    neutral={"reason": "–"},
)  # fmt: skip


def stand_by_the_facts(person: Person) -> None:
    """The figures of the balance stay as they were read: the emptied dossier is not read anew."""
    for facts in BalanceFacts.objects.filter(candidacy__candidate=person.file):
        facts.dossier_sha256 = facts.candidacy.dossiers.values_list("sha256", flat=True).first() or ""
        facts.save(update_fields=["dossier_sha256"])


register_eraser(stand_by_the_facts, when_emptied=True)
