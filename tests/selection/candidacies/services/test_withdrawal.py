"""Withdrawing, at any time, and what becomes free by it."""

import datetime as dt

import pytest
from django.utils import timezone

from elearning.models import Certificate
from osce_portal.mail.models import QueuedMail
from selection.candidacies.enums import WITHDRAWABLE, CandidacyStatus
from selection.candidacies.errors import IllegalTransition
from selection.candidacies.models import Candidacy
from selection.candidacies.services import start_candidacy, submit_candidacy, withdraw_candidacy
from tests.factories.candidacies import CandidacyFactory

pytestmark = pytest.mark.django_db


def test_withdrawing_confirms_by_mail_and_keeps_the_reason():
    candidacy = CandidacyFactory(received=True)
    withdraw_candidacy(candidacy, actor=candidacy.candidate.user, reason=" family ")
    assert Candidacy.objects.get().status == CandidacyStatus.WITHDRAWN
    assert candidacy.transitions.get().reason == "family"
    assert QueuedMail.objects.get().key == f"withdrawn:{candidacy.public_id}"


def test_one_may_withdraw_until_the_mission_has_begun():
    names = "draft submitted eligible ineligible selected reserve offered accepted nominated confirmed"
    assert set(names.split()) == WITHDRAWABLE


def test_a_withdrawal_in_time_frees_the_certificate():
    withdraw_candidacy(CandidacyFactory(received=True), actor=None)
    assert Certificate.objects.get().released_at is not None


def test_a_withdrawal_after_the_deadline_frees_nothing():
    withdraw_candidacy(CandidacyFactory(received=True, call__closed=True), actor=None)
    assert Certificate.objects.get().released_at is None


def test_after_withdrawing_in_time_one_may_apply_again_with_the_same_certificate():
    first = CandidacyFactory(received=True)
    user = first.candidate.user
    withdraw_candidacy(first, actor=user)

    second = start_candidacy(first.candidate, first.call, actor=user)
    assert (second.pk != first.pk, second.certificate) == (True, first.certificate)
    second.available = second.code_of_conduct = True
    second.save()
    assert submit_candidacy(second, actor=user).receipt_number != first.receipt_number
    assert Certificate.objects.get().released_at is None


def test_withdrawing_twice_is_refused():
    candidacy = CandidacyFactory(received=True)
    withdraw_candidacy(candidacy, actor=None)
    with pytest.raises(IllegalTransition):
        withdraw_candidacy(candidacy, actor=None)


@pytest.mark.parametrize("is_open", [True, False])
def test_a_withdrawal_is_in_time_while_the_call_is_open_again(is_open):
    """Or before the deadline of the candidacy, where the call now ends earlier."""
    candidacy = CandidacyFactory(received=True, call__closed=True)
    late = candidacy if not is_open else candidacy.call
    late.closes_at = timezone.now() + dt.timedelta(days=9)
    late.save()
    withdraw_candidacy(candidacy, actor=None)
    assert Certificate.objects.get().released_at is not None
