import pytest
from django.db import transaction

from osce_portal.mail.models import MailState, QueuedMail
from osce_portal.mail.services import queue_mail
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def queue(to, key="once", **kwargs):
    context = {"link": "https://portal.example/x?a=1&b=2", "what": "l'adresse <b>"}
    return queue_mail("accounts/account_changed", key=key, to=to, context=context, **kwargs)


def test_queue_mail_keeps_one_row_per_key_ever():
    user = UserFactory()
    assert queue(user).pk == queue(user).pk
    assert queue(user, key="other").pk != queue(user).pk
    assert QueuedMail.objects.count() == 2


def test_queue_mail_writes_plain_text_without_entities():
    mail = queue(UserFactory())
    assert "l'adresse <b>" in mail.body
    assert "a=1&b=2" in mail.body


def test_queue_mail_leaves_after_the_commit_and_not_before(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        mail = queue(UserFactory())
        assert QueuedMail.objects.get().state == MailState.DUE
    mail.refresh_from_db()
    assert mail.state == MailState.SENT


@pytest.mark.django_db(transaction=True)
def test_queue_mail_leaves_nothing_when_the_act_is_rolled_back(mailoutbox):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue(UserFactory())
        raise ZeroDivisionError
    assert QueuedMail.objects.count() == 0
    assert mailoutbox == []


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_queue_mail_speaks_the_recipients_language(language, settings):
    settings.LANGUAGE_CODE = "en"
    mail = queue(UserFactory(language=language))
    assert mail.language == language


def test_subject_stays_one_line_whatever_is_in_it(tmp_path, settings):
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "forged_subject.txt").write_text("Receipt {{ name }}")
    (folder / "forged_body.txt").write_text("Text")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]

    name = "x\r\nBcc: everybody@example.org\n\u2028y"
    mail = queue_mail("forged", key="forged", to=UserFactory(), context={"name": name})

    assert mail.subject == "Receipt x Bcc: everybody@example.org y"
