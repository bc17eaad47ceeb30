"""Two people decide on one selection at once. Every race has its control: without the lock it is lost."""

import pytest
from django.db import IntegrityError

from osce_portal.mail.models import QueuedMail
from selection.delegation import errors
from selection.delegation.models import Approval
from selection.delegation.services import approve_run, propose_delegation, reject_run, submit_run
from tests.factories.delegation import marked, officer, selection_call
from tests.races import race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


with_and_without = pytest.mark.parametrize("locked", [True, False], ids=["locked", "control without lock"])


@pytest.fixture
def run(transactional_db):
    """A selection that waits for approval."""
    call, actor = selection_call(), officer()
    marked(call, 700)
    return submit_run(propose_delegation(call, actor=actor), actor=actor)


@with_and_without
def test_two_approvals_at_once_are_one(run, locked):
    one, other = officer("decider"), officer("decider")

    outcomes = race(
        lambda: approve_run(run, reason="Balanced and affordable.", actor=one),
        lambda: approve_run(run, reason="I agree with it.", actor=other),
        with_lock=locked,
    )

    refusals = [type(outcome) for outcome in outcomes if isinstance(outcome, Exception)]
    assert refusals == [errors.RunNotOpen if locked else IntegrityError]  # the table's own last word
    assert Approval.objects.count() == QueuedMail.objects.count() == 1


@with_and_without
def test_an_approval_and_a_refusal_at_once_do_not_both_stand(run, locked):
    one, other = officer("decider"), officer("decider")

    outcomes = race(
        lambda: approve_run(run, reason="Balanced and affordable.", actor=one),
        lambda: reject_run(run, reason="Look at the points again.", actor=other),
        with_lock=locked,
    )

    refused = [type(outcome) for outcome in outcomes if isinstance(outcome, Exception)]
    if locked:
        assert refused == [errors.RunNotOpen]
        assert Approval.objects.count() == 1
    else:
        assert refused == []
        assert set(Approval.objects.values_list("approved", flat=True)) == {True, False}
