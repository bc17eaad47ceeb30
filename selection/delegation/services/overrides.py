"""A person's decisions that the next run must respect."""

from typing import Any

from django.db import transaction

from candidates.services.locking import lock_file, lock_files
from missions.services import lock_call
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from osce_portal.walls import refuse_behind_wall
from selection.candidacies.enums import IN_SELECTION
from selection.candidacies.models import Candidacy
from selection.candidacies.rules import refuse_involved
from selection.delegation import errors
from selection.delegation.enums import LockKind
from selection.delegation.models import Override, SelectionRun
from selection.delegation.services.runs import propose_delegation


@transaction.atomic
def override_candidacy(candidacy: Candidacy, *, lock: str, reason: str, actor: Any) -> Override:
    """Lock a candidacy in or out, or admit it below the minimum score; the next run respects it.

    Raises ReasonNeeded, NotComparable (also for somebody without points, whom no run would see),
    OverrideInForce, OwnCall, ConflictDeclared or FileGone.
    """
    if not reason.strip():
        raise errors.ReasonNeeded
    lock_file(candidacy.candidate_id)
    call = lock_call(candidacy.call)
    candidacy = Candidacy.objects.select_for_update(of=("self",)).get(pk=candidacy.pk)
    if candidacy.status not in IN_SELECTION or not candidacy.assessments.exists():
        raise errors.NotComparable
    refuse_involved(call.pk, actor)
    refuse_behind_wall(actor, candidacy.candidate)
    if Override.objects.in_force().filter(candidacy=candidacy).exists():
        raise errors.OverrideInForce
    override = Override.objects.create(
        call=call, candidacy=candidacy, lock=LockKind(lock), reason=reason.strip(),
        decided_by=actor, decided_at=database_now(),
    )  # fmt: skip
    values = {"lock": lock, "reason": override.reason}
    record("selection.overridden", candidacy, actor=actor, subject=candidacy.candidate, values=values)
    return override


@transaction.atomic
def lift_override(override: Override, *, actor: Any) -> Override:
    """End a decision; it stays in the history. Raises OverrideLifted, OwnCall, ConflictDeclared."""
    call = lock_call(override.call)
    override = Override.objects.select_for_update(of=("self",)).get(pk=override.pk)
    if override.lifted_at is not None:
        raise errors.OverrideLifted
    refuse_involved(call.pk, actor)
    refuse_behind_wall(actor, override.candidacy.candidate)
    override.lifted_at = database_now()
    override.save(update_fields=["lifted_at"])
    candidate = override.candidacy.candidate
    record("selection.override_lifted", override.candidacy, actor=actor, subject=candidate)
    return override


@transaction.atomic
def swap(out: Candidacy, into: Candidacy, *, reason: str, actor: Any) -> SelectionRun:
    """Exchange one person of the newest team for somebody who is not in it, and compute again.

    Raises what its parts raise, SamePerson, and NotAnExchange where that team is not the one meant.
    """
    if out.pk == into.pk or out.call_id != into.call_id:
        raise errors.SamePerson
    lock_files(out.candidate_id, into.candidate_id)
    run = lock_call(out.call).selection_runs.first()
    team = set(run.result["team"]) if run else set()
    if out.public_id not in team or into.public_id in team:
        raise errors.NotAnExchange
    for candidacy, lock in ((out, LockKind.OUT), (into, LockKind.IN)):
        for override in Override.objects.in_force().filter(candidacy=candidacy):
            lift_override(override, actor=actor)
        override_candidacy(candidacy, lock=lock, reason=reason, actor=actor)
    return propose_delegation(out.call, actor=actor)
