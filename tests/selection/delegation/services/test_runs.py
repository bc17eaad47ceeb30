import pytest

from missions.models import Call, QuotaTarget
from osce_portal.audit.models import AuditEntry
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.errors import OwnCall
from selection.delegation import errors
from selection.delegation.enums import PickPlace, RunStatus
from selection.delegation.models import SelectionRun
from selection.delegation.services import propose_delegation
from tests.factories.delegation import compared, officer, selection_call
from tests.factories.missions import CallFactory

pytestmark = pytest.mark.django_db


def propose(call, **options):
    return propose_delegation(call, actor=officer(), **options)


def test_the_best_two_are_proposed_and_the_next_stands_in_reserve():
    call = selection_call(places=2)
    people = [compared(call, points) for points in (500, 800, 600)]

    run = propose(call)

    assert run.status == RunStatus.PROPOSED
    team = run.picks.filter(place=PickPlace.TEAM).values_list("candidacy", flat=True)
    assert list(team) == [people[1].pk, people[2].pk]
    assert run.picks.get(place=PickPlace.RESERVE).candidacy == people[0]
    assert run.result["status"] == "optimal"
    assert AuditEntry.objects.filter(action="selection.proposed", object_ref=run.public_id).count() == 1


@pytest.mark.parametrize(
    ("missing", "refusal"),
    [
        ({"places": None}, errors.PlacesUnknown),
        ({"unit_cost_cents": None}, errors.UnitCostNotSet),
        ({"budget_cents": None}, errors.BudgetNotSet),
    ],
)
def test_what_is_missing_is_named_before_anything_is_computed(missing, refusal):
    call = selection_call(**missing)
    compared(call, 600)

    with pytest.raises(refusal):
        propose(call)
    assert not SelectionRun.objects.exists()


def test_a_run_that_a_newer_one_overtakes_is_in_the_log():
    call = selection_call()
    compared(call, 600)
    older, actor = propose(call), officer()

    propose_delegation(call, actor=actor)

    older.refresh_from_db()
    entry = AuditEntry.objects.get(action="selection.overtaken")
    assert older.status == RunStatus.STALE
    assert (entry.object_ref, entry.actor) == (older.public_id, actor)


def test_an_open_call_and_a_cancelled_one_are_refused():
    with pytest.raises(errors.CallStillOpen):
        propose(CallFactory(open=True, sized=True))
    cancelled = selection_call()
    Call.objects.filter(pk=cancelled.pk).update(cancelled_at=cancelled.closed_at)
    with pytest.raises(errors.CallCancelled):
        propose(cancelled)


def test_without_anybody_eligible_and_marked_there_is_nothing_to_compute():
    call = selection_call()
    compared(call, 600, status=CandidacyStatus.INELIGIBLE)

    with pytest.raises(errors.NobodyToCompare):
        propose(call)


def test_a_budget_of_zero_gives_a_proven_empty_team():
    call = selection_call(budget_cents=0)
    compared(call, 600)

    run = propose(call)

    assert (run.status, run.result["status"], run.result["team"]) == (RunStatus.PROPOSED, "optimal", [])


def test_a_budget_of_zero_with_a_balance_that_must_hold_is_explained():
    call = selection_call(budget_cents=0)
    compared(call, 600)
    QuotaTarget.objects.create(call=call, label="gender=F", min=1, hard=True)

    run = propose(call)

    assert run.status == RunStatus.INFEASIBLE
    rules = run.result["relaxations"][0]["params"]["rules"]
    assert {rule["rule"] for rule in rules} == {"budget", "band"}


def test_balances_that_cannot_hold_are_kept_with_what_would_have_to_give_way():
    call = selection_call(places=2)
    for _number in range(3):
        compared(call, 600, language_group="FR")
    QuotaTarget.objects.create(call=call, label="language_group=NL", min=1, hard=True)

    run = propose(call)

    assert run.status == RunStatus.INFEASIBLE
    assert not run.picks.exists()
    codes = [note["code"] for note in run.result["relaxations"]]
    assert codes[0] == "conflict"
    assert "relaxation" in codes


def test_a_new_computation_overtakes_the_undecided_one_before():
    call = selection_call()
    compared(call, 600)
    first = propose(call)

    second = propose(call)

    first.refresh_from_db()
    assert (first.status, second.status) == (RunStatus.STALE, RunStatus.PROPOSED)
    assert first.result == second.result


def test_an_officer_who_is_a_candidate_keeps_away_from_the_selection():
    call = selection_call()
    candidacy = compared(call, 600)
    actor = candidacy.candidate.user

    with pytest.raises(OwnCall):
        propose_delegation(call, actor=actor)


def test_storing_a_run_takes_as_many_queries_for_three_people_as_for_one(django_assert_max_num_queries):
    for people in (1, 3):
        call = selection_call(places=3)
        for _number in range(people):
            compared(call, 600)
        actor = officer()
        with django_assert_max_num_queries(18):
            propose_delegation(call, actor=actor)
