"""A change's effect as the staff's pages show it: before, reckoned; afterwards, as it was kept."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef

from missions.enums import CallTurn
from missions.models import Call, Change
from missions.services.moving import cents_to_release
from missions.templatetags.missions import last_day_text
from osce_portal.formats.money import euros
from selection.candidacies.changes.letters import Letter, letters_shown
from selection.candidacies.changes.planning import Line, Plan, certificates_to_free, concerned
from selection.candidacies.enums import CandidacyStatus


@dataclass(frozen=True, slots=True)
class CallShown:
    """One call: its deadline before and after, in words."""

    title: str
    turn: CallTurn
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LineShown:
    """How many candidacies of one status, and what becomes of them."""

    title: str
    status: CandidacyStatus
    count: int
    becomes: CandidacyStatus | None
    is_told: bool
    is_asked: bool


@dataclass(frozen=True, slots=True)
class LetterShown:
    """One wording in four languages, and to whom it goes."""

    statuses: list[Any]
    letters: list[Letter]


@dataclass
class EffectShown:
    """The whole effect; ``letters`` only before the act."""

    told: int
    asked: int
    certificates: int
    released_cents: int
    calls: list[CallShown] = field(default_factory=list)
    lines: list[LineShown] = field(default_factory=list)
    letters: list[LetterShown] = field(default_factory=list)

    @property
    def released(self) -> str:
        """Budget that becomes free, in euros."""
        return euros(self.released_cents)


def show_plan(plan: Plan) -> EffectShown:
    """What a plan would do, with the letters in every wording that occurs."""
    return EffectShown(
        told=plan.told,
        asked=plan.asked,
        certificates=certificates_to_free(plan.change, plan.ending).count(),
        released_cents=cents_to_release(plan.ending),
        calls=_calls(plan),
        lines=[_line(line) for line in plan.lines],
        letters=_letters(plan),
    )


def show_effect(change: Change) -> EffectShown:
    """What a change did, from what it kept."""
    effect = change.effect
    moved = effect.get("calls", [])
    found = Call.objects.filter(public_id__in=[row[0] for row in [*moved, *effect["lines"]]]).for_list()
    calls = {call.public_id: call for call in found}
    lines = [
        LineShown(
            title=calls[key].title, status=CandidacyStatus(status), count=count,
            becomes=CandidacyStatus(becomes) if becomes else None, is_told=told, is_asked=asked,
        )
        for key, _turn, status, count, becomes, told, asked in effect["lines"]
    ]  # fmt: skip
    figures = {name: effect[name] for name in ("told", "asked", "certificates", "released_cents")}
    shown = [
        _call_shown(
            calls[key].title if key else str(change.mission), CallTurn(turn), _day(before), _day(after)
        )
        for key, turn, before, after in moved
    ]
    return EffectShown(**figures, calls=shown, lines=lines)


def _day(kept: str | None) -> dt.date | None:
    return dt.date.fromisoformat(kept) if kept else None


def _line(line: Line) -> LineShown:
    effect = line.effect
    return LineShown(
        line.call.title, line.status, line.count, effect.becomes, effect.is_told, effect.is_asked
    )


def _calls(plan: Plan) -> list[CallShown]:
    shown = []
    for move in plan.moves:
        title = move.call.title if move.call else plan.change.mission.title if plan.change.mission else ""
        before = move.call.closes_on if move.call else None
        shown.append(_call_shown(title, move.turn, before, move.closes_on))
    return shown


def _call_shown(title: str, turn: CallTurn, before: dt.date | None, after: dt.date | None) -> CallShown:
    stood = last_day_text(before) if before else ""
    stands = "" if turn == CallTurn.ENDS else last_day_text(after) if after else stood
    return CallShown(title, turn, stood, stands)


def _letters(plan: Plan) -> list[LetterShown]:
    """Those who read the same words stand together, in the order of their statuses."""
    freeing = _freeing(plan)
    new_days = {move.call.pk: move.closes_on for move in plan.moves if move.call and move.closes_on}
    found: dict[tuple[str, ...], LetterShown] = {}
    for line in plan.lines:
        if not line.effect.is_told:
            continue
        line.call.closes_on = new_days.get(line.call.pk, line.call.closes_on)
        for frees in freeing[line.call.pk, line.status]:
            letters = letters_shown(plan.change, line, frees=frees)
            shown = found.setdefault(tuple(one.body for one in letters), LetterShown([], letters))
            shown.statuses.append(line.status.label)
    return list(found.values())


def _freeing(plan: Plan) -> dict[tuple[int, str], list[bool]]:
    """Whether people of a call and status get a certificate back; both where it is so for some of them."""
    freed = certificates_to_free(plan.change, plan.ending).filter(candidate=OuterRef("candidate"))
    rows = concerned([line.call for line in plan.lines]).annotate(frees=Exists(freed))
    found: defaultdict[tuple[int, str], list[bool]] = defaultdict(list)
    for call, status, frees in rows.values_list("call", "status", "frees").distinct().order_by("frees"):
        found[call, status].append(frees)
    return found
