import datetime as dt
import threading
import time

import pytest
from django.db import connection, transaction
from django.utils import timezone

from osce_portal.mail.delivery import MAX_ATTEMPTS, deliver_due, deliver_mail, settle_stuck
from osce_portal.mail.models import MailState, QueuedMail
from tests.factories.mail import QueuedMailFactory
from tests.services import free_port

LONG_AGO = dt.timedelta(hours=1)


@pytest.fixture
def no_server(settings):
    """A mail server that does not answer."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()


@pytest.mark.django_db
def test_deliver_due_hands_the_mail_to_the_server_once(postbox, settings):
    mail = QueuedMailFactory()
    assert deliver_due() == 1
    assert deliver_due() == 0

    (message,) = postbox.wait_for(1)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.SENT, 1)
    assert message["Subject"] == mail.subject
    assert message["To"] == mail.to_email
    assert message["Reply-To"] == settings.REPLY_TO_EMAIL
    assert message["Message-ID"].startswith(f"<{mail.public_id}@")
    assert message["Content-Language"] == "fr"
    assert message.get_content().replace("\r\n", "\n") == mail.body


@pytest.mark.django_db
def test_a_personal_link_is_not_kept_once_it_is_sent(postbox):
    mail = QueuedMailFactory(template="accounts/reset_password", body="http://testserver/secret\n")
    deliver_due()
    mail.refresh_from_db()
    assert mail.body == ""
    assert "secret" in postbox.wait_for(1)[0].get_content()


@pytest.mark.django_db
def test_a_line_break_in_an_address_forges_no_header(postbox):
    mail = QueuedMailFactory(to_email="a@example.org\r\nBcc: b@example.org")
    assert deliver_mail(mail.pk) is False
    mail.refresh_from_db()
    assert mail.state == MailState.DUE
    assert "Invalid address" in mail.last_error
    assert postbox.messages == []


@pytest.mark.django_db
def test_a_mail_that_is_not_yet_due_waits(postbox):
    mail = QueuedMailFactory(due_at=timezone.now() + LONG_AGO)
    assert deliver_mail(mail.pk) is False
    assert postbox.messages == []


@pytest.mark.django_db
def test_a_refused_mail_waits_longer_each_time_and_fails_visibly_at_last(no_server):
    mail = QueuedMailFactory()
    pauses = []
    for attempt in range(1, MAX_ATTEMPTS + 1):
        assert deliver_mail(mail.pk) is False
        mail.refresh_from_db()
        pauses.append(mail.due_at - timezone.now())
        assert mail.attempts == attempt
        mail.due_at = timezone.now()
        mail.save(update_fields=["due_at"])

    assert pauses == sorted(pauses)
    assert pauses[0] > dt.timedelta(minutes=1)
    assert mail.state == MailState.FAILED
    assert "ConnectionRefusedError" in mail.last_error


@pytest.mark.django_db
def test_a_failed_mail_is_not_tried_again_by_itself(postbox):
    QueuedMailFactory(state=MailState.FAILED)
    assert deliver_due() == 0


@pytest.mark.django_db
def test_a_mail_overtaken_by_its_date_never_leaves(postbox):
    mail = QueuedMailFactory(not_after=timezone.now() - LONG_AGO)
    assert deliver_due() == 0
    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (MailState.FAILED, "overtaken by its date")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("may_repeat", "state"),
    [(True, MailState.DUE), (False, MailState.UNCERTAIN)],
    ids=["reminder", "decision"],
)
def test_what_a_killed_worker_left_is_repeated_only_if_it_may_be(may_repeat, state):
    since = timezone.now() - LONG_AGO
    mail = QueuedMailFactory(state=MailState.SENDING, sending_since=since, may_repeat=may_repeat)
    fresh = QueuedMailFactory(state=MailState.SENDING, sending_since=timezone.now())

    assert settle_stuck() == 1

    mail.refresh_from_db()
    fresh.refresh_from_db()
    assert (mail.state, fresh.state) == (state, MailState.SENDING)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("may_repeat", "state", "arrived"),
    [(True, MailState.DUE, 2), (False, MailState.UNCERTAIN, 1)],
    ids=["reminder", "decision"],
)
def test_what_a_server_took_without_a_word_is_repeated_only_if_it_may_be(postbox, may_repeat, state, arrived):
    postbox.falls_silent = True
    mail = QueuedMailFactory(may_repeat=may_repeat)

    assert deliver_due() == 0
    mail.refresh_from_db()
    assert mail.state == state

    QueuedMail.objects.update(due_at=timezone.now())
    assert deliver_due() == 0
    assert len(postbox.messages) == arrived


@pytest.mark.django_db
def test_an_uncertain_decision_is_never_sent_again_by_itself(postbox):
    since = timezone.now() - LONG_AGO
    QueuedMailFactory(state=MailState.SENDING, sending_since=since, may_repeat=False)
    assert deliver_due() == 0
    assert postbox.messages == []


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("locks", "sent"), [(True, 1), (False, 2)], ids=["locked", "control without locks"])
def test_two_deliverers_send_one_mail(postbox, locks, sent):
    """Both are held between reading the row and claiming it; the control shows that this is the moment."""
    mail = QueuedMailFactory()

    def deliver():
        if not locks:
            connection.features.has_select_for_update_skip_locked = False
        try:
            deliver_mail(mail.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=deliver) for _number in range(2)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE mail_queuedmail IN SHARE MODE")  # rows may be read and locked, not written
        for thread in threads:
            thread.start()
        wait_until_each_is_held_or_gone(threads, cursor)
    for thread in threads:
        thread.join()

    assert len(postbox.messages) == sent


def wait_until_each_is_held_or_gone(threads, cursor) -> None:
    """A thread is held where its claim waits for our lock; AssertionError when one is neither for long."""
    deadline = time.monotonic() + 20
    held = 0
    while held + sum(not thread.is_alive() for thread in threads) < len(threads):
        assert time.monotonic() < deadline
        time.sleep(0.02)
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'mail_queuedmail'::regclass"
        )
        (held,) = cursor.fetchone()
