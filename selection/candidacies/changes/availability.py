"""The person's answer when the days have changed."""

from typing import Any

from django.db import transaction

from candidates.services.locking import lock_file
from missions.enums import ChangeKind
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from selection.candidacies.changes.errors import NotAsked
from selection.candidacies.changes.planning import ASKS_FOR_DAYS
from selection.candidacies.enums import LEAVING
from selection.candidacies.models import AvailabilityQuestion, Candidacy
from selection.candidacies.services.moves import lock_candidacy


def open_question(candidacy: Candidacy) -> AvailabilityQuestion | None:
    """What the person is still asked about this candidacy."""
    if candidacy.status in LEAVING:
        return None
    waiting = AvailabilityQuestion.objects.filter(candidacy=candidacy, answered_at__isnull=True)
    return waiting.select_related("change").first()


def refused_question(candidacy: Candidacy) -> AvailabilityQuestion | None:
    """The last question, if the person said no: then a withdrawal is offered.

    None about a second round on a day that does not hold any more.
    """
    last = AvailabilityQuestion.objects.filter(candidacy=candidacy).select_related("change__mission").first()
    if last is None or last.is_available is not False:
        return None
    change = last.change
    is_round = change.mission is not None and change.kind == ChangeKind.SECOND_ROUND
    return None if is_round and change.mission.second_round_on != change.election_day else last


@transaction.atomic
def answer_availability(
    question: AvailabilityQuestion, *, is_available: bool, actor: Any
) -> AvailabilityQuestion:
    """The person's own word. Where the election moved, the candidacy says the same from now on.

    Raises NotAsked where it is answered, overtaken, or the candidacy has ended; FileGone.
    """
    lock_file(question.candidacy.candidate_id)
    candidacy = lock_candidacy(question.candidacy)
    rows = AvailabilityQuestion.objects.select_for_update(of=("self",)).select_related("change")
    locked = rows.filter(pk=question.pk, answered_at__isnull=True).first()
    if locked is None or candidacy.status in LEAVING:
        raise NotAsked
    locked.is_available, locked.answered_at = is_available, database_now()
    locked.save(update_fields=["is_available", "answered_at"])
    if locked.change.kind in ASKS_FOR_DAYS:
        candidacy.available = is_available
        candidacy.save(update_fields=["available"])
    values = {"available": is_available, "from": locked.starts_on, "to": locked.ends_on}
    record("candidacy.available", candidacy, actor=actor, subject=candidacy.candidate, values=values)
    return locked
