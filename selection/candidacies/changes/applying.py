"""Doing a change: calls, candidacies, certificates, budget and letters in one transaction."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from candidates.services.locking import hold_files
from elearning.models import Certificate
from elearning.services import release_certificates
from missions.enums import CallTurn
from missions.models import Call, Change
from missions.moves import CallMove
from missions.services.calls import lock_call
from missions.services.moving import (
    cancel_calls,
    lock_mission,
    move_mission,
    open_at_short_notice,
    set_deadline,
)
from osce_portal.audit.services import Act, record_each
from osce_portal.common.models import database_now
from osce_portal.mail.services import Alike, queue_alike, retire_mails
from selection.candidacies.changes.effects import Effect
from selection.candidacies.changes.errors import TooManyAtOnce
from selection.candidacies.changes.exceptions import exceptions_running, shorten_exceptions
from selection.candidacies.changes.figures import figures_of
from selection.candidacies.changes.letters import TEMPLATE, context_of, reason_in_words
from selection.candidacies.changes.planning import (
    Plan,
    calls_of,
    certificates_to_free,
    concerned,
    days_asked,
    effect_in,
    new_deadlines,
    overtaken_kinds,
)
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import AvailabilityQuestion, Candidacy
from selection.candidacies.services.moves import move_candidacies

# What a letter and the log say of somebody.
TOLD_OF_PEOPLE = [
    f"candidate__{name}"
    for name in (
        "public_id", "first_name", "last_name", "email", "correspondence_language", "anonymised_at",
    )
]  # fmt: skip


def lock_everything(change: Change) -> tuple[list[Call], set[int]]:
    """Hold the files of all who are concerned, then the mission, then its calls; the order of every act.

    Raises TooManyAtOnce where somebody began, or got an exception, while the calls were waited for.
    """
    calls = list(calls_of(change))
    excepted = exceptions_running(calls).values("candidate")
    files = hold_files(concerned(calls).values("candidate").union(excepted))
    key = change.call.mission_id if change.call else change.mission_id
    mission = lock_mission(key) if key else None
    calls = [lock_call(call) for call in calls_of(change)]
    if change.call_id:
        change.call = next((call for call in calls), change.call)
    else:
        change.mission = mission
    for call in calls:
        call.mission = mission
    if any(rows(calls).exclude(candidate__in=files).exists() for rows in (concerned, exceptions_running)):
        raise TooManyAtOnce
    return calls, files


def apply_plan(plan: Plan, files: Collection[int], *, actor: Any) -> dict[str, Any]:
    """Do what the plan says; the caller holds everything. Gives the effect in figures."""
    change = plan.change
    figures = figures_of(plan)
    freed = dict(certificates_to_free(change, plan.ending).values_list("pk", "candidate"))
    before = _before(plan) | move_mission(change, actor=actor)
    change.before = json.loads(json.dumps(before, cls=DjangoJSONEncoder))
    cancel_calls(plan.ending, actor=actor)
    for move in new_deadlines(plan):
        _set_deadline(change, move, actor=actor)
    for move in plan.moves:
        if move.call is not None:
            _deal_with(change, move, files, freed=set(freed.values()), actor=actor)
    going_on = [move.call for move in plan.moves if move.call and move.turn != CallTurn.ENDS]
    shorten_exceptions(change, going_on, actor=actor)
    release_certificates(Certificate.objects.filter(pk__in=freed), actor=actor)
    return figures


def _before(plan: Plan) -> dict[str, Any]:
    """The last days that stood, by the call's reference."""
    return {"closes_on": {move.call.public_id: move.call.closes_on for move in plan.moves if move.call}}


def _set_deadline(change: Change, move: CallMove, *, actor: Any) -> None:
    closes_on = move.closes_on
    if closes_on is None:
        return
    if move.turn == CallTurn.OPENS and change.mission is not None:
        open_at_short_notice(change.mission, move.call, closes_on, actor=actor)
    elif move.call is not None:
        set_deadline(move.call, closes_on, actor=actor)


