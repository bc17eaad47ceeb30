"""Who may decide on a whole new team after somebody could not go."""

import pytest

from selection.candidacies.services import withdraw_candidacy
from selection.delegation import errors
from selection.delegation.enums import RunStatus
from selection.delegation.services import approve_run, cannot_go, propose_delegation, submit_run
from tests.factories.delegation import approved_call, give_place, officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def both():
    """Two who share all the work: each may propose, and approve what the other proposed."""
    return [officer("desk_officer", "decider") for _person in range(2)]


def hand_in_anew(call, actor):
    return submit_run(propose_delegation(call, actor=actor), actor=actor)


def test_who_noted_that_somebody_cannot_go_does_not_approve_the_whole_new_team(both):
    call, (first, *_others) = approved_call(800, 700, 600, places=2)
    cannot_go(first, note="Told us by telephone.", actor=both[0])
    run = hand_in_anew(call, both[1])

    assert not both[0].has_perm("delegation.approve_selection", run)
    with pytest.raises(errors.SecondPersonNeeded):
        approve_run(run, reason="The best team left.", actor=both[0])

    run = hand_in_anew(call, both[0])
    assert approve_run(run, reason="The best team left.", actor=both[1]).status == RunStatus.APPROVED


def test_two_who_each_noted_somebody_answer_for_each_other(both):
    call, (first, second, *_others) = approved_call(800, 700, 600, 500, places=2)
    cannot_go(first, note="Told us by telephone.", actor=both[0])
    cannot_go(second, note="Told us by telephone.", actor=both[1])

    run = approve_run(hand_in_anew(call, both[0]), reason="Nobody else is left.", actor=both[1])

    assert run.status == RunStatus.APPROVED


def test_a_place_given_to_another_since_keeps_nobody_from_approving(both):
    call, (first, second, *_others) = approved_call(800, 700, 600, places=1)
    cannot_go(first, note="Told us by telephone.", actor=both[0])
    give_place(second)

    run = approve_run(hand_in_anew(call, both[1]), reason="The best team.", actor=both[0])

    assert run.status == RunStatus.APPROVED


def test_a_person_who_withdrew_keeps_nobody_from_approving(both):
    call, (first, *_others) = approved_call(800, 700, 600, places=2)
    withdraw_candidacy(first, actor=first.candidate.user)

    run = approve_run(hand_in_anew(call, both[1]), reason="The best team left.", actor=both[0])

    assert run.status == RunStatus.APPROVED
