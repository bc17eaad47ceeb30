"""Late attempts: refused, never forgotten."""

from typing import Any

from django.db import transaction

from candidates.models import Candidate
from candidates.services.locking import lock_file_or_heir
from osce_portal.audit.services import record
from selection.candidacies.enums import Channel
from selection.candidacies.errors import CallClosed
from selection.candidacies.models import LateAttempt


@transaction.atomic
def log_late_attempt(
    candidate: Candidate, error: CallClosed, *, actor: Any, channel: Channel = Channel.PORTAL
) -> LateAttempt:
    """Keep who tried what when. Called after the refused act's transaction was rolled back.

    Of a file that went into another one meanwhile it is noted there. Raises FileGone if it was erased.
    """
    candidate = lock_file_or_heir(candidate)
    values: dict[str, Any] = {"at": error.at, "closes_at": error.call.closes_at}
    attempt = LateAttempt.objects.create(candidate=candidate, call=error.call, channel=channel, **values)
    record("candidacy.late", attempt, actor=actor, subject=candidate, values=values)
    return attempt
