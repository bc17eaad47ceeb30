"""A person's decisions that the next run must respect."""

from typing import Any

from django.db import transaction

from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from selection.assessment.rules import refuse_unless_neutral
from selection.candidacies.enums import IN_SELECTION
from selection.candidacies.models import Candidacy
from selection.delegation import errors
from selection.delegation.checks import refuse_involved
from selection.delegation.enums import LockKind
from selection.delegation.models import Override, SelectionRun
from selection.delegation.services.runs import lock_call, propose_delegation


@transaction.atomic
def override_candidacy(candidacy: Candidacy, *, lock: str, reason: str, actor: Any) -> Override:
    """Lock a candidacy in or out, or admit it below the minimum score; the next run respects it.

    Raises ReasonNeeded, NotComparable, OverrideInForce, OwnSelection or ConflictDeclared.
    """
    if not reason.strip():
        raise errors.ReasonNeeded
    call = lock_call(candidacy.call)
    candidacy = Candidacy.objects.select_for_update(of=("self",)).get(pk=candidacy.pk)
    if candidacy.status not in IN_SELECTION:
        raise errors.NotComparable
    refuse_involved(call, actor)
    refuse_unless_neutral(actor, candidacy.candidate)
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
    """End a decision; it stays in the history. Raises OverrideLifted, OwnSelection."""
    call = lock_call(override.call)
    override = Override.objects.select_for_update(of=("self",)).get(pk=override.pk)
    if override.lifted_at is not None:
        raise errors.OverrideLifted
    refuse_involved(call, actor)
    override.lifted_at = database_now()
    override.save(update_fields=["lifted_at"])
    candidate = override.candidacy.candidate
    record("selection.override_lifted", override.candidacy, actor=actor, subject=candidate)
    return override


@transaction.atomic
def swap(out: Candidacy, into: Candidacy, *, reason: str, actor: Any) -> SelectionRun:
    """Exchange two people, for one reason, and compute again. Raises what its parts raise, and SamePerson."""
    if out.pk == into.pk or out.call_id != into.call_id:
        raise errors.SamePerson
    for candidacy, lock in ((out, LockKind.OUT), (into, LockKind.IN)):
        for override in Override.objects.in_force().filter(candidacy=candidacy):
            lift_override(override, actor=actor)
        override_candidacy(candidacy, lock=lock, reason=reason, actor=actor)
    return propose_delegation(out.call, actor=actor)
