import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from missions.models import Call, QuotaTarget
from missions.services import finish_milestone, place_milestones
from osce_portal.audit.models import AuditEntry
from osce_portal.common.errors import DomainError
from osce_portal.common.models import database_now
from selection.assessment.models import Assessment
from selection.assessment.services import declare_conflict
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.errors import OwnCall
from selection.candidacies.models import Candidacy
from selection.candidacies.services import withdraw_candidacy
from selection.delegation import errors
from selection.delegation.enums import LockKind, RunStatus
from selection.delegation.models import Approval
from selection.delegation.services import (
    approve_run,
    override_candidacy,
    propose_delegation,
    reject_run,
    submit_run,
)
from tests.factories.delegation import compared, marked, officer, selection_call

pytestmark = pytest.mark.django_db


def handed_in(call, actor=None):
    actor = actor or officer()
    return submit_run(propose_delegation(call, actor=actor), actor=actor)


def approve(run, **options):
    return approve_run(run, **({"reason": "Balanced and affordable.", "actor": officer("decider")} | options))


def status_of(candidacy):
    return Candidacy.objects.get(pk=candidacy.pk).status


def test_who_loses_the_place_reads_what_was_decided_and_no_step_between(settings):
    settings.SELECTION_RESERVE_PER_PLACE = 0
    call = selection_call(places=1)
    first = marked(call, 800)
    approve(handed_in(call))
    marked(call, 900)

    approve(handed_in(call))

    first = Candidacy.objects.get(pk=first.pk)
    assert [step.target for step in first.public_transitions] == ["selected", "not_selected"]


def test_approval_gives_everybody_a_status_and_the_call_its_date():
    call = selection_call(places=1)
    first, second, third = (marked(call, points) for points in (800, 700, 600))

    run = approve(handed_in(call))

    assert run.status == RunStatus.APPROVED
    assert [status_of(one) for one in (first, second, third)] == [
        CandidacyStatus.SELECTED,
        CandidacyStatus.RESERVE,
        CandidacyStatus.NOT_SELECTED,
    ]
    assert Call.objects.get(pk=call.pk).decided_at is not None
    assert AuditEntry.objects.filter(action="call.decided", object_ref=call.public_id).count() == 1
    approval = Approval.objects.get(run=run)
    assert (approval.approved, approval.reason) == (True, "Balanced and affordable.")


def test_an_approval_ticks_its_steps_off_the_chain_of_dates_and_nothing_unticks_them():
    call, decider = selection_call(places=1), officer("decider")
    marked(call, 800)
    place_milestones(call)
    by_hand = finish_milestone(call.milestones.get(kind="screening"), actor=officer())
    run = handed_in(call)
    reject_run(run, reason="The reserve is short.", actor=decider)
    assert call.milestones.get(kind="selection").done_at is None

    approve(handed_in(call), actor=decider)
    selection = call.milestones.get(kind="selection")
    marked(call, 900)
    approve(handed_in(call))

    assert (selection.by_act, selection.done_by) == (True, decider)
    assert call.milestones.get(kind="selection").done_at == selection.done_at
    assert call.milestones.get(kind="screening").done_at == by_hand.done_at
    assert call.milestones.get(kind="nomination").done_at is None


def test_the_proposer_cannot_approve():
    call = selection_call()
    marked(call, 600)
    both = officer("desk_officer", "decider")
    run = handed_in(call, both)

    with pytest.raises(errors.SecondPersonNeeded):
        approve(run, actor=both)


def test_who_is_close_to_somebody_compared_cannot_approve():
    call, decider = selection_call(), officer("decider")
    candidacy = marked(call, 600)
    declare_conflict(candidacy.candidate, officer=decider, reason="We are cousins.")
    run = handed_in(call)

    assert not decider.has_perm("delegation.approve_selection", run)
    with pytest.raises(errors.CloseToSomebody):
        approve(run, actor=decider)


def test_the_database_refuses_an_approval_by_the_proposer():
    call = selection_call()
    marked(call, 600)
    run = handed_in(call)
    with pytest.raises(IntegrityError, match="approval_by_a_second_person"), transaction.atomic():
        Approval.objects.create(
            run=run, approved=True, reason="Mine.", proposer=run.proposed_by, approver=run.proposed_by,
            decided_at=database_now(),
        )  # fmt: skip


def test_who_locked_somebody_in_cannot_approve():
    call = selection_call()
    candidacy, both = marked(call, 600), officer("desk_officer", "decider")
    override_candidacy(candidacy, lock=LockKind.IN, reason="Speaks Kyrgyz.", actor=both)

    with pytest.raises(errors.SecondPersonNeeded):
        approve(handed_in(call), actor=both)


@pytest.mark.parametrize("decide", [approve_run, reject_run])
def test_a_decider_who_is_a_candidate_decides_on_nobody(decide):
    call = selection_call()
    rival, own = marked(call, 600), marked(call, 500)
    run = handed_in(call)
    own.candidate.user.groups.set(officer("decider").groups.all())

    with pytest.raises(OwnCall):
        decide(run, reason="Balanced and affordable.", actor=own.candidate.user)

    assert not Approval.objects.exists()
    assert Candidacy.objects.get(pk=rival.pk).status == CandidacyStatus.ELIGIBLE


