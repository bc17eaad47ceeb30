import pytest
from django.utils import timezone

from candidates.models import Candidate
from osce_portal.mail.models import QueuedMail
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy
from selection.delegation.services import approve_run, propose_delegation, submit_run
from selection.delegation.services.outcomes import TOLD, tell_outcome, tell_outcomes
from tests.factories.delegation import (
    approve_all,
    compared,
    found_ineligible,
    marked,
    officer,
    selection_call,
)

pytestmark = pytest.mark.django_db


def test_everybody_is_told_once_in_the_own_language_the_ineligible_with_their_reason():
    call = selection_call(places=1)
    languages = {"fr": 800, "nl": 700, "de": 600}
    for language, points in languages.items():
        marked(call, points, correspondence_language=language)
    found_ineligible(
        call, 500, reason="The certificate is for another mission.", correspondence_language="en"
    )
    approve_all(call)

    mails = {mail.language: mail for mail in QueuedMail.objects.filter(key__startswith="outcome:")}

    assert {language: mail.template for language, mail in mails.items()} == {
        "fr": "delegation/selected",
        "nl": "delegation/reserve",
        "de": "delegation/not_selected",
        "en": "delegation/ineligible",
    }
    assert "The certificate is for another mission." in mails["en"].body
    assert not any(mail.may_repeat for mail in mails.values())
    assert tell_outcomes(call) == 4
    assert QueuedMail.objects.filter(key__startswith="outcome:").count() == 4


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
@pytest.mark.parametrize("status", list(TOLD))
def test_each_outcome_can_be_told_in_each_language(status, language):
    candidacy = compared(selection_call(), 600, status=status, correspondence_language=language)
    candidacy = Candidacy.objects.select_related("candidate", "call__mission__state").get(pk=candidacy.pk)

    mail = tell_outcome(candidacy)

    assert mail.language == language
    assert candidacy.call.mission.state.name in mail.subject or language != "en"
    assert f"/candidacies/{candidacy.public_id}/outcome/" in mail.body
    assert candidacy.receipt_number in mail.body
    council_of_state = "1040 " in mail.body  # the ways of appeal, which the law of 11 April 1994 asks for
    assert council_of_state == (status != CandidacyStatus.SELECTED)


def test_a_mail_names_nobody_else():
    call = selection_call(places=1)
    winner = marked(call, 800, last_name="Winterbeeck")
    loser = marked(call, 700)
    actor = officer()
    run = submit_run(propose_delegation(call, actor=actor), actor=actor)
    approve_run(run, reason="Balanced.", actor=officer("decider"))

    mail = QueuedMail.objects.get(recipient_ref=loser.candidate.public_id)

    assert winner.candidate.last_name not in mail.body


def test_nobody_writes_to_somebody_whose_file_was_erased():
    call = selection_call()
    found_ineligible(call, 500, reason="No certificate.")
    erased = found_ineligible(call, 400, reason="No certificate.")
    Candidate.objects.filter(pk=erased.candidate_id).update(anonymised_at=timezone.now(), email="")

    assert tell_outcomes(call) == 1
    assert not QueuedMail.objects.filter(to_email="").exists()
