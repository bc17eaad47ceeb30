"""Mails and requests of somebody who is erased while they are on their way."""

import datetime as dt

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.db import connection
from django.utils import timezone

from osce_portal.accounts.models import User
from osce_portal.common.errors import FileGone
from osce_portal.erasure import mentions_of
from osce_portal.mail.corrections import correct_mail
from osce_portal.mail.delivery import MAX_ATTEMPTS, deliver_mail, settle_stuck
from osce_portal.mail.errors import UnderWay
from osce_portal.mail.models import MailState, QueuedMail
from osce_portal.people import all_files, person_behind
from osce_portal.privacy.services import ask_erasure, erase_person
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.mail import QueuedMailFactory

pytestmark = pytest.mark.django_db


def erase(candidate) -> None:
    person = person_behind(all_files().select_related("user").get(pk=candidate.pk))
    erase_person(person, key="erased:test", actor=UserFactory(staff=True))


def erase_the_named() -> None:
    """As another process would, by a connection of its own."""
    try:
        erase(all_files().get(first_name="Qzxqzx"))
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("answer", "attempts", "state"),
    [
        ("250 OK", 0, MailState.SENT),
        ("550 <qzxqzx@example.org> is not here", 0, MailState.FAILED),
        ("550 <qzxqzx@example.org> is not here", MAX_ATTEMPTS, MailState.FAILED),
    ],
)
def test_a_mail_that_is_being_sent_is_not_written_back(postbox, answer, attempts, state):
    postbox.meanwhile, postbox.answer = erase_the_named, answer
    candidate = CandidateFactory(first_name="Qzxqzx")
    mail = QueuedMailFactory(
        recipient_ref=candidate.public_id, to_email="qzxqzx@example.org", subject="Qzxqzx", attempts=attempts
    )

    deliver_mail(mail.pk)

    mail.refresh_from_db()
    assert postbox.messages[0]["Subject"] == "Qzxqzx"
    assert (mail.state, mail.to_email, mail.subject, mail.body, mail.last_error) == (state, "", "", "", "")


def test_a_mail_emptied_while_a_killed_worker_had_it_does_not_go_again():
    mail = QueuedMailFactory(to_email="", may_repeat=True, state=MailState.SENDING)
    QueuedMail.objects.update(sending_since=mail.created_at.replace(year=2020))

    settle_stuck()

    assert QueuedMail.objects.get().state == MailState.UNCERTAIN


def test_the_last_mail_is_forgotten_also_where_a_killed_worker_had_it():
    candidate = CandidateFactory(email="qzxqzx@example.org")
    erase(candidate)
    since = timezone.now() - dt.timedelta(hours=1)
    last = QueuedMail.objects.filter(key="erased:test")
    assert last.get().to_email == "qzxqzx@example.org"
    last.update(state=MailState.SENDING, sending_since=since)

    settle_stuck()

    mail = last.get()
    assert (mail.state, mail.to_email, mail.subject, mail.body) == (MailState.UNCERTAIN, "", "", "")


def test_whoever_was_erased_asks_and_confirms_nothing_any_more(rf):
    candidate = CandidateFactory()
    account = User.objects.get(pk=candidate.user_id)
    address = EmailAddress.objects.create(user=account, email="qzxqzx@example.org")
    erase(candidate)

    with pytest.raises(FileGone):
        ask_erasure(account, why="I am qzxqzx.")
    assert not get_adapter().confirm_email(rf.get("/"), address)
    assert not EmailAddress.objects.exists()


def test_texts_to_others_are_found_by_whatever_names_the_person():
    candidacy = CandidacyFactory(received=True, call__closed=True, candidate__last_name="Peeters")
    file = candidacy.candidate
    file.phone = "+32470123456"
    file.save()
    officer, person = UserFactory(staff=True), person_behind(file)
    signs = [
        "Peeters", file.email, file.public_id, "0470 12 34 56", candidacy.receipt_number,
        f"https://example.org/candidacies/{candidacy.public_id}/",
    ]  # fmt: skip
    mails = [QueuedMailFactory() for _sign in [*signs, "Peetersen"]]
    for mail, sign in zip(mails, [*signs, "Peetersen"], strict=True):
        correct_mail(mail, subject="A word", body=f"Ask {sign}.", actor=officer)
    untouched = QueuedMailFactory(body="Peeters stands here by itself.")  # written by nobody

    found = {mention.reference: mention for mention in mentions_of(person)}
    assert list(found) == [mail.public_id for mail in mails[:-1]]
    with pytest.raises(UnderWay):
        found[mails[0].public_id].empty(actor=officer)
    QueuedMail.objects.update(state=MailState.SENT)
    for mention in found.values():
        mention.empty(actor=officer)

    assert set(QueuedMail.objects.filter(body="").values_list("pk", flat=True)) == {
        one.pk for one in mails[:-1]
    }
    assert mentions_of(person) == []
    assert QueuedMail.objects.get(pk=untouched.pk).body
