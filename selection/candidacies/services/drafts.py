"""Drafts: started, changed as often as one likes, lapsed when the deadline finds them unfinished."""

import datetime as dt
from typing import Any

from django.db import transaction

from candidates.models import Candidate
from candidates.services.locking import lock_file
from elearning.models import Certificate
from missions.models import Call
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.errors import CallClosed, CallNotOpen, NotADraft
from selection.candidacies.models import Candidacy, DeadlineException
from selection.candidacies.services.moves import lock_candidacy, move_candidacy


@transaction.atomic
def start_candidacy(candidate: Candidate, call: Call, *, actor: Any) -> Candidacy:
    """The person's candidacy for this call: the one that exists, a lapsed one revived, or a new draft.

    A new draft takes the motivation of the last candidacy and a certificate the person has for this mission.
    Raises CallClosed after the deadline, CallNotOpen if it is not open for another reason, FileGone.
    """
    lock_file(candidate.pk)
    standing = Candidacy.objects.filter(candidate=candidate, call=call).standing()
    found = standing.first()
    if found is not None and not found.is_lapsed:
        return found
    check_call_is_open(hold_call(call.pk), candidate)
    if found is not None:
        return move_candidacy(found, CandidacyStatus.DRAFT, actor=actor)
    certificate = Certificate.objects.counting().of(candidate, call.mission).first() if call.mission else None
    candidacy, is_new = standing.get_or_create(
        candidate=candidate,
        call=call,
        defaults={"motivation": last_motivation(candidate), "certificate": certificate},
    )
    if is_new:
        record("candidacy.started", candidacy, actor=actor, subject=candidate)
    return candidacy


def last_motivation(candidate: Candidate) -> str:
    """What the person wrote last time, to start from."""
    written = Candidacy.objects.filter(candidate=candidate).exclude(motivation="").order_by("-pk")
    return written.values_list("motivation", flat=True).first() or ""


def hold_call(call_id: int) -> Call:
    """The call's row, held until the end of the transaction: nobody moves the deadline meanwhile."""
    rows = Call.objects.select_related("mission__state")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=call_id)


def check_call_is_open(call: Call, candidate: Candidate | None = None) -> dt.datetime:
    """The database's instant at which the call was found open: what it receives now, it receives then.

    Also open for a ``candidate`` with an approved exception. Raises CallClosed if the deadline has passed,
    CallNotOpen if it is not open for another reason: nobody is late for a call that was never open.
    """
    now = database_now()
    if call.is_open(now):
        return now
    if call.was_open(now) and call.cancelled_at is None:
        if candidate is not None and excepted_until(call, candidate, now):
            return now
        raise CallClosed(call, at=now)
    raise CallNotOpen


def deadline_for(call: Call, candidate: Candidate, at: dt.datetime) -> dt.datetime:
    """The deadline that holds for this person at the instant ``at``: the call's, or an exception's after it.

    Only for a call that has one.
    """
    deadline: dt.datetime = call.closes_at  # type: ignore[assignment]
    return deadline if at < deadline else excepted_until(call, candidate, at) or deadline


def excepted_until(call: Call, candidate: Candidate, at: dt.datetime) -> dt.datetime | None:
    """The end of the person's exception in force at ``at``; an approved selection ends them all."""
    if call.decided_at is not None:
        return None
    rows = DeadlineException.objects.in_force(at).filter(candidate=candidate, call=call)
    return rows.values_list("until", flat=True).first()


@transaction.atomic
def save_draft(
    candidacy: Candidacy, *, motivation: str, available: bool, code_of_conduct: bool, actor: Any
) -> Candidacy:
    """Keep the answers of a draft, lapsed or not. Raises NotADraft once it was handed in, FileGone."""
    lock_file(candidacy.candidate_id)
    locked = lock_candidacy(candidacy)
    if not (locked.is_draft or locked.is_lapsed):
        raise NotADraft
    locked.motivation, locked.available, locked.code_of_conduct = motivation, available, code_of_conduct
    locked.saved_at = database_now()
    locked.version += 1
    locked.save(update_fields=["motivation", "available", "code_of_conduct", "saved_at", "version"])
    record("candidacy.saved", locked, actor=actor, subject=locked.candidate)
    return locked


def lapse_drafts() -> int:
    """Nightly: drafts whose call's deadline has passed were not handed in. Returns how many."""
    late = Call.objects.filter(
        closes_at__lte=database_now(), cancelled_at__isnull=True, candidacies__status=CandidacyStatus.DRAFT
    )
    return sum(_lapse_drafts_of(pk) for pk in late.order_by("pk").values_list("pk", flat=True).distinct())


@transaction.atomic
def _lapse_drafts_of(call_id: int) -> int:
    call = hold_call(call_id)
    now = database_now()
    if call.closes_at is None or now < call.closes_at:
        return 0  # the deadline moved meanwhile
    excepted = DeadlineException.objects.in_force(now).filter(call=call).values("candidate")
    drafts = Candidacy.objects.drafts().filter(call=call).exclude(candidate__in=excepted)
    drafts = drafts.select_for_update().order_by("pk")
    return len([move_candidacy(draft, CandidacyStatus.LAPSED, actor=None) for draft in drafts])
