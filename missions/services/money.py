"""What calls take of the budgets: entered, signed where a budget is overrun, moved on, released."""

from typing import Any

from django.db import transaction
from django.db.models import Sum

from missions import errors
from missions.enums import CommitmentKind, CostLine
from missions.models import Budget, Call, Commitment
from missions.own import refuse_candidates
from missions.querysets import CommitmentQuerySet
from osce_portal.audit.services import record
from osce_portal.common.models import database_now

ORDER = (CommitmentKind.PLANNED, CommitmentKind.COMMITTED, CommitmentKind.SPENT)


@transaction.atomic
def save_budget(budget: Budget, *, actor: Any, before: dict[str, Any] | None = None) -> Budget:
    """Enter a year's line or set its amount (cents; None is not set). ``before``: what changed, as it was.

    Raises BelowTaken for an amount that is lowered, or set, below what calls take of it.
    """
    if kept := Budget.objects.select_for_update().filter(pk=budget.pk).first():
        refuse_below_taken(kept, budget.amount_cents)
    budget.save()
    values = {"amount_cents": budget.amount_cents, "before": before or {}}
    record("budget.set", budget, actor=actor, values=values)
    return budget


def refuse_below_taken(kept: Budget, cents: int | None) -> None:
    """Raise BelowTaken if the budget comes to hold less than before, and less than is taken of it."""
    if holds_less(kept.amount_cents, cents) and exceeds(kept.commitments.counted(), cents, 0):
        raise errors.BelowTaken


def refuse_call_below_taken(kept: Call, cents: int | None) -> None:
    """Raise CallBelowTaken if a call's budget comes to hold less than before and than its people take."""
    people = kept.commitments.counted().filter(line=CostLine.PEOPLE)
    if holds_less(kept.budget_cents, cents) and exceeds(people, cents, 0):
        raise errors.CallBelowTaken


def holds_less(before: int | None, after: int | None) -> bool:
    """Whether an amount is lowered, or set where it was not; one that is not set holds everything."""
    return after is not None and (before is None or after < before)


@transaction.atomic
def enter_commitment(
    call: Call,
    budget: Budget,
    *,
    actor: Any,
    kind: str,
    cents: int,
    line: str = CostLine.PEOPLE,
    note: str = "",
) -> Commitment:
    """Take ``cents`` of a budget for a call. More than budget or call hold waits for the decider, uncounted.

    Raises BudgetNotSet for anything but a plan while the budget has no amount, CallIsCancelled, OwnCall.
    """
    call = Call.objects.select_for_update().get(pk=call.pk)
    refuse_candidates(call, actor)
    if call.cancelled_at is not None:
        raise errors.CallIsCancelled
    budget = Budget.objects.select_for_update().get(pk=budget.pk)  # two at once cannot both take the rest
    if budget.amount_cents is None and kind != CommitmentKind.PLANNED:
        raise errors.BudgetNotSet
    commitment = Commitment.objects.create(
        call=call, budget=budget, kind=kind, line=line, cents=cents, note=note, entered_by=actor,
        needs_signature=overruns(budget, call, line, cents),
    )  # fmt: skip
    values = {"kind": kind, "line": line, "cents": cents, "waits": commitment.needs_signature}
    record("commitment.entered", commitment, actor=actor, values=values)
    return commitment


def overruns(budget: Budget, call: Call, line: str, cents: int, *, signed: bool = True) -> bool:
    """Whether ``cents`` more are over the budget, or over the call's own for its people.

    The caller holds both rows. Without ``signed``, what the decider let go over is left out. Not set: no.
    """
    limits = [(budget.commitments.counted(), budget.amount_cents)]
    if line == CostLine.PEOPLE:  # accommodation never burdens a place
        limits.append((call.commitments.counted().filter(line=line), call.budget_cents))
    if not signed:
        limits = [(rows.filter(needs_signature=False), limit) for rows, limit in limits]
    return any(exceeds(rows, limit, cents) for rows, limit in limits)


