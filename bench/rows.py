"""The large problem as rows of the portal, and what is measured on them; imported by ``bench.database``."""

import datetime as dt
import json
from collections import Counter

from django.db import connection, transaction
from django.utils import timezone

from bench.measurement import Measurement, relative, seconds_side_by_side
from bench.problems import large_problem
from candidates.models import Candidate
from missions.deadlines import end_of_day
from missions.models import Call, Mission, ParticipatingState, QuotaTarget
from selection.assessment.models import Assessment, Rubric
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy
from selection.delegation import engine_io
from selection.delegation.models import BalanceFacts
from selection.delegation.services.runs import store_run
from selection.engine import types
from selection.engine.files import canonical_problem
from selection.engine.highs import library
from selection.engine.team import Team, find_team

AT_ONCE = 2_000
CLOSES_ON = dt.date(2026, 12, 13)
CLOSES_AT = end_of_day(CLOSES_ON)
RECEIVED_AT = CLOSES_AT - dt.timedelta(days=1)


def database_to_team() -> Measurement:
    """Rows to a proven team, against loading the same rows with values_list and building the objects."""
    call = fill()
    library()

    def solve_rows() -> Team:
        team = find_team(engine_io.read_problem(call))
        if team.status != "optimal":
            raise AssertionError(team.status)
        return team

    solved, loaded = seconds_side_by_side(solve_rows, lambda: engine_io.read_problem(call))
    return relative("database to proven team, 20,000 x 30", solved, loaded, "s", goal=2)


def stored_run() -> Measurement:
    """A run with its explanations kept, against one insert of the same JSON."""
    call = fill()
    answer = engine_io.solve_problem(engine_io.read_problem(call))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE plain (id bigserial PRIMARY KEY, problem jsonb, result jsonb)")

    def store() -> None:
        with transaction.atomic():
            store_run(call, answer, actor=None, keeps_team=False)

    def insert() -> None:
        files = [json.dumps(answer.problem), json.dumps(answer.result)]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO plain (problem, result) VALUES (%s, %s)", files)

    stored, inserted = seconds_side_by_side(store, insert)
    return relative("stored run, 20,000 x 30", stored, inserted, "s", goal=3)


def fill() -> Call:
    """The rows of the large problem; returns its call. What is read from them is that very problem."""
    problem = large_problem()
    call = _call(problem)
    candidacies = _candidacies(problem, call)
    pairs = list(zip(problem.candidacies, candidacies, strict=True))
    BalanceFacts.objects.bulk_create([_facts(one, candidacy) for one, candidacy in pairs], AT_ONCE)
    rubric, now = Rubric.objects.create(code="bench", name="bench"), timezone.now()
    Assessment.objects.bulk_create(
        [
            Assessment(
                candidacy=candidacy,
                rubric=rubric,
                total_tenths=one.score,
                experience_tenths=one.ties[1],
                computed_at=now,
            )
            for one, candidacy in pairs
        ],
        AT_ONCE,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    call = Call.objects.select_related("mission__state").get(pk=call.pk)
    if canonical_problem(engine_io.read_problem(call)) != canonical_problem(problem):
        raise AssertionError("the rows are not the large problem")
    return call


def _call(problem: types.Problem) -> Call:
    (asked,) = problem.calls
    state = ParticipatingState.objects.create(iso2="KG", name="Kyrgyzstan", region="Central Asia")
    call = Call.objects.create(
        public_id=asked.id, mission=_mission("bench", state), places=asked.places, closes_on=CLOSES_ON,
        closes_at=CLOSES_AT, unit_cost_cents=215_000, budget_cents=asked.budget_cents, seed=problem.seed,
    )  # fmt: skip
    for band in asked.bands:
        QuotaTarget.objects.create(
            call=call, label=band.label, min=band.min, max=band.max, min_share=band.min_share,
            max_share=band.max_share, hard=band.hard, tolerance=band.tolerance,
            weight_within=band.weights[0], weight_beyond=band.weights[1], carries_year=bool(band.carried),
        )  # fmt: skip
    earlier = Call.objects.create(
        mission=_mission("earlier", state), closes_on=CLOSES_ON, closes_at=CLOSES_AT,
        decided_at=timezone.now(),
    )  # fmt: skip
    _choose(earlier, [label for band in asked.bands for label in Counter(band.carried).elements()])
    return call


def _mission(reference: str, state: ParticipatingState) -> Mission:
    return Mission.objects.create(
        reference=reference, state=state, election="presidential", election_day=dt.date(2027, 1, 24)
    )


def _choose(call: Call, labels: list[str]) -> None:
    """One person chosen for each label that the balance of the year carries into the next call."""
    for label in labels:
        person = Candidate.objects.create(first_name="Bench", last_name=label, email="bench@example.org")
        chosen = Candidacy.objects.create(
            candidate=person, call=call, status=CandidacyStatus.SELECTED, received_at=RECEIVED_AT,
            closes_at=CLOSES_AT,
        )  # fmt: skip
        BalanceFacts.objects.create(
            candidacy=chosen, affiliation=label.partition("=")[2], first_timer=False, dossier_sha256="0" * 64
        )


def _candidacies(problem: types.Problem, call: Call) -> list[Candidacy]:
    people = Candidate.objects.bulk_create(
        [
            Candidate(public_id=one.person, first_name="Bench", last_name=one.id, email="bench@example.org")
            for one in problem.candidacies
        ],
        AT_ONCE,
    )
    rows = [
        Candidacy(
            public_id=one.id, candidate=person, call=call, status=CandidacyStatus.ELIGIBLE,
            cost_cents=one.cost_cents, cost_reason="Longer journey.",
            received_at=RECEIVED_AT, closes_at=CLOSES_AT,
        )
        for one, person in zip(problem.candidacies, people, strict=True)
    ]  # fmt: skip
    return Candidacy.objects.bulk_create(rows, AT_ONCE)


def _facts(one: types.Candidacy, candidacy: Candidacy) -> BalanceFacts:
    said = dict(label.split("=") for label in one.labels)
    return BalanceFacts(
        candidacy=candidacy,
        gender=said.get("gender", ""),
        language_group=said.get("language_group", ""),
        affiliation=said["affiliation"],
        first_timer="first_timer" in said,
        last_belgian_year=2027 - one.ties[0],
        dossier_sha256="0" * 64,
    )
