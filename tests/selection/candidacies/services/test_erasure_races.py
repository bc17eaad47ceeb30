"""An erasure while somebody is at work on a candidacy: nothing comes back, and nobody waits in a circle."""

import re

import pytest
from django.db import IntegrityError
from django.utils import timezone

from elearning.models import Certificate
from osce_portal.common.errors import FileGone
from osce_portal.mail.models import QueuedMail
from osce_portal.people import person_behind
from osce_portal.privacy.errors import ErasureObstructed
from osce_portal.privacy.services import ask_erasure, erase_person, grant_erasure
from selection.candidacies.models import Candidacy, Transition
from selection.candidacies.services import (
    save_draft,
    send_certificate,
    submit_candidacy,
    withdraw_candidacy,
)
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.files import StoredFileFactory
from tests.races import WRITING, in_the_midst_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
with_and_without = pytest.mark.parametrize("locked", [True, False], ids=["locked", "control without lock"])
ANSWERS = {"motivation": "I was born there.", "available": True, "code_of_conduct": True}
ACTS = {
    "hand in": ("draft", lambda draft: submit_candidacy(draft, actor=None)),
    "send a certificate": (
        "draft",
        lambda draft: send_certificate(
            draft, file=StoredFileFactory(), completed_on=timezone.localdate(), actor=None
        ),
    ),
    "save": ("lapsed", lambda draft: save_draft(draft, **ANSWERS, actor=None)),
    "withdraw": ("submitted", lambda candidacy: withdraw_candidacy(candidacy, actor=None)),
}
HALFWAY, AT_THE_END = WRITING, re.compile('UPDATE "candidates_candidate"')


def erasure_of(candidacy):
    """The act of an officer who grants what its person has asked for."""
    request, officer = ask_erasure(candidacy.candidate.user), UserFactory(staff=True)
    return lambda: grant_erasure(request, actor=officer)


@with_and_without
def test_a_candidacy_that_is_being_handed_in_stands_in_the_way_of_an_erasure(locked):
    candidacy = CandidacyFactory(ready=True)

    submitted, erased = in_the_midst_of(
        lambda: submit_candidacy(candidacy, actor=None), erasure_of(candidacy), with_lock=locked
    )

    if locked:
        assert submitted == Candidacy.objects.received().get()
        assert isinstance(erased, ErasureObstructed)
    else:
        assert isinstance(submitted, IntegrityError)


@with_and_without
def test_the_mail_about_a_withdrawal_goes_with_the_file(locked):
    candidacy, officer = CandidacyFactory(received=True, call__closed=True), UserFactory(staff=True)
    person = person_behind(candidacy.candidate)

    withdrawn, erased = in_the_midst_of(
        lambda: withdraw_candidacy(candidacy, actor=None, reason="I have moved."),
        lambda: erase_person(person, key="erased:test", actor=officer),
        with_lock=locked,
    )

    assert not any(isinstance(outcome, Exception) for outcome in (withdrawn, erased))
    left = (
        QueuedMail.objects.get(template="candidacies/withdrawn").to_email,
        Transition.objects.get().reason,
    )
    assert (left == ("", "")) is locked


@pytest.mark.parametrize("moment", [HALFWAY, AT_THE_END], ids=["halfway", "at the end"])
@pytest.mark.parametrize(("status", "act"), ACTS.values(), ids=ACTS)
def test_whoever_comes_while_a_file_is_erased_finds_it_gone(status, act, moment):
    stage = "received" if status == "submitted" else "ready"
    candidacy = CandidacyFactory(**{stage: True}, status=status)
    person, officer = person_behind(candidacy.candidate), UserFactory(staff=True)

    erased, came = in_the_midst_of(
        lambda: erase_person(person, key="erased:test", actor=officer),
        lambda: act(candidacy),
        before=moment,
    )

    assert (erased, type(came)) == (None, FileGone)
    assert not Certificate.objects.exists()
    assert not QueuedMail.objects.exclude(key="erased:test").exists()
    assert not Candidacy.objects.exclude(motivation="").exists()
