import pytest
from django.conf import settings
from django.urls import reverse

from osce_portal.audit.models import AuditEntry
from osce_portal.mail.kinds import KINDS
from osce_portal.mail.models import MailState, QueuedMail
from osce_portal.staff_admin import row_address
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.mail import QueuedMailFactory

pytestmark = pytest.mark.django_db
LIST = "admin:mail_queuedmail_changelist"


@pytest.fixture
def officer(client):
    user = UserFactory(staff=True, groups=["desk_officer"], language="en")
    client.force_login(user)
    return user


def change(mail):
    return row_address(mail)


def test_officer_corrects_a_mail_that_is_due(client, officer):
    mail = QueuedMailFactory()
    response = client.post(change(mail), {"subject": "Nouveau", "body": "Autre texte"})
    assert response.status_code == 302
    mail.refresh_from_db()
    assert (mail.subject, mail.body) == ("Nouveau", "Autre texte")


def test_text_typed_too_late_is_refused_with_a_message_and_kept_on_the_page(client, officer):
    mail = QueuedMailFactory(state=MailState.SENT)
    page = client.post(change(mail), {"subject": "Too late", "body": "typed for nothing"}).content.decode()
    assert "This mail has left meanwhile" in page
    assert "typed for nothing" in page
    mail.refresh_from_db()
    assert mail.subject != "Too late"


def test_a_personal_link_is_shown_to_nobody_in_the_admin(client, officer):
    mail = QueuedMailFactory(template="accounts/reset_password", body="https://portal.example/secret-key")
    page = client.get(change(mail)).content.decode()
    assert "secret-key" not in page
    assert "only the person who receives it" in page
    assert client.post(change(mail), {"subject": "x", "body": "x"}).status_code == 404


def test_reading_a_mail_is_written_down(client, officer):
    mail = QueuedMailFactory()
    client.get(change(mail))
    entry = AuditEntry.objects.get(action="mail.seen")
    assert (entry.actor, entry.object_ref) == (officer, mail.public_id)


def test_sending_again_asks_first_and_names_each_refusal(client, officer):
    failed, sent = QueuedMailFactory(state=MailState.FAILED), QueuedMailFactory(state=MailState.SENT)
    data = {"action": "repeat_mails", "_selected_action": [failed.pk, sent.pk]}

    asked = client.post(reverse(LIST), data)
    assert "may arrive a second time" in asked.content.decode()
    assert QueuedMail.objects.get(pk=failed.pk).state == MailState.FAILED

    page = client.post(reverse(LIST), data | {"confirmed": "yes"}, follow=True).content.decode()
    assert "1 mail is to be sent again" in page
    assert "can be sent again" in page
    assert QueuedMail.objects.get(pk=failed.pk).state == MailState.DUE


def test_an_address_that_leads_to_no_mail_is_no_page(client, officer):
    assert client.get(reverse("admin:mail_queuedmail_change", args=["nonsense"])).status_code == 404


def test_auditor_reads_and_changes_nothing(client):
    client.force_login(UserFactory(staff=True, groups=["auditor"]))
    mail = QueuedMailFactory()
    assert client.get(change(mail)).status_code == 200
    assert client.post(change(mail), {"subject": "x", "body": "x"}).status_code == 404


def test_administrators_of_accounts_read_nobodys_mail(client):
    client.force_login(UserFactory(staff=True, groups=["administrator"]))
    mail = QueuedMailFactory(template="delegation/selected", subject="You were selected")

    assert client.get(change(mail)).status_code == 404
    assert client.get(reverse(LIST)).status_code == 404
    assert reverse(LIST) not in client.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_one_and_three_rows(client, officer, rows, django_assert_max_num_queries):
    QueuedMailFactory.create_batch(rows)
    client.get(reverse(LIST))
    with django_assert_max_num_queries(11):
        client.get(reverse(LIST))


def test_nobody_reads_or_repeats_here_what_goes_to_oneself(client, officer):
    own = QueuedMailFactory(
        recipient_ref=officer.public_id, subject="My own password", state=MailState.FAILED
    )
    mine = CandidateFactory(user=officer)
    outcome = QueuedMailFactory(
        recipient_ref=mine.public_id, subject="My own outcome", state=MailState.FAILED
    )

    page = client.get(reverse(LIST)).content.decode()
    repeat = {"action": "repeat_mails", "_selected_action": [own.pk, outcome.pk], "confirmed": "yes"}
    client.post(reverse(LIST), repeat)

    assert "My own" not in page
    assert client.get(change(outcome)).status_code == 404
    assert set(QueuedMail.objects.values_list("state", flat=True)) == {MailState.FAILED}


def test_what_was_corrected_is_erased_with_the_persons_other_traces(client, officer):
    mail = QueuedMailFactory(recipient_ref="X" * 22)

    client.post(change(mail), {"subject": "Nouveau", "body": "Autre texte"})

    assert AuditEntry.objects.get(action="mail.corrected").subject_ref == "X" * 22


def test_every_mail_that_can_be_queued_has_its_words():
    bodies = (settings.BASE_DIR / "templates" / "mail").glob("*/*_body.txt")

    assert set(KINDS) == {f"{body.parent.name}/{body.name.removesuffix('_body.txt')}" for body in bodies}
