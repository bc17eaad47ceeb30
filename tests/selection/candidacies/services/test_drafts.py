"""Drafts: prefilled, changed, lapsed, revived."""

import datetime as dt

import pytest

from missions.models import Call
from osce_portal.common.models import database_now
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.errors import CallClosed, CallNotOpen, NotADraft
from selection.candidacies.models import Candidacy
from selection.candidacies.services import lapse_drafts, save_draft, start_candidacy
from tests.factories.candidacies import MOTIVATION, CandidacyFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.elearning import CertificateFactory
from tests.factories.missions import CallFactory

pytestmark = pytest.mark.django_db


def test_a_second_candidacy_starts_with_the_motivation_of_the_first():
    first = CandidacyFactory(received=True)
    second = start_candidacy(first.candidate, CallFactory(), actor=first.candidate.user)
    assert (second.motivation, second.available, second.certificate) == (MOTIVATION, False, None)


def test_starting_twice_continues_the_same_draft():
    candidate, call = CandidateFactory(), CallFactory()
    assert start_candidacy(candidate, call, actor=None) == start_candidacy(candidate, call, actor=None)


def test_starting_takes_the_certificate_of_this_mission_and_no_other():
    call, candidate = CallFactory(), CandidateFactory()
    CertificateFactory(candidate=candidate)
    mine = CertificateFactory(candidate=candidate, mission=call.mission)
    assert start_candidacy(candidate, call, actor=None).certificate == mine


def test_starting_after_the_deadline_is_refused():
    with pytest.raises(CallClosed):
        start_candidacy(CandidateFactory(), CallFactory(due=True), actor=None)


def test_starting_on_a_call_that_waits_for_its_day_is_refused():
    with pytest.raises(CallNotOpen):
        start_candidacy(CandidateFactory(), CallFactory(awaited=True), actor=None)


def test_a_lapsed_draft_revives_when_the_call_is_open_again():
    candidacy = CandidacyFactory(status=CandidacyStatus.LAPSED)
    assert start_candidacy(candidacy.candidate, candidacy.call, actor=None).status == CandidacyStatus.DRAFT
    assert Candidacy.objects.count() == 1


def test_only_a_draft_can_be_changed():
    answers = {"motivation": "x", "available": True, "code_of_conduct": True, "actor": None}
    assert save_draft(CandidacyFactory(), **answers).motivation == "x"
    with pytest.raises(NotADraft):
        save_draft(CandidacyFactory(received=True), **answers)


def test_the_night_lapses_drafts_after_the_deadline_and_nothing_else():
    late = CandidacyFactory(call__due=True)
    kept = [CandidacyFactory(), CandidacyFactory(received=True, call__due=True)]

    assert [lapse_drafts(), lapse_drafts()] == [1, 0]
    late.refresh_from_db()
    assert late.status == CandidacyStatus.LAPSED
    assert late.transitions.get().actor is None
    assert [Candidacy.objects.get(pk=row.pk).status for row in kept] == ["draft", "submitted"]


def test_a_draft_lapses_at_the_deadline_and_not_before():
    call = CandidacyFactory().call
    Call.objects.filter(pk=call.pk).update(closes_at=database_now() + dt.timedelta(seconds=30))
    assert lapse_drafts() == 0
    Call.objects.filter(pk=call.pk).update(closes_at=database_now())
    assert lapse_drafts() == 1
