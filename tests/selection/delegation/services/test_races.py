"""Two people decide on one selection at once. Every race has its control: without the lock it is lost."""

import pytest
from django.db import IntegrityError

from osce_portal.mail.models import QueuedMail
from selection.delegation import errors
from selection.delegation.enums import RunStatus
from selection.delegation.models import Approval, SelectionRun
from selection.delegation.services import approvals, approve_run, propose_delegation, reject_run
from tests.factories.delegation import marked, officer, selection_call
from tests.races import at_once, pausing

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def read_run(run):
    return SelectionRun.objects.select_related("call__mission__state").get(pk=run.pk)


@pytest.fixture(params=[True, False], ids=["locked", "control without lock"])
def locked(request, monkeypatch) -> bool:
    """Whether call and run are locked in this run of the test."""
    lock_run = pausing(approvals._lock_run if request.param else read_run, with_lock=request.param)
    monkeypatch.setattr(approvals, "_lock_run", lock_run)
    return request.param


@pytest.fixture
def run(transactional_db, locked):
    """A selection that waits for approval; handed in before the pauses matter."""
    call, actor = selection_call(), officer()
    marked(call, 700)
    proposed = propose_delegation(call, actor=actor)
    SelectionRun.objects.filter(pk=proposed.pk).update(status=RunStatus.SUBMITTED)
    return proposed


def test_two_approvals_at_once_are_one(run, locked):
    one, other = officer("decider"), officer("decider")

    outcomes = at_once(
        lambda: approve_run(run, reason="Balanced and affordable.", actor=one),
        lambda: approve_run(run, reason="I agree with it.", actor=other),
    )

    refusals = [type(outcome) for outcome in outcomes if isinstance(outcome, Exception)]
    assert refusals == [errors.RunNotOpen if locked else IntegrityError]  # the table's own last word
    assert Approval.objects.count() == QueuedMail.objects.count() == 1


def test_an_approval_and_a_refusal_at_once_do_not_both_stand(run, locked):
    one, other = officer("decider"), officer("decider")

    outcomes = at_once(
        lambda: approve_run(run, reason="Balanced and affordable.", actor=one),
        lambda: reject_run(run, reason="Look at the points again.", actor=other),
    )

    refused = [type(outcome) for outcome in outcomes if isinstance(outcome, Exception)]
    if locked:
        assert refused == [errors.RunNotOpen]
        assert Approval.objects.count() == 1
    else:
        assert refused == []
        assert set(Approval.objects.values_list("approved", flat=True)) == {True, False}
