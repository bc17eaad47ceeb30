"""Many mails of one wording: rendered once, filled in for each."""

import pytest

from osce_portal.mail.models import MailState, QueuedMail
from osce_portal.mail.services import Alike, queue_alike, retire_mails
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.mail import QueuedMailFactory
from tests.factories.missions import CallFactory

pytestmark = pytest.mark.django_db


def test_each_has_the_own_name_reference_and_language_and_nobody_is_told_twice():
    call = CallFactory()
    people = [CandidateFactory(correspondence_language=code) for code in ("fr", "nl", "nl")]
    nameless = UserFactory(language="de")
    letters = [
        Alike(f"told:{number}", to, f"reference-{number}", wording="same")
        for number, to in enumerate([*people, nameless])
    ]

    def context(letter, reference):
        return {"candidacy": {"public_id": reference, "call": call}, "call": call}

    for _again in range(2):
        queue_alike("candidacies/reminder", letters, context=context)

    mails = list(QueuedMail.objects.order_by("pk"))
    assert [mail.language for mail in mails] == ["fr", "nl", "nl", "de"]
    assert [mail.recipient_ref for mail in mails] == [letter.to.public_id for letter in letters]
    for mail, person in zip(mails, people, strict=False):
        assert person.full_name in mail.body
    assert all(f"/my-candidacies/reference-{number}/" in mail.body for number, mail in enumerate(mails))
    assert len({mail.body for mail in mails}) == 4


def test_what_is_retired_does_not_leave_and_may_be_said_anew():
    waits = QueuedMailFactory(template="x/y", key="reminder:person:call:7")
    sent = QueuedMailFactory(template="x/y", key="reminder:person:call:14", state=MailState.SENT)
    other = QueuedMailFactory(template="x/y", key="reminder:person:other:7")

    for _again in range(2):
        retire_mails("x/y", kind="reminder", about="call", because_of="change")

    for mail in (waits, sent, other):
        mail.refresh_from_db()
    assert (waits.state, sent.state, other.state) == (MailState.FAILED, MailState.SENT, MailState.DUE)
    assert (waits.key, sent.key) == ("change:reminder:person:call:7", "change:reminder:person:call:14")
    assert other.key == "reminder:person:other:7"
