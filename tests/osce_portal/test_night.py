"""The night: every step in its order, once, whatever else fails."""

import datetime as dt
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from osce_portal import night
from osce_portal.mail.models import QueuedMail
from osce_portal.night import only_night, run_night
from osce_portal.tasks import nightly
from selection.candidacies.models import Candidacy
from tests.factories.candidacies import CandidacyFactory
from tests.factories.missions import CallFactory

LAPSE, REMIND, ASSESS = "candidacies: lapse drafts", "candidacies: remind of drafts", "assess_closed_calls"


@pytest.fixture
def reminders_break_down(db):
    """Two drafts to be reminded of, and a table that takes the first mail and refuses the second."""
    call = CallFactory(days_to_election=42 + 5)
    CandidacyFactory(call=call, candidate__email="first@example.org")
    CandidacyFactory(call=call, candidate__email="second@example.org")
    CandidacyFactory(call__due=True)
    Candidacy.objects.update(started_at=timezone.now() - dt.timedelta(days=60))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE mail_queuedmail ADD CHECK (to_email <> 'second@example.org')")


def test_a_failing_step_is_undone_and_does_not_stop_the_others(reminders_break_down, caplog):
    results = dict(run_night())
    assert (results[LAPSE], results[REMIND], results[ASSESS]) == (1, None, 0)
    assert not QueuedMail.objects.exists()
    assert "violates check constraint" in caplog.text


def test_a_failing_step_makes_the_command_fail(reminders_break_down, capsys):
    with pytest.raises(CommandError, match=REMIND):
        call_command("nightly")
    assert f"{REMIND}: failed" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_of_two_nights_at_once_the_second_does_nothing():
    seen = []

    def second_night():
        seen.append(run_night())
        connection.close()

    with only_night() as alone:
        assert alone
        other = threading.Thread(target=second_night)
        other.start()
        other.join()
    assert seen == [[]]
    assert {LAPSE, REMIND, ASSESS} <= dict(run_night()).keys()


@pytest.mark.django_db
@pytest.mark.parametrize("times", [0, 1, 2, 10])
def test_the_night_run_any_number_of_times_sends_the_same_mails(times):
    CandidacyFactory(call__due=True)
    draft = CandidacyFactory(call=CallFactory(days_to_election=42 + 5))
    Candidacy.objects.update(started_at=timezone.now() - dt.timedelta(days=60))

    for _again in range(times):
        nightly()

    keys = set(QueuedMail.objects.values_list("key", flat=True))
    assert keys == ({f"reminder:{draft.candidate.public_id}:{draft.call.public_id}:7"} if times else set())
    assert QueuedMail.objects.count() == len(keys)
    assert Candidacy.objects.filter(status="lapsed").count() == min(times, 1)


@pytest.mark.django_db
def test_the_night_closes_lapses_and_reminds_in_this_order():
    names = [step.name for step in night.night_steps()]
    assert names.index(LAPSE) < names.index(REMIND)
