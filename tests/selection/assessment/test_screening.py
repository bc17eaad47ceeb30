"""Bulk screening: proposals in each candidate's language, refusals named, nothing half done."""

import pytest
from django.utils import translation

from osce_portal.mail.models import QueuedMail
from selection.assessment.board import load_rows
from selection.assessment.enums import IneligibilityReason
from selection.assessment.services import declare_conflict, propose_screening, screen_candidacies
from selection.assessment.services.screening import ALL_FULFILLED
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy, Screening
from selection.candidacies.services import withdraw_candidacy
from tests.factories.assessment import closed_call, officer, received, to_check
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db


def proposals(call, **options):
    return {row.row.candidacy.public_id: row for row in propose_screening(load_rows(call), **options)}


def test_the_reason_proposed_is_that_of_the_files_own_missing_conditions():
    call = closed_call()
    fine, silent = received(call), received(call, available=False)

    proposed = proposals(call, eligible=False)

    assert proposed[fine.public_id].needs_reason
    with translation.override(silent.candidate.language):
        assert proposed[silent.public_id].reason == IneligibilityReason.AVAILABLE.label


def test_reasons_speak_the_candidates_language_and_typed_text_stays_as_typed():
    call = closed_call()
    dutch = CandidateFactory(registered=True, belgian=True, with_cv=True, correspondence_language="nl")
    candidacy = received(call, candidate=dutch)
    with translation.override("nl"):
        expected = str(IneligibilityReason.AVAILABLE.label)

    with translation.override("fr"):
        proposed = proposals(call, eligible=False, reasons=["available"], text=" Zie uw mail. ")

    assert proposed[candidacy.public_id].reason == f"{expected}\nZie uw mail."


def test_a_complete_file_is_praised_and_a_doubtful_one_waits_for_words():
    call = closed_call()
    complete, doubtful = received(call), to_check(call)

    proposed = proposals(call, eligible=True)

    with translation.override(complete.candidate.language):
        assert proposed[complete.public_id].reason == ALL_FULFILLED
    assert proposed[doubtful.public_id].needs_reason


def test_screen_candidacies_does_what_it_can_and_names_the_rest():
    call, actor = closed_call(), officer()
    first, close, gone = (received(call) for _ in range(3))
    declare_conflict(close.candidate, officer=actor, reason="friend")
    withdraw_candidacy(gone, actor=gone.candidate.user)
    mails = QueuedMail.objects.count()

    everybody = Candidacy.objects.filter(call=call).select_related("candidate", "call").order_by("pk")
    outcome = screen_candidacies([(one, "All is well.") for one in everybody], eligible=True, actor=actor)

    assert outcome.done == [first]
    assert [(one, type(error).__name__) for one, error in outcome.refused] == [
        (close, "ConflictDeclared"), (gone, "IllegalTransition"),
    ]  # fmt: skip
    first.refresh_from_db()
    assert first.status == CandidacyStatus.ELIGIBLE
    assert Screening.objects.get().reason == "All is well."
    assert QueuedMail.objects.count() == mails  # the outcome is told when the call is decided
