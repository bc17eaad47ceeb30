"""Rows become the engine's problem, its result becomes rows: the only file that knows both worlds."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import Q

from missions.models import Call, QuotaTarget
from missions.suggestions import allowed_by_share
from selection.candidacies.models import Candidacy
from selection.delegation.enums import COMPARED, HOLDING, PLACED, LockKind
from selection.delegation.facts import unread_dossiers
from selection.delegation.models import BalanceFacts, Override, SelectionRun
from selection.engine import types
from selection.engine.figures import count_team
from selection.engine.files import inputs_sha256, problem_to_json
from selection.engine.greedy import greedy_team
from selection.engine.results import result_to_json
from selection.engine.solver import solve
from selection.engine.team import find_team

ENGINE_LOCKS: dict[str | None, types.Lock] = {LockKind.IN: "in", LockKind.OUT: "out"}  # admitted: no lock
NEVER_SENT = 100  # years: longer ago than anybody's last mission
COLUMNS = (
    "public_id",
    "candidate__public_id",
    "status",
    "cost_cents",
    "assessments__total_tenths",
    "assessments__experience_tenths",
    "balance_facts__last_belgian_year",
    "balance_facts__gender",
    "balance_facts__language_group",
    "balance_facts__affiliation",
    "balance_facts__first_timer",
)
LABEL_COLUMNS = ("gender", "language_group", "affiliation", "first_timer")


def read_problem(call: Call, *, keeps_team: bool = False) -> types.Problem:
    """The selection of one call as the engine's problem: constant number of queries, no objects of rows.

    Compared are eligible candidacies with points; one below the call's minimum score only once a person
    decided on it. Who holds a place already is locked in; with ``keeps_team`` so are those
    selected but not yet nominated.
    """
    locks = dict(Override.objects.in_force().filter(call=call).values_list("candidacy__public_id", "lock"))
    kept = PLACED if keeps_team else HOLDING
    rows = comparable(call).values_list(*COLUMNS)
    return types.Problem(
        seed=call.seed,
        calls=(_call(call),),
        candidacies=tuple(_candidacies(call, rows, locks, kept)),
        policy=types.Policy(
            mode="tiered",
            tiers=settings.SELECTION_TIERS,
            relax=settings.SELECTION_RELAX,
            time_limit_s=settings.SELECTION_SECONDS,
        ),
    )


def comparable(call: Call):
    """Candidacies that a selection of ``call`` may compare: in the selection, with points and facts."""
    return Candidacy.objects.filter(
        call=call,
        status__in=COMPARED,
        assessments__isnull=False,
        balance_facts__isnull=False,
    )


def is_current(run: SelectionRun) -> bool:
    """Whether the engine would be given now what it was given for ``run``; asks only, and writes nothing."""
    if _has_newcomers(run.call, keeps_team=run.keeps_team):
        return False
    return inputs_sha256(read_problem(run.call, keeps_team=run.keeps_team)) == run.inputs_sha256


def _has_newcomers(call: Call, *, keeps_team: bool) -> bool:
    """Somebody would be compared whose facts no run has read yet: as ``_candidacies`` decides it."""
    enough = Q(candidacy__assessments__total_tenths__gte=call.minimum_score_tenths or 0)
    placed = Q(candidacy__status__in=PLACED if keeps_team else HOLDING)
    decided = Q(candidacy__in=Override.objects.in_force().filter(call=call).values("candidacy"))
    pointed = unread_dossiers(call).filter(candidacy__assessments__isnull=False)
    return pointed.filter(enough | placed | decided).exists()


def _candidacies(
    call: Call, rows: Iterable[tuple], locks: dict[str, str], kept: frozenset[str]
) -> Iterable[types.Candidacy]:
    year, minimum, call_id = year_of(call), call.minimum_score_tenths or 0, call.public_id
    unit_cost: Any = call.unit_cost_cents
    known: dict[tuple, tuple[str, ...]] = {}
    for public_id, person, status, own_cost, score, experience, last_year, *facts in rows:
        lock = LockKind.IN if status in kept else locks.get(public_id)
        if score < minimum and lock is None:
            continue
        key = tuple(facts)
        if (labels := known.get(key)) is None:
            labels = known[key] = labels_of(*facts)
        yield types.Candidacy(
            public_id,
            person,
            call_id,
            score,
            unit_cost if own_cost is None else own_cost,
            (NEVER_SENT if last_year is None else max(0, year - last_year), experience),
            labels,
            ENGINE_LOCKS.get(lock),
        )


def labels_of(gender: str, language_group: str, affiliation: str, first_timer: bool) -> tuple[str, ...]:
    """Labels of a person; X or not said, and neither language group, count in neither side: no label."""
    labels = [f"gender={gender}"] if gender in ("F", "M") else []
    labels += [f"language_group={language_group}"] if language_group else []
    labels += [f"affiliation={affiliation}"]
    labels += ["first_timer=yes"] if first_timer else []
    return tuple(labels)


def year_of(call: Call) -> int:
    """The year whose balance a call belongs to: that of the election day."""
    return ((call.mission and call.mission.election_day) or call.closes_on).year


def _first_day(call: Call) -> dt.date:
    return call.needed_from or _closing_day(call)


def _last_day(call: Call) -> dt.date:
    return call.needed_to or _closing_day(call)


def _closing_day(call: Call) -> Any:
    return call.closes_on  # closed calls have one


def places_of(call: Call) -> int:
    """Places to fill: the call's, within Belgium's share of the mission."""
    allowed = allowed_by_share(call)
    places: Any = call.places
    return places if allowed is None else min(places, allowed)


def _call(call: Call) -> types.Call:
    targets = list(call.quota_targets.order_by("label"))
    carried = carried_labels(call) if any(target.carries_year for target in targets) else Counter()
    return types.Call(
        id=call.public_id,
        places=places_of(call),
        starts_on=_first_day(call),
        ends_on=_last_day(call),
        budget_cents=call.budget_cents,
        bands=tuple(_band(target, carried) for target in targets),
    )


def _band(target: QuotaTarget, carried: Counter[str]) -> types.Band:
    attribute = target.label.partition("=")[0] + "="
    return types.Band(
        label=target.label,
        min=target.min,
        max=target.max,
        min_share=target.min_share,
        max_share=target.max_share,
        hard=target.hard,
        tolerance=target.tolerance,
        weights=(target.weight_within, target.weight_beyond),
        carried={label: count for label, count in sorted(carried.items()) if label.startswith(attribute)}
        if target.carries_year
        else {},
    )


def carried_labels(call: Call) -> Counter[str]:
    """Labels of those chosen for this year's other decided calls of the same scheme and role.

    A team of two to six cannot be balanced alone: the year can.
    """
    chosen = BalanceFacts.objects.filter(
        candidacy__call__mission__election_day__year=year_of(call),
        candidacy__call__scheme=call.scheme,
        candidacy__call__role=call.role,
        candidacy__call__decided_at__isnull=False,
        candidacy__status__in=PLACED,
    ).exclude(candidacy__call=call)
    return Counter(label for row in chosen.values_list(*LABEL_COLUMNS) for label in labels_of(*row))


@dataclass(frozen=True, slots=True)
class Answer:
    """Problem and result as the JSON that is kept with a run, and what a sorted list would have given."""

    problem: dict[str, Any]
    result: dict[str, Any]
    by_points: dict[str, Any]


def solve_problem(problem: types.Problem) -> Answer:
    """The proven answer with its explanations, and a reserve list as long as settings say."""
    reserve = sum(call.places for call in problem.calls) * settings.SELECTION_RESERVE_PER_PLACE
    result = result_to_json(solve(problem, reserve=reserve))
    return Answer(problem_to_json(problem), result, team_by_points(problem))


def team_by_points(problem: types.Problem) -> dict[str, Any]:
    """Down the list sorted by points, whoever still finds a place and money: its figures, as in a result."""
    team = greedy_team(problem)
    found = count_team(problem, team)
    return {
        "team": sorted(one.id for one in team),
        "filled": found.filled,
        "score": found.score,
        "cost_cents": found.cost_cents,
        "bands": [asdict(band) for band in found.bands],
    }


def may_join(problem: types.Problem, placed: frozenset[str], newcomer: str) -> bool:
    """Whether the people ``placed`` and one newcomer, all of them going, keep every rule and the budget."""
    going = tuple(
        replace(one, lock="in") for one in problem.candidacies if one.id in placed or one.id == newcomer
    )
    return find_team(replace(problem, candidacies=going)).status != "infeasible"


def solve_briefly(problem: types.Problem) -> dict[str, Any]:
    """The result alone, without explanations: for a preview that nobody decides on."""
    return result_to_json(solve(problem, explain=False))
