"""The only writer of a candidacy's status."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import F

from osce_portal.audit.services import Act, record_each
from osce_portal.common.models import database_now
from selection.candidacies.enums import TRANSITIONS, CandidacyStatus
from selection.candidacies.errors import IllegalTransition
from selection.candidacies.models import Candidacy, Transition
from selection.candidacies.querysets import CandidacyQuerySet


def move_candidacy(
    candidacy: Candidacy,
    target: CandidacyStatus,
    *,
    actor: Any,
    reason: str = "",
    note: str = "",
    **facts: Any,
) -> Candidacy:
    """Bring a candidacy to ``target``, or raise IllegalTransition; returns the row as it stands now.

    The person reads ``reason`` among the steps of the candidacy; ``note`` is the staff's alone.
    ``facts`` are columns that come true with the status, such as ``received_at``. ``actor`` None means the
    portal itself.
    """
    with transaction.atomic():
        locked = lock_candidacies([candidacy.pk])
        return _move(locked, target, actor=actor, said={"reason": reason, "note": note}, facts=facts)[0]


@transaction.atomic
def move_candidacies(
    candidacies: Iterable[Candidacy],
    target: CandidacyStatus,
    *,
    actor: Any,
    reason: str = "",
    note: str = "",
    **facts: Any,
) -> int:
    """Bring several to ``target``, all or none, in a handful of queries whatever their number; how many.

    The rows are locked first, in the order of their numbers: of two acts at once the second meets what the
    first has left. Each keeps its own step and its own entry in the log. Raises IllegalTransition.
    """
    keys = {candidacy.pk for candidacy in candidacies}
    rows = Candidacy.objects.select_related("candidate").only(
        "public_id", "status", "version", "candidate__public_id"
    )
    locked = _lock(rows, keys)
    said = {"reason": reason, "note": note}
    return len(_move(locked, target, actor=actor, said=said, facts=facts)) if locked else 0


def _move(
    locked: list[Candidacy],
    target: CandidacyStatus,
    *,
    actor: Any,
    said: dict[str, str],
    facts: dict[str, Any],
) -> list[Candidacy]:
    """Move what the caller holds; the rows as they stand now."""
    sources = [CandidacyStatus(one.status) for one in locked]
    for one, source in zip(locked, sources, strict=True):
        if target not in TRANSITIONS[source]:
            raise IllegalTransition(one, target)
        for name, value in {"status": target, "version": one.version + 1, **facts}.items():
            setattr(one, name, value)
    rows = Candidacy.objects.filter(pk__in=[one.pk for one in locked])
    rows.update(status=target, version=F("version") + 1, **facts)
    _keep_steps(locked, sources, actor=actor, said=said, facts=facts)
    return locked


def _keep_steps(
    locked: list[Candidacy],
    sources: list[CandidacyStatus],
    *,
    actor: Any,
    said: dict[str, str],
    facts: dict[str, Any],
) -> None:
    """What was done, for the candidate to see and for the log."""
    at, target = database_now(), locked[0].status
    Transition.objects.bulk_create(
        Transition(candidacy_id=one.pk, at=at, actor=actor, source=source, target=target, **said)
        for one, source in zip(locked, sources, strict=True)
    )
    told = {name: getattr(value, "public_id", value) for name, value in facts.items()}
    acts = [
        Act(one, one.candidate, {"from": source, "to": target, **said, **told})
        for one, source in zip(locked, sources, strict=True)
    ]
    record_each(f"candidacy.{target}", acts, actor=actor)


def lock_candidacy(candidacy: Candidacy) -> Candidacy:
    """The row as it is, held until the end of the transaction."""
    return lock_candidacies([candidacy.pk])[0]


def lock_candidacies(keys: Collection[int]) -> list[Candidacy]:
    """The rows as they are, in the order of their numbers, held until the end of the transaction."""
    rows = Candidacy.objects.select_related("candidate", "call__mission__state", "certificate")
    return _lock(rows, keys)


def _lock(rows: CandidacyQuerySet, keys: Collection[int]) -> list[Candidacy]:
    locked = list(rows.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    if len(locked) < len(keys):
        raise Candidacy.DoesNotExist
    return locked