def _deal_with(
    change: Change, move: CallMove, files: Collection[int], *, freed: Collection[int], actor: Any
) -> None:
    """Move, ask and tell everybody of one call; as many queries whatever their number.

    ``freed``: the people whose certificate becomes free.
    """
    call: Any = move.call
    if move.turn in {CallTurn.ENDS, CallTurn.MOVES, CallTurn.REOPENS}:
        retire_mails(
            "candidacies/reminder", kind="reminder", about=call.public_id, because_of=change.public_id
        )
        retire_mails(
            "missions/call_changed", kind="call-changed", about=call.public_id, because_of=change.public_id
        )
    if move.turn == CallTurn.ENDS:
        retire_mails(
            "missions/call_opened", kind="call-opened", about=call.public_id, because_of=change.public_id
        )
    rows = concerned([call]).filter(candidate__in=files).select_related("candidate").order_by("pk")
    rows = rows.only("public_id", "status", "received_at", *TOLD_OF_PEOPLE)
    _drop_overtaken(change, call)
    groups: defaultdict[Effect, list[Candidacy]] = defaultdict(list)
    for candidacy in rows:
        groups[effect_in(change, move, candidacy.status)].append(candidacy)
    for effect, candidacies in groups.items():
        if effect.becomes is not None:
            _move(change, candidacies, effect.becomes, actor=actor)
        if effect.is_asked:
            _ask(change, call, candidacies, actor=actor)
        if effect.is_told:
            _tell(change, move, effect, candidacies, freed)


def _move(change: Change, rows: Iterable[Candidacy], target: CandidacyStatus, *, actor: Any) -> None:
    """Each reads the reason among the steps of the candidacy, in the own language."""
    by_language: defaultdict[str, list[Candidacy]] = defaultdict(list)
    for candidacy in rows:
        by_language[candidacy.candidate.language].append(candidacy)
    for language, candidacies in by_language.items():
        with translation.override(language):
            reason = reason_in_words(change)
        move_candidacies(candidacies, target, actor=actor, reason=reason)


def _drop_overtaken(change: Change, call: Call) -> None:
    """A question of an earlier change that nobody answered, about days or words that hold no more."""
    waiting = AvailabilityQuestion.objects.filter(candidacy__call=call, answered_at__isnull=True)
    waiting.filter(change__kind__in=overtaken_kinds(change)).delete()


def _ask(change: Change, call: Call, rows: Collection[Candidacy], *, actor: Any) -> None:
    starts_on, ends_on = days_asked(change, call.role)
    now = database_now()
    AvailabilityQuestion.objects.bulk_create(
        AvailabilityQuestion(candidacy=row, change=change, starts_on=starts_on, ends_on=ends_on, asked_at=now)
        for row in rows
    )
    values = {"change": change.public_id, "from": starts_on, "to": ends_on}
    record_each("candidacy.asked_again", [Act(row, row.candidate, values) for row in rows], actor=actor)


def _tell(
    change: Change, move: CallMove, effect: Effect, rows: Iterable[Candidacy], freed: Collection[int]
) -> None:
    """What people read hangs on what they handed in, a certificate that becomes free, and their language."""
    call: Any = move.call
    now = database_now()

    def context(letter: Alike, reference: str) -> dict[str, Any]:
        wording: Any = letter.wording
        was_received, frees = wording
        received_at = call.closes_at if was_received else None
        stand_in = Candidacy(call=call, public_id=reference, received_at=received_at)
        return context_of(change, call, move.turn, effect, stand_in, frees=frees, now=now)

    letters = (
        Alike(
            f"change:{change.public_id}:{row.public_id}",
            row.candidate,
            row.public_id,
            wording=(row.received_at is not None, row.candidate_id in freed),
        )
        for row in rows
    )
    queue_alike(TEMPLATE, letters, context=context)
