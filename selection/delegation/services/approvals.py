"""Handing a run in, and the second person's word on it."""

from collections import defaultdict
from typing import Any

from django.db import transaction

from candidates.services.locking import hold_files
from missions.enums import MilestoneKind
from missions.services import lock_call, tick_off
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from selection.candidacies.enums import IN_SELECTION, CandidacyStatus
from selection.candidacies.models import Candidacy
from selection.candidacies.services import move_candidacies
from selection.delegation import checks, engine_io, errors
from selection.delegation.enums import COMPARED, PickPlace, RunStatus
from selection.delegation.models import Approval, SelectionRun
from selection.delegation.rules import is_second_person
from selection.delegation.services.outcomes import tell_outcomes

STATUS_OF: dict[str | None, CandidacyStatus] = {
    PickPlace.TEAM: CandidacyStatus.SELECTED,
    PickPlace.RESERVE: CandidacyStatus.RESERVE,
}


def submit_run(run: SelectionRun, *, actor: Any) -> SelectionRun:
    """Hand a computed team to the decider. Raises NotTheProposer, RunNotOpen, StaleRun, or what blocks it."""
    with transaction.atomic():
        run = _lock_run(run)
        if run.status != RunStatus.PROPOSED:
            raise errors.RunNotOpen
        if run.proposed_by_id != actor.pk:
            raise errors.NotTheProposer
        checks.refuse_blocked(run.call)
        if fresh := _is_fresh(run):
            run.status = RunStatus.SUBMITTED
            run.save(update_fields=["status"])
            record("selection.submitted", run, actor=actor)
    return _refuse_stale(run, fresh)


def approve_run(run: SelectionRun, *, reason: str, actor: Any, despite: str = "") -> SelectionRun:
    """Decide as the second person: statuses move and everybody is told, in one transaction.

    ``despite`` says why the warnings do not matter, where there are any. Raises SecondPersonNeeded, StaleRun
    (the run is then marked as overtaken), CloseToSomebody, RunNotOpen, ReasonNeeded, DespiteNeeded, or what
    blocks it.
    """
    with transaction.atomic():
        hold_files(Candidacy.objects.filter(call=run.call_id).values("candidate"))
        run = _lock_decidable(run, reason, actor)
        if fresh := _is_fresh(run):
            checks.refuse_blocked(run.call)
            checks.refuse_unexplained(run, despite)
            _decide(run, RunStatus.APPROVED, actor=actor, reason=reason, despite=despite)
            _place_everybody(run, actor=actor)
            run.call.decided_at = database_now()
            run.call.save(update_fields=["decided_at"])
            record("call.decided", run.call, actor=actor)
            tick_off(run.call, MilestoneKind.SCREENING, MilestoneKind.SELECTION, actor=actor)
            tell_outcomes(run.call)
    return _refuse_stale(run, fresh)


@transaction.atomic
def reject_run(run: SelectionRun, *, reason: str, actor: Any) -> SelectionRun:
    """Send a run back with the reason. Raises SecondPersonNeeded, RunNotOpen, ReasonNeeded."""
    run = _lock_decidable(run, reason, actor)
    _decide(run, RunStatus.REJECTED, actor=actor, reason=reason)
    return run


def _lock_run(run: SelectionRun) -> SelectionRun:
    call = lock_call(run.call)
    run = SelectionRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    run.call = call
    return run


def _lock_decidable(run: SelectionRun, reason: str, actor: Any) -> SelectionRun:
    run = _lock_run(run)
    checks.refuse_undecidable(run, is_second=is_second_person(actor, run), reason=reason, actor=actor)
    return run


def _is_fresh(run: SelectionRun) -> bool:
    """Whether the engine would still be given the same; else the run is marked as overtaken.

    The candidacies are locked first: a withdrawal comes wholly before or wholly after the decision.
    """
    compared = Candidacy.objects.filter(call=run.call, status__in=COMPARED).order_by("pk")
    list(compared.select_for_update(of=("self",)).values_list("pk"))
    if engine_io.is_current(run):
        return True
    run.status = RunStatus.STALE
    run.save(update_fields=["status"])
    record("selection.overtaken", run)
    return False


def _refuse_stale(run: SelectionRun, fresh: bool) -> SelectionRun:
    """Outside the transaction, so that the mark stays."""
    if not fresh:
        raise errors.StaleRun
    return run


def _decide(run: SelectionRun, status: RunStatus, *, actor: Any, reason: str, despite: str = "") -> None:
    approved = status == RunStatus.APPROVED
    proposer: Any = run.proposed_by
    Approval.objects.create(
        run=run, approved=approved, reason=reason.strip(), despite=despite.strip(),
        proposer=proposer, approver=actor, decided_at=database_now(),
    )  # fmt: skip
    run.status = status
    run.save(update_fields=["status"])
    act = "selection.approved" if approved else "selection.sent_back"
    record(act, run, actor=actor, values={"reason": reason, "despite": despite})


def _place_everybody(run: SelectionRun, *, actor: Any) -> None:
    """Give everybody who was compared the status that the run says; who holds a place already keeps it."""
    placed = dict(run.picks.values_list("candidacy_id", "place"))
    moving: defaultdict[CandidacyStatus, list[Candidacy]] = defaultdict(list)
    for candidacy in Candidacy.objects.filter(call=run.call, status__in=IN_SELECTION):
        target = STATUS_OF.get(placed.get(candidacy.pk), CandidacyStatus.NOT_SELECTED)
        if candidacy.status != target:
            moving[target].append(candidacy)
    for target, candidacies in moving.items():
        move_candidacies(candidacies, target, actor=actor)
