"""A letter that names somebody erased: its text goes, and what was taken out leaves no more."""

import pytest
from django.utils import timezone

from candidates.errors import LetterUnderWay
from candidates.models import Campaign
from candidates.services.letters import confirm_letter, empty_letter
from candidates.services.writing import TAKEN_UP_AFTER, finish_letters, write_letters
from osce_portal.mail.corrections import repeat_mail
from osce_portal.mail.errors import TextErased
from osce_portal.mail.models import MailState, QueuedMail
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db
TEXTS = {"fr": {"subject": "Merci", "body": "Un mot de Madame Vandenabeele."}}


@pytest.fixture
def letter():
    """Written to one person, and in the outbox."""
    person = CandidateFactory()
    people = type(person).objects.filter(pk=person.pk)
    campaign = confirm_letter(people, TEXTS, actor=UserFactory(), key="letter")
    write_letters(campaign)
    return campaign


@pytest.mark.parametrize("state", [MailState.FAILED, MailState.UNCERTAIN])
def test_an_emptied_mail_that_did_not_leave_is_never_sent_again(letter, state):
    QueuedMail.objects.update(state=state)
    empty_letter(letter, actor=None)
    mail = QueuedMail.objects.get()
    assert "Vandenabeele" not in f"{mail.subject}{mail.body}{Campaign.objects.get().texts}"
    with pytest.raises(TextErased):
        repeat_mail(mail, actor=None)
    mail.refresh_from_db()
    assert mail.state == state


@pytest.mark.parametrize("state", [MailState.DUE, MailState.SENDING])
def test_a_letter_whose_mails_are_leaving_is_not_emptied(letter, state):
    QueuedMail.objects.update(state=state)
    with pytest.raises(LetterUnderWay):
        empty_letter(letter, actor=None)
    assert "Vandenabeele" in QueuedMail.objects.get().body


def test_a_letter_that_fails_keeps_no_other_waiting_and_each_goes_on_part_by_part(settings):
    settings.LETTERS_AT_ONCE = 1
    people = type(CandidateFactory()).objects.all()
    CandidateFactory()
    broken, other = (confirm_letter(people, TEXTS, actor=UserFactory(), key=key) for key in ("one", "two"))
    Campaign.objects.update(confirmed_at=timezone.now() - TAKEN_UP_AFTER)
    Campaign.objects.filter(pk=broken.pk).update(texts={})
    assert [finish_letters() for _round in range(3)] == [1, 1, 0]
    assert (broken.queued, other.queued) == (0, 2)
