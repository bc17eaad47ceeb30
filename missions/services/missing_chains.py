"""Chains of dates for calls that were published before there were chains."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from missions.enums import MilestoneKind
from missions.models import Call, Milestone
from missions.services.chain import computed_dates
from osce_portal.audit.services import Act, record_each
from osce_portal.common.models import database_now

# What the call itself says is done, and the column that says when.
DONE_WITH = {
    MilestoneKind.DEADLINE.value: "closed_at",
    MilestoneKind.SCREENING.value: "decided_at",
    MilestoneKind.SELECTION.value: "decided_at",
}


@transaction.atomic
def place_missing_chains() -> int:
    """Nightly: give each living published call without a chain its own. Returns how many calls.

    A chain whose last day is past is left alone, and so are calls that were entered closed: nobody acts on
    them. As many queries whatever their number.
    """
    without = Call.objects.standing().without_chain().filter(opens_at__isnull=False)
    held = list(without.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    today = timezone.localdate(database_now())
    chains = {  # asked again: somebody may have moved one while the locks were waited for
        call: due
        for call in without.filter(pk__in=held).with_subject().order_by("pk")
        if is_to_come(due := computed_dates(call), today)
    }
    steps = [_step(call, kind, day) for call, due in chains.items() for kind, day in due.items()]
    Milestone.objects.bulk_create(steps)
    done: dict[Call, list[str]] = {call: [] for call in chains}
    for step in steps:
        if step.by_act:
            done[step.call].append(step.kind)
    record_each("call.chain_placed", [Act(call, values={"done": kinds}) for call, kinds in done.items()])
    return len(chains)


def is_to_come(due: dict[str, dt.date | None], today: dt.date) -> bool:
    """Whether a step lies ahead, or may: its day is not known."""
    return any(day is None or day >= today for day in due.values())


def _step(call: Call, kind: str, day: dt.date | None) -> Milestone:
    done_at = getattr(call, DONE_WITH[kind]) if kind in DONE_WITH else None
    return Milestone(call=call, kind=kind, due_on=day, done_at=done_at, by_act=done_at is not None)
