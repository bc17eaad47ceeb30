import pytest
from django.utils import timezone

from osce_portal.audit.models import AuditEntry
from osce_portal.mail.corrections import correct_mail, repeat_mail
from osce_portal.mail.errors import NotDue, NotRepeatable, Overtaken
from osce_portal.mail.models import MailState
from tests.factories.accounts import UserFactory
from tests.factories.mail import QueuedMailFactory

pytestmark = pytest.mark.django_db


def test_correct_mail_gives_another_text_and_keeps_the_old_one_in_the_audit():
    mail, officer = QueuedMailFactory(), UserFactory(staff=True)
    old = mail.subject
    mail = correct_mail(mail, subject="Autre\nsujet", body="Autre texte", actor=officer)
    assert (mail.subject, mail.body) == ("Autre sujet", "Autre texte")
    entry = AuditEntry.objects.get(action="mail.corrected")
    assert entry.actor == officer
    assert entry.value_rows.get().values["before"]["subject"] == old


@pytest.mark.parametrize("state", sorted(set(MailState) - {MailState.DUE}))
def test_correct_mail_refuses_what_has_left(state):
    with pytest.raises(NotDue):
        correct_mail(QueuedMailFactory(state=state), subject="x", body="x", actor=None)


def test_correct_mail_refuses_a_personal_link():
    with pytest.raises(NotDue):
        correct_mail(QueuedMailFactory(template="accounts/reset_password"), subject="x", body="x", actor=None)


@pytest.mark.parametrize("state", [MailState.FAILED, MailState.UNCERTAIN])
def test_repeat_mail_makes_it_due_again_and_is_audited(state):
    mail = repeat_mail(QueuedMailFactory(state=state, attempts=8, last_error="refused"), actor=UserFactory())
    assert (mail.state, mail.attempts, mail.last_error) == (MailState.DUE, 0, "")
    assert AuditEntry.objects.get(action="mail.repeated").value_rows.get().values["state"] == state


@pytest.mark.parametrize("state", [MailState.DUE, MailState.SENDING, MailState.SENT])
def test_repeat_mail_refuses_what_left_or_will_leave(state):
    with pytest.raises(NotRepeatable):
        repeat_mail(QueuedMailFactory(state=state), actor=None)


def test_repeat_mail_refuses_what_its_date_has_overtaken():
    with pytest.raises(Overtaken):
        repeat_mail(QueuedMailFactory(state=MailState.FAILED, not_after=timezone.now()), actor=None)
