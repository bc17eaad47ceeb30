import time

from osce_portal.mail.models import MailState, QueuedMail
from osce_portal.mail.tasks import deliver
from tests.factories.mail import QueuedMailFactory

PATIENCE_SECONDS = 60


def note_of_the_worker(mail: QueuedMail) -> None:
    """Read the row again once the worker has noted the outcome: the mail arrives a moment before that."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    mail.refresh_from_db()
    while mail.state == MailState.SENDING and time.monotonic() < give_up:
        time.sleep(0.05)
        mail.refresh_from_db()


def test_a_queued_mail_leaves_through_a_real_worker(celery_worker_process):
    mail = QueuedMailFactory(to_email="odile@example.org", body="Numéro de réception : 1\n")

    deliver.delay(mail.pk)

    (message,) = celery_worker_process.wait_for(1)
    assert message["To"] == "odile@example.org"
    assert message["Subject"] == "Nous avons bien reçu votre candidature"
    assert message.get_content().splitlines() == ["Numéro de réception : 1"]
    note_of_the_worker(mail)
    assert (mail.state, mail.attempts) == (MailState.SENT, 1)
