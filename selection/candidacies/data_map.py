"""What candidacies hold about people; how they ended stays, for the statistics."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from osce_portal.data_map import Basis, Kept, Reader, Use, map_table
from osce_portal.erasure import register_eraser, register_obstacle
from osce_portal.files.documents import render_pdf
from osce_portal.people import Person, register_signs
from osce_portal.taking_along import Document, register_documents
from selection.candidacies.dossier import build_dossier, fingerprint
from selection.candidacies.enums import TOLD_WITH_THE_DECISION, CandidacyStatus
from selection.candidacies.models import Candidacy, Dossier

READERS = (Reader.PERSON, Reader.DESK, Reader.SELECTION, Reader.AUDITOR)
MONEY_READERS = (Reader.PERSON, Reader.DESK, Reader.BUDGET, Reader.SELECTION, Reader.AUDITOR)
CANDIDACY = Use(
    _("Receiving the candidacy in time, and deciding on it"), Basis.PUBLIC_TASK, Kept.CANDIDACY, READERS
)  # fmt: skip
OUTCOME = Use(_("Knowing how candidacies ended"), Basis.PUBLIC_TASK, Kept.STATISTICS, READERS)
REASONS = Use(
    _("Giving the reasons of a decision (law of 29 July 1991)"), Basis.LEGAL_DUTY, Kept.CANDIDACY, READERS
)  # fmt: skip
OWN_COST = Use(
    _("Keeping within the budget of the mission"), Basis.PUBLIC_TASK, Kept.CANDIDACY, MONEY_READERS
)  # fmt: skip
OWN_CALENDAR = Use(
    _("Showing the person the own deadlines in a calendar"),
    Basis.PUBLIC_TASK, Kept.ACCOUNT, (Reader.NOBODY,), secret=True,
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
        OUTCOME: "status channel started_at received_at closes_at",
        OWN_COST: "cost_cents cost_reason",
    },
    staff="recorded_by",
    other="version",
    file="candidate",
    shown={"status": lambda candidacy: candidacy.public_status},
    neutral={
        "available": False, "motivation": "", "code_of_conduct": False, "saved_at": None,
        "receipt_number": "", "recorded_at": None, "certificate": None, "proof": None,
        "cost_cents": None, "cost_reason": "",
    },
    stays="status channel started_at received_at closes_at",
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
map_table(
    "candidacies.AvailabilityQuestion",
    {CANDIDACY: "starts_on ends_on asked_at answered_at is_available"}, file="candidacy__candidate",
    stays="starts_on ends_on asked_at", neutral={"answered_at": None, "is_available": None},
)  # fmt: skip
map_table(
    "candidacies.DeadlineException",
    {OUTCOME: "until proposed_at decided_at is_approved is_taken_back", REASONS: "reason decision_note"},
    staff="proposed_by approved_by", file="candidate", neutral={"reason": "", "decision_note": ""},
    stays="until proposed_at decided_at is_approved is_taken_back",
)  # fmt: skip
map_table(
    "candidacies.CalendarToken", {OWN_CALENDAR: "token_sha256 created_at"}, account="user", deleted=True
)


def candidacies_under_way() -> QuerySet[Candidacy]:
    """Received and not over: the ministry needs the file to go on."""
    return Candidacy.objects.under_way().for_list()


def told_of_candidacy(candidacy: Candidacy) -> str:
    return _("Your candidacy is under way: %(call)s. You may withdraw it.") % {"call": candidacy.call}


def noted_of_candidacy(candidacy: Candidacy) -> str:
    """Whether the selection is still to end, or the mission."""
    if candidacy.call.decided_at is None:
        return _("Selection not ended: %(call)s") % {"call": candidacy.call}
    return _("Candidacy under way: %(call)s") % {"call": candidacy.call}


def drop_drafts(person: Person) -> None:
    """A draft was never received: it goes with everything in it."""
    Candidacy.objects.filter(candidate=person.file, status=CandidacyStatus.DRAFT).delete()


def empty_dossiers(person: Person) -> None:
    """Made anew from the emptied file: whoever opens a past call finds lines to read, and nobody's data."""
    for dossier in Dossier.objects.filter(candidacy__candidate=person.file).select_related("candidacy"):
        dossier.data = build_dossier(dossier.candidacy)
        dossier.sha256 = fingerprint(dossier.data)
        dossier.save(update_fields=["data", "sha256"])


def receipts_of(person: Person) -> Iterator[Document]:
    """The receipt of every candidacy that was received."""
    received = Candidacy.objects.filter(candidate=person.file).exclude(receipt_number="").for_list()
    for candidacy in received if person.file is not None else ():
        template, context = "documents/candidacies/receipt.html", {"candidacy": candidacy}
        content = render_pdf(template, context, candidacy.candidate.language)
        yield Document(f"{candidacy.receipt_number}.pdf", content)


def signs_of_candidacies(person: Person) -> Iterator[str]:
    """Numbers of receipts, and the references in links to candidacies."""
    if person.file is not None:
        for signs in Candidacy.objects.filter(candidate=person.file).values_list(
            "receipt_number", "public_id"
        ):
            yield from signs


register_signs(signs_of_candidacies)
register_obstacle(candidacies_under_way, told=told_of_candidacy, noted=noted_of_candidacy)
register_eraser(drop_drafts)
register_eraser(empty_dossiers, when_emptied=True)
register_documents(receipts_of)
