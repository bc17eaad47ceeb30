"""Two acts at once on a candidacy. Every race has its control: without the lock it is lost."""

import datetime as dt
import threading

import pytest
from django.db import transaction

from missions.models import Call
from osce_portal.common.models import database_now
from osce_portal.mail.models import QueuedMail
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.errors import CallClosed, IllegalTransition
from selection.candidacies.models import Candidacy, Transition
from selection.candidacies.services import (
    drafts,
    move_candidacy,
    moves,
    submission,
    submit_candidacy,
    withdraw_candidacy,
)
from tests.factories.candidacies import CandidacyFactory
from tests.races import at_once, patience, pausing

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def read_candidacies(keys):
    rows = Candidacy.objects.select_related("candidate", "call__mission__state", "certificate")
    return list(rows.filter(pk__in=keys).order_by("pk"))


def read_call(call_id):
    return Call.objects.select_related("mission__state").get(pk=call_id)


@pytest.fixture(params=[True, False], ids=["locked", "control without lock"])
def locked(request, monkeypatch) -> bool:
    """Whether the rows are locked in this run of the test."""
    lock_candidacies = pausing(
        moves.lock_candidacies if request.param else read_candidacies, with_lock=request.param
    )
    monkeypatch.setattr(moves, "lock_candidacies", lock_candidacies)
    if not request.param:
        monkeypatch.setattr(submission, "lock_call", read_call)
        monkeypatch.setattr(drafts, "lock_call", read_call)
    return request.param


def test_two_submissions_at_once_are_one(locked):
    candidacy = CandidacyFactory(ready=True)

    def submit():
        return submit_candidacy(candidacy, actor=None).receipt_number

    outcomes = at_once(submit, submit)
    if locked:
        assert outcomes[0] == outcomes[1] == Candidacy.objects.get().receipt_number
        assert Transition.objects.count() == QueuedMail.objects.count() == 1
    else:
        assert outcomes[0] != outcomes[1]


def test_a_withdrawal_and_a_decision_at_once_do_not_overwrite_each_other(locked):
    candidacy = CandidacyFactory(eligible=True, call__closed=True)

    outcomes = at_once(
        lambda: withdraw_candidacy(candidacy, actor=None),
        lambda: move_candidacy(candidacy, CandidacyStatus.NOT_SELECTED, actor=None),
    )

    sources = list(Transition.objects.values_list("source", flat=True))
    if locked:  # whichever came second found the other's status: neither leads to the other
        assert [type(outcome) for outcome in outcomes].count(IllegalTransition) == 1
        assert sources == [CandidacyStatus.ELIGIBLE]
    else:
        assert sources == [CandidacyStatus.ELIGIBLE] * 2


@pytest.mark.parametrize("with_lock", [True, False], ids=["locked", "control without lock"])
def test_a_submission_waits_for_a_deadline_that_is_being_moved(with_lock, monkeypatch):
    candidacy = CandidacyFactory(ready=True)
    moved, submitted = threading.Event(), threading.Event()
    if not with_lock:
        monkeypatch.setattr(submission, "lock_call", read_call)

    def move_deadline():
        with transaction.atomic():
            call = Call.objects.select_for_update().get()
            call.closes_at = database_now() - dt.timedelta(seconds=1)
            call.save(update_fields=["closes_at"])
            moved.set()
            submitted.wait(patience(with_lock=with_lock))

    def submit():
        moved.wait()
        try:
            return submit_candidacy(candidacy, actor=None)
        finally:
            submitted.set()

    _moved, outcome = at_once(move_deadline, submit)
    if with_lock:
        assert isinstance(outcome, CallClosed)
        assert not Candidacy.objects.received().exists()
    else:
        row = Candidacy.objects.select_related("call").get()
        assert row.received_at > row.call.closes_at
