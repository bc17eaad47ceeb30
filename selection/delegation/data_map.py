"""What selections hold about people. Problem and result name them by reference, beside points and labels."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from osce_portal.data_map import Basis, Kept, Reader, Use, map_table
from osce_portal.erasure import register_eraser
from osce_portal.people import Person
from selection.candidacies.data_map import told_with_the_decision
from selection.candidacies.models import Candidacy
from selection.delegation.models import BalanceFacts, SelectionRun

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
COMPARED = Use(  # pseudonyms beside those of everybody else: not given out with one person's data
    _("Proving how a team was computed, and computing it again; names do not stand there"),
    Basis.PUBLIC_TASK, Kept.STATISTICS, (Reader.SELECTION, Reader.AUDITOR), secret=True,
)  # fmt: skip


def runs_comparing(person: Person) -> QuerySet[SelectionRun]:
    """Computations for the calls in which the person stood: after an erasure their references name nobody."""
    if person.file is None:
        return SelectionRun.objects.none()
    calls = Candidacy.objects.filter(candidate=person.file).values_list("call", flat=True)
    return SelectionRun.objects.filter(call__in=calls).order_by("pk")


map_table(
    "delegation.SelectionRun",
    {COMPARED: "problem result by_points"},
    other="status inputs_sha256 engine_version proposed_at keeps_team",
    staff="proposed_by",
    find=runs_comparing,
    stays="problem result by_points",
    words={
        "problem": _("problem: references of people and candidacies, points, gender, language group, origin"),
        "result": _("result: references of the team, and of those beside it"),
    },
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
