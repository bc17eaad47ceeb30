"""The crisis-management pool: members are kept by staff; before a place expires, its person is told."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from candidates.models import Candidate, PoolMembership
from candidates.services.changes import assign
from candidates.services.locking import hold_files, lock_file
from osce_portal.audit.services import record
from osce_portal.mail.models import QueuedMail
from osce_portal.mail.services import queue_mail
from osce_portal.walls import refuse_behind_wall


@transaction.atomic
def add_membership(candidate: Candidate, *, actor: Any, **values: Any) -> PoolMembership:
    """Put somebody on the list.

    Raises FileGone, OwnFile, ConflictDeclared, ValidationError for days out of order.
    """
    candidate = lock_file(candidate.pk)
    refuse_behind_wall(actor, candidate)
    membership = PoolMembership(candidate=candidate)
    changes = assign(membership, values)
    membership.clean()
    membership.save()
    record("poolmembership.added", membership, actor=actor, subject=candidate, values=changes)
    return membership


@transaction.atomic
def update_membership(membership: PoolMembership, *, actor: Any, **values: Any) -> PoolMembership:
    """Note an invitation, a training, another last day, an end. Raises as ``add_membership``."""
    lock_file(membership.candidate_id)
    rows = PoolMembership.objects.select_for_update(of=("self",)).select_related("candidate")
    membership = rows.get(pk=membership.pk)
    refuse_behind_wall(actor, membership.candidate)
    changes = assign(membership, values)
    membership.clean()
    if changes:
        membership.save()
        record(
            "poolmembership.changed", membership, actor=actor, subject=membership.candidate, values=changes
        )
    return membership


@transaction.atomic
def remind_expiring() -> int:
    """Nightly: a mail before a place expires, once for each day of the setting; returns how many.

    After missed nights only the nearest goes out.
    """
    today = timezone.localdate()
    expiring = PoolMembership.objects.expiring(today, max(settings.POOL_REMINDER_DAYS))
    files = hold_files(expiring.values("candidate"))  # none of those erased meanwhile
    expiring = expiring.filter(candidate__in=files).select_related("candidate")
    return sum(_remind(member, today) for member in expiring.order_by("pk"))


def _remind(member: PoolMembership, today: dt.date) -> bool:
    remaining = (member.valid_until - today).days
    days = min(days for days in settings.POOL_REMINDER_DAYS if remaining <= days)
    key = f"pool:{member.public_id}:{member.valid_until}:{days}"
    if QueuedMail.objects.filter(key=key).exists():
        return False
    queue_mail(
        "candidates/pool_expiring", key=key, to=member.candidate, context={"member": member}, may_repeat=True
    )
    return True
