"""Computing a team and keeping it."""

from typing import Any

from django.db import transaction

from missions.models import Call
from missions.services import lock_call
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from selection.candidacies.models import Candidacy
from selection.candidacies.rules import refuse_involved
from selection.delegation import engine_io, errors
from selection.delegation.checks import refuse_unready
from selection.delegation.enums import PickPlace, RunStatus
from selection.delegation.facts import read_facts
from selection.delegation.models import Pick, SelectionRun


@transaction.atomic
def propose_delegation(call: Call, *, actor: Any, keeps_team: bool = False) -> SelectionRun:
    """Compute the best team of a closed call and keep it with everything that went in.

    An answer is also that the rules cannot hold together: the run then says which. Undecided runs before it
    are overtaken. Raises DomainError children that say what is missing (places, cost, budget, people).
    """
    call = lock_call(call)
    refuse_unready(call)
    refuse_involved(call.pk, actor)
    read_facts(call)
    problem = engine_io.read_problem(call, keeps_team=keeps_team)
    if not problem.candidacies:
        raise errors.NobodyToCompare
    answer = engine_io.solve_problem(problem)
    _overtake_undecided(call, actor=actor)
    run = store_run(call, answer, actor=actor, keeps_team=keeps_team)
    record("selection.proposed", run, actor=actor, values={"inputs_sha256": run.inputs_sha256})
    return run


def _overtake_undecided(call: Call, *, actor: Any) -> None:
    overtaken = list(call.selection_runs.undecided().for_history())
    for run in overtaken:
        run.status = RunStatus.STALE
        run.save(update_fields=["status"])
        record("selection.overtaken", run, actor=actor)


def store_run(call: Call, answer: engine_io.Answer, *, actor: Any, keeps_team: bool) -> SelectionRun:
    """Keep problem and result as they are, and the team and reserve list as rows."""
    run = SelectionRun.objects.create(
        call=call,
        status=RunStatus.INFEASIBLE if answer.result["status"] == "infeasible" else RunStatus.PROPOSED,
        problem=answer.problem,
        result=answer.result,
        by_points=answer.by_points,
        inputs_sha256=answer.result["inputs_sha256"],
        engine_version=answer.result["engine"]["version"],
        proposed_by=actor,
        proposed_at=database_now(),
        keeps_team=keeps_team,
    )
    Pick.objects.bulk_create(_picks(run))
    return run


def _picks(run: SelectionRun) -> list[Pick]:
    """The team by points, the reserve list in its order."""
    score = {row["id"]: row["score"] for row in run.problem["candidacies"]}
    team = sorted(run.result["team"], key=lambda public_id: (-score[public_id], public_id))
    places = {PickPlace.TEAM: team, PickPlace.RESERVE: run.result["reserve"]}
    keys = dict(
        Candidacy.objects.filter(public_id__in=[*team, *run.result["reserve"]]).values_list("public_id", "pk")
    )
    return [
        Pick(run=run, candidacy_id=keys[public_id], place=place, rank=rank)
        for place, public_ids in places.items()
        for rank, public_id in enumerate(public_ids, start=1)
    ]
