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
from selection.candidacies.services import move_candidacy, submit_candidacy, withdraw_candidacy
from tests.factories.candidacies import CandidacyFactory
from tests.races import WRITING, Wire, at_once, patience, race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


with_and_without = pytest.mark.parametrize("locked", [True, False], ids=["locked", "control without lock"])


@with_and_without
def test_two_submissions_at_once_are_one(locked):
    candidacy = CandidacyFactory(ready=True)

    def submit():
        return submit_candidacy(candidacy, actor=None).receipt_number

    outcomes = race(submit, submit, with_lock=locked)
    if locked:
        assert outcomes[0] == outcomes[1] == Candidacy.objects.get().receipt_number
        assert Transition.objects.count() == QueuedMail.objects.count() == 1
    else:
        assert outcomes[0] != outcomes[1]


@with_and_without
def test_a_withdrawal_and_a_decision_at_once_do_not_overwrite_each_other(locked):
    candidacy = CandidacyFactory(eligible=True, call__closed=True)

    outcomes = race(
        lambda: withdraw_candidacy(candidacy, actor=None),
        lambda: move_candidacy(candidacy, CandidacyStatus.NOT_SELECTED, actor=None),
        with_lock=locked,
    )

    sources = list(Transition.objects.values_list("source", flat=True))
    if locked:  # whichever came second found the other's status: neither leads to the other
        assert [type(outcome) for outcome in outcomes].count(IllegalTransition) == 1
        assert sources == [CandidacyStatus.ELIGIBLE]
    else:
        assert sources == [CandidacyStatus.ELIGIBLE] * 2


@with_and_without
def test_a_submission_waits_for_a_deadline_that_is_being_moved(locked):
    candidacy = CandidacyFactory(ready=True)
    moved, submitted = threading.Event(), threading.Event()

    def move_deadline():
        with transaction.atomic():
            call = Call.objects.select_for_update().get()
            call.closes_at = database_now() - dt.timedelta(seconds=1)
            call.save(update_fields=["closes_at"])
            moved.set()
            submitted.wait(patience(with_lock=locked))

    def submit():
        moved.wait()
        try:
            return submit_candidacy(candidacy, actor=None)
        finally:
            submitted.set()

    _moved, outcome = at_once(
        move_deadline, submit, wire=lambda: Wire(WRITING, lambda: None, with_lock=locked)
    )
    if locked:
        assert isinstance(outcome, CallClosed)
        assert not Candidacy.objects.received().exists()
    else:
        row = Candidacy.objects.select_related("call").get()
        assert row.received_at > row.call.closes_at
