"""Whether a file is still correct: said by its person, asked once a year."""

from typing import Any

from django.db import transaction

from candidates.currency import current_since
from candidates.models import Candidate
from candidates.services.locking import lock_file
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from osce_portal.mail.services import queue_mail

ASKED_EACH_NIGHT = (
    1000  # what a mail server takes without delaying the mails of calls; the oldest files first
)


@transaction.atomic
def confirm_file(candidate: Candidate, *, actor: Any) -> Candidate:
    """Note that the person has looked at the file and finds everything still correct. Raises FileGone."""
    candidate = lock_file(candidate.pk)
    candidate.confirmed_at = database_now()
    candidate.save(update_fields=["confirmed_at"])
    record("candidate.confirmed", candidate, actor=actor, subject=candidate)
    return candidate


@transaction.atomic
def ask_for_confirmation() -> int:
    """Nightly: one mail a person and year to those whose file is older than ``FILE_CURRENT_MONTHS``.

    Returns how many were asked. Who changes or confirms the file in the meantime is asked a year later.
    """
    now = database_now()
    stale = Candidate.objects.not_current_since(current_since(now)).select_for_update(
        of=("self",), skip_locked=True
    )
    people = list(stale.order_by("updated_at", "pk")[:ASKED_EACH_NIGHT])
    for person in people:
        key = f"still-correct:{person.public_id}:{now:%Y-%m-%d}"
        queue_mail("candidates/still_correct", key=key, to=person, context={}, may_repeat=True)
    Candidate.objects.filter(pk__in=[person.pk for person in people]).update(asked_at=now)
    return len(people)
