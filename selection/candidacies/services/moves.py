"""The only writer of a candidacy's status."""

from django.db import transaction

from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from selection.candidacies.enums import TRANSITIONS, CandidacyStatus
from selection.candidacies.errors import IllegalTransition
from selection.candidacies.models import Candidacy, Transition


@transaction.atomic
def move_candidacy(
    candidacy: Candidacy, target: CandidacyStatus, *, actor, reason: str = "", **facts
) -> Candidacy:
    """Bring a candidacy to ``target``, or raise IllegalTransition; returns the row as it stands now.

    ``facts`` are columns that come true with the status, such as ``received_at``. ``actor`` None means the
    portal itself. The row is locked first: of two acts at once the second meets what the first has left.
    """
    locked = lock_candidacy(candidacy)
    source = CandidacyStatus(locked.status)
    if target not in TRANSITIONS[source]:
        raise IllegalTransition(locked, target)
    locked.status = target
    for name, value in facts.items():
        setattr(locked, name, value)
    locked.version += 1
    locked.save(update_fields=["status", "version", *facts])
    Transition.objects.create(
        candidacy=locked, at=database_now(), actor=actor, source=source, target=target, reason=reason
    )
    values = {"from": source, "to": target, "reason": reason}
    values |= {name: getattr(value, "public_id", value) for name, value in facts.items()}
    record(f"candidacy.{target}", locked, actor=actor, subject=locked.candidate, values=values)
    return locked


def lock_candidacy(candidacy: Candidacy) -> Candidacy:
    """The row as it is, held until the end of the transaction."""
    rows = Candidacy.objects.select_related("candidate", "call__mission__state", "certificate")
    return rows.select_for_update(of=("self",)).get(pk=candidacy.pk)