def test_a_decision_needs_a_reason():
    call = selection_call()
    marked(call, 600)
    run = handed_in(call)
    with pytest.raises(errors.ReasonNeeded):
        approve(run, reason=" ")
    with pytest.raises(errors.ReasonNeeded):
        reject_run(run, reason="", actor=officer("decider"))


def test_only_the_proposer_hands_in_and_only_what_is_proposed():
    call = selection_call()
    marked(call, 600)
    actor = officer()
    run = propose_delegation(call, actor=actor)
    with pytest.raises(errors.NotTheProposer):
        submit_run(run, actor=officer())
    with pytest.raises(errors.RunNotOpen):
        approve(run)
    submit_run(run, actor=actor)
    with pytest.raises(errors.RunNotOpen):
        submit_run(run, actor=actor)


def a_candidacy_withdrawn(call, candidacy):
    withdraw_candidacy(candidacy, actor=None)


def points_changed(call, candidacy):
    Assessment.objects.filter(candidacy=candidacy).update(total_tenths=1)


def a_balance_edited(call, candidacy):
    QuotaTarget.objects.create(call=call, label="gender=F", min=1)


def the_budget_edited(call, candidacy):
    Call.objects.filter(pk=call.pk).update(budget_cents=1)


def somebody_locked(call, candidacy):
    override_candidacy(candidacy, lock=LockKind.OUT, reason="On another mission.", actor=officer())


def somebody_screened_late(call, candidacy):
    marked(call, 900)


@pytest.mark.parametrize(
    "change",
    [
        a_candidacy_withdrawn, points_changed, a_balance_edited, the_budget_edited, somebody_locked,
        somebody_screened_late,
    ],
)  # fmt: skip
def test_a_team_computed_on_other_data_can_neither_be_approved_nor_handed_in(change):
    call = selection_call()
    candidacy, _other = marked(call, 600), marked(call, 500)
    actor = officer()
    run = handed_in(call, actor)
    change(call, candidacy)

    with pytest.raises(errors.StaleRun):
        approve(run)

    run.refresh_from_db()
    assert run.status == RunStatus.STALE
    assert not Approval.objects.exists()
    assert Call.objects.get(pk=call.pk).decided_at is None
    with pytest.raises(errors.RunNotOpen):
        submit_run(run, actor=actor)


def test_warnings_ask_for_a_reason_in_spite_of_them():
    call = selection_call()
    compared(call, 600)
    run = handed_in(call)

    with pytest.raises(errors.DespiteNeeded):
        approve(run)
    approve(run, despite="The motivations are marked by hand on paper.")

    assert Approval.objects.get(run=run).despite == "The motivations are marked by hand on paper."


def test_points_that_nobody_verified_are_a_warning():
    call = selection_call()
    candidacy = marked(call, 600)
    Assessment.objects.filter(candidacy=candidacy).update(verified_at=None)

    with pytest.raises(errors.DespiteNeeded):
        approve(handed_in(call))


def test_nothing_is_handed_in_while_somebody_waits_for_a_person():
    call = selection_call(minimum_score_tenths=400)
    marked(call, 600)
    marked(call, 399)
    compared(call, 500, status=CandidacyStatus.SUBMITTED)

    with pytest.raises(DomainError) as refusal:
        handed_in(call)

    assert str(refusal.value) == (
        "1 candidacy received is not yet screened. "
        "1 person below the minimum score waits for a person's decision."
    )


def test_who_is_left_out_below_the_minimum_is_not_selected_by_a_person():
    call = selection_call(minimum_score_tenths=400)
    marked(call, 600)
    below = marked(call, 399)
    override_candidacy(below, lock=LockKind.OUT, reason="Too little experience.", actor=officer())

    approve(handed_in(call))

    assert status_of(below) == CandidacyStatus.NOT_SELECTED


def test_a_run_sent_back_keeps_the_reason_and_changes_nobody():
    call = selection_call()
    candidacy = marked(call, 600)

    run = reject_run(handed_in(call), reason="Look at the balance again.", actor=officer("decider"))

    assert run.status == RunStatus.REJECTED
    assert status_of(candidacy) == CandidacyStatus.ELIGIBLE
    assert Approval.objects.get(run=run).approved is False


def test_approval_asks_the_database_little_more_for_each_further_person():
    asked = {}
    for people in (5, 15):  # some selected, some on the reserve list, some neither
        call = selection_call(places=2)
        for number in range(people):
            marked(call, 500 + number)
        run = handed_in(call)
        with CaptureQueriesContext(connection) as queries:
            approve(run)
        asked[people] = len(queries)

    assert asked[15] - asked[5] <= 10 * 5  # the mail is a row, with a key looked up, for each of them
