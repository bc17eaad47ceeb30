"""Names, addresses, tokens and passwords never reach the logs, whatever goes wrong."""

import datetime as dt
import io
import logging

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from osce_portal.accounts.models import User
from osce_portal.logs import LOGGING, QuietFormatter, WithoutPaths
from osce_portal.mail.delivery import deliver_mail
from osce_portal.night import run_night
from tests.factories.accounts import UserFactory
from tests.factories.mail import QueuedMailFactory
from tests.triggers import refuse_in_the_database

pytestmark = pytest.mark.django_db
in_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the failure is PostgreSQL's trigger"
)
WORDS = ("qzx.person@example.org", "qzx-password-of-mine", "qzx-token", "Qzxname", "+32470999888")
EMAIL, PASSWORD, TOKEN, NAME, PHONE = WORDS


@pytest.fixture
def log():
    """What production would write."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(QuietFormatter())
    handler.addFilter(WithoutPaths())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def silent_about_people(log) -> bool:
    return not any(word.lower() in log.getvalue().lower() for word in WORDS)


def test_signing_in_resetting_and_searching_leave_no_trace_of_who(log, client):
    UserFactory(email=EMAIL)
    client.post(reverse("account_login"), {"login": EMAIL, "password": PASSWORD})
    client.post(reverse("account_reset_password"), {"email": EMAIL})
    client.get(reverse("account_reset_password_from_key", args=["1", TOKEN]))
    client.get(reverse("account_confirm_email", args=[TOKEN]))
    client.get(f"/{TOKEN}/", {"q": NAME})
    client.get(reverse("admin:candidates_candidate_changelist"), {"q": EMAIL})
    assert "POST account_login 200" in log.getvalue()
    assert "GET - 404" in log.getvalue()
    assert silent_about_people(log)


def test_an_error_is_told_by_its_kind_and_place_alone(log):
    try:
        raise ValueError(f"{NAME} has {PHONE}")
    except ValueError as error:
        logging.getLogger("osce_portal").exception("It failed: %s", error)
        logging.getLogger("celery.app.trace").error("Task raised: %r", error, exc_info=True)
    assert "ValueError" in log.getvalue()
    assert "test_logs.py" in log.getvalue()
    assert silent_about_people(log)


def test_a_row_that_the_database_refuses_is_not_told(log):
    UserFactory(email=EMAIL)
    try:
        with transaction.atomic():
            User.objects.create(email=EMAIL)
    except IntegrityError:
        logging.getLogger("osce_portal").exception("A row was refused.")
    assert "IntegrityError" in log.getvalue()
    assert silent_about_people(log)


@in_postgresql
def test_a_page_that_fails_says_where_and_not_about_whom(log):
    client, user = Client(raise_request_exception=False), UserFactory(email=EMAIL, notice=False)
    client.force_login(user)
    refuse_in_the_database(
        "INSERT ON privacy_noticeacceptance", f"NEW.account_id = {user.pk}", says=f"'{NAME} at {EMAIL}'"
    )
    assert client.post(f"{reverse('privacy:notice')}?token={TOKEN}").status_code == 500
    assert "POST privacy:notice 500" in log.getvalue()
    assert "InternalError" in log.getvalue()
    assert silent_about_people(log)


def test_a_mail_that_is_not_accepted_is_named_by_its_reference(log, settings):
    settings.EMAIL_BACKEND = "tests.osce_portal.test_logs.Refusing"
    mail = QueuedMailFactory(to_email=EMAIL, subject=NAME, body=PASSWORD)
    assert not deliver_mail(mail.pk)
    assert mail.public_id in log.getvalue()
    assert silent_about_people(log)


class Refusing:
    """A mail server that repeats the address it refuses, as many do."""

    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        raise ConnectionError(f"550 {EMAIL} unknown")

    def __exit__(self, *args):
        pass


@in_postgresql
def test_a_step_of_the_night_that_fails_tells_no_words_of_the_error(log):
    user = UserFactory(email=EMAIL, date_joined=timezone.now() - dt.timedelta(days=400))
    EmailAddress.objects.create(user=user, email=EMAIL, primary=True)
    refuse_in_the_database("DELETE ON accounts_user", f"OLD.id = {user.pk}", says=f"'{NAME} at {EMAIL}'")
    failed = [result.name for result in run_night() if result.rows is None]
    assert failed == ["accounts: forget accounts that nobody confirmed"]
    assert "InternalError" in log.getvalue()
    assert silent_about_people(log)


def test_everything_production_writes_goes_this_way():
    handler = LOGGING["handlers"]["console"]
    assert (handler["formatter"], handler["filters"]) == ("quiet", ["without_paths"])
    assert LOGGING["root"]["handlers"] == ["console"]
    assert LOGGING["loggers"]["django"] == {"handlers": [], "level": "INFO", "propagate": True}
