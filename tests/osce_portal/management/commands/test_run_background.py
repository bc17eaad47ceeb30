"""The background jobs of a development portal."""

import datetime as dt
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command

from osce_portal.mail.models import MailState
from osce_portal.management.commands.run_background import attempt, latest_night
from tests.factories.mail import QueuedMailFactory


@pytest.mark.django_db(transaction=True)
def test_one_round_wakes_the_outbox_and_ends_with_its_input(postbox):
    mail = QueuedMailFactory(to_email="jan@example.org")

    with Path("/dev/null").open() as nothing:  # at its end, as when the server beside the jobs is gone
        call_command("run_background", stdin=nothing)

    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    assert [message["To"] for message in postbox.messages] == ["jan@example.org"]


def test_a_job_that_fails_is_logged_and_stops_no_other(caplog):
    def stumble():
        raise ZeroDivisionError

    attempt(stumble)

    assert "A background job failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    ("instant", "night"),
    [
        ("2026-11-21T23:04:59Z", dt.date(2026, 11, 21)),  # 00:04:59 in Brussels: the night has not begun
        ("2026-11-21T23:05:00Z", dt.date(2026, 11, 22)),
        ("2026-07-01T22:05:00Z", dt.date(2026, 7, 2)),  # summer time
    ],
)
def test_the_night_begins_five_minutes_after_midnight_in_brussels(instant, night):
    with time_machine.travel(dt.datetime.fromisoformat(instant), tick=False):
        assert latest_night() == night
