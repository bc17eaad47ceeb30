"""The day after closing on one board: every candidacy of a call with its flags and points; few queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from elearning.enums import CertificateStatus
from missions.models import Call
from selection.assessment.enums import SEVERITY, FlagState
from selection.assessment.gates import Case, Flag, check_gates, worst_state
from selection.assessment.models import Assessment
from selection.candidacies.enums import LEAVING, CandidacyStatus, Channel
from selection.candidacies.models import Candidacy, Dossier, LateAttempt

S = CandidacyStatus
SCREENABLE = frozenset({S.SUBMITTED, S.ELIGIBLE, S.INELIGIBLE})


@dataclass(frozen=True, slots=True)
class Row:
    """One candidacy as staff see it; ``is_behind_wall``: the reader keeps away from this person's file."""

    candidacy: Candidacy
    flags: tuple[Flag, ...]
    assessment: Assessment | None
    is_behind_wall: bool = False

    @property
    def state(self) -> FlagState:
        return worst_state(self.flags)

    @property
    def open_flags(self) -> list[Flag]:
        return [flag for flag in self.flags if flag.is_open]

    @property
    def is_screenable(self) -> bool:
        """May be ticked: not beyond screening, and not behind the reader's wall."""
        return (
            self.candidacy.status in SCREENABLE
            and self.candidacy.call.decided_at is None
            and not self.is_behind_wall
        )


def load_rows(
    call: Call, *, kept_from: frozenset[int] = frozenset(), only: Iterable[str] | None = None
) -> list[Row]:
    """What reached the ministry and still stands, in the order in which staff deal with it; four queries.

    ``only``: public ids of the candidacies to load, all if None.
    """
    candidacies = Candidacy.objects.received().filter(call=call).exclude(status__in=LEAVING)
    if only is not None:
        candidacies = candidacies.filter(public_id__in=list(only))
    found = list(
        candidacies.select_related("candidate", "certificate", "call__mission__state")
        .with_absences(call)
        .order_by("pk")
    )
    dossiers = dict(Dossier.objects.filter(candidacy__in=found).values_list("candidacy", "data"))
    assessments = {row.candidacy_id: row for row in Assessment.objects.filter(candidacy__in=found)}
    rows = [
        _row(candidacy, dossiers.get(candidacy.pk, {}), assessments.get(candidacy.pk), kept_from)
        for candidacy in found
    ]
    return sorted(rows, key=_urgency)


def _row(candidacy: Candidacy, data: dict, assessment: Assessment | None, kept_from: frozenset[int]) -> Row:
    points = assessment.total_tenths if assessment and assessment.is_complete else None
    flags = check_gates(Case(candidacy, data, points))
    return Row(candidacy, flags, assessment, candidacy.candidate_id in kept_from)


def _urgency(row: Row) -> tuple:
    """Not yet screened first, the most doubtful first, then by name."""
    person = row.candidacy.candidate
    waiting = row.candidacy.status != S.SUBMITTED
    return waiting, -SEVERITY.index(row.state), person.last_name.casefold(), person.first_name.casefold()


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures above the table; ``received`` counts those withdrawn since, as everywhere."""

    received: int
    complete: int
    attention: int
    missing: int
    otherwise: int
    to_screen: int
    eligible: int
    ineligible: int
    certificates: int
    unassessed: int
    unmarked: int
    late: int
    lapsed: int
    withdrawn: int


def count_rows(call: Call, rows: list[Row]) -> Counts:
    """Counts over all rows, and over what does not stand on the board; two queries."""
    states = Counter(row.state for row in rows)
    statuses = Counter(row.candidacy.status for row in rows)
    everybody = Counter(
        (status, at is None)
        for status, at in Candidacy.objects.filter(call=call).values_list("status", "received_at")
    )
    certificates = [row.candidacy.certificate for row in rows]
    return Counts(
        received=sum(count for (_status, never_came), count in everybody.items() if not never_came),
        complete=states[FlagState.COMPLETE],
        attention=states[FlagState.ATTENTION],
        missing=states[FlagState.MISSING],
        otherwise=sum(row.candidacy.channel != Channel.PORTAL for row in rows),
        to_screen=statuses[S.SUBMITTED],
        eligible=statuses[S.ELIGIBLE],
        ineligible=statuses[S.INELIGIBLE],
        certificates=sum(bool(it) and it.status == CertificateStatus.RECEIVED for it in certificates),
        unassessed=sum(row.assessment is None for row in rows),
        unmarked=sum(row.assessment is None or not row.assessment.is_complete for row in rows),
        late=LateAttempt.objects.filter(call=call).count(),
        lapsed=everybody[S.LAPSED, True],
        withdrawn=everybody[S.WITHDRAWN, False],
    )