def exceeds(rows: CommitmentQuerySet, limit: int | None, more: int) -> bool:
    """Whether these amounts and ``more`` cents are over a limit; one that is not set holds everything."""
    taken = rows.aggregate(total=Sum("cents"))["total"] or 0
    return limit is not None and taken + more > limit


@transaction.atomic
def sign_overrun(commitment: Commitment, *, actor: Any, reason: str) -> Commitment:
    """Let an amount count although it is over its budget, or its call's.

    It counts as signed by its reason, which stays when the signer's account is gone. Raises NothingToSign,
    SamePerson, ReasonMissing, OwnCall.
    """
    commitment = lock_commitment(commitment)
    refuse_candidates(commitment.call, actor)
    if not Commitment.objects.awaiting_signature().filter(pk=commitment.pk).exists():
        raise errors.NothingToSign
    if commitment.entered_by_id == actor.pk:
        raise errors.SamePerson
    if not reason.strip():
        raise errors.ReasonMissing
    commitment.overrun_signed_by, commitment.overrun_reason = actor, reason.strip()
    commitment.save(update_fields=["overrun_signed_by", "overrun_reason"])
    values = {"cents": commitment.cents, "reason": commitment.overrun_reason}
    record("commitment.overrun_signed", commitment, actor=actor, values=values)
    return commitment


@transaction.atomic
def move_commitment(commitment: Commitment, *, actor: Any, kind: str, cents: int) -> Commitment:
    """A plan becomes a commitment, a commitment is spent, with what it really comes to.

    Raises NotForward, NotCounted for one that waits or is released, BudgetNotSet, OwnCall, and OverBudget
    where budget or call do not hold the difference, or a plan that was made before they were set: enter that
    as an amount of its own, for the decider to sign.
    """
    commitment = lock_commitment(commitment)
    refuse_candidates(commitment.call, actor)
    if not Commitment.objects.counted().filter(pk=commitment.pk).exists():
        raise errors.NotCounted
    if ORDER.index(CommitmentKind(kind)) < ORDER.index(CommitmentKind(commitment.kind)):
        raise errors.NotForward
    if commitment.budget.amount_cents is None and kind != CommitmentKind.PLANNED:
        raise errors.BudgetNotSet
    if _goes_over(commitment, kind, cents):
        raise errors.OverBudget
    values = {"kind": [commitment.kind, kind], "cents": [commitment.cents, cents]}
    commitment.kind, commitment.cents = kind, cents
    commitment.save(update_fields=["kind", "cents"])
    record("commitment.moved", commitment, actor=actor, values=values)
    return commitment


def _goes_over(commitment: Commitment, kind: str, cents: int) -> bool:
    """Whether an amount takes more than there is, or an unsigned one goes on although all do already."""
    more = cents - commitment.cents
    is_checked = more > 0 or (kind != commitment.kind and not commitment.needs_signature)
    return is_checked and overruns(commitment.budget, commitment.call, commitment.line, more, signed=more > 0)


@transaction.atomic
def release_commitment(commitment: Commitment, *, actor: Any) -> Commitment:
    """Give an amount back to its budget; the row stays readable and counts no more.

    Raises NotReleasable, OwnCall.
    """
    commitment = lock_commitment(commitment)
    refuse_candidates(commitment.call, actor)
    if commitment.kind == CommitmentKind.SPENT or commitment.released_at is not None:
        raise errors.NotReleasable
    commitment.released_at = database_now()
    commitment.save(update_fields=["released_at"])
    record("commitment.released", commitment, actor=actor, values={"cents": commitment.cents})
    return commitment


def lock_commitment(commitment: Commitment) -> Commitment:
    """The amount's row, after its call's and its budget's in this order, held until the commit."""
    call = Call.objects.select_for_update().get(pk=commitment.call_id)
    budget = Budget.objects.select_for_update().get(pk=commitment.budget_id)
    locked = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    locked.call, locked.budget = call, budget
    return locked
