"""The night: every step in its order, once, whatever else fails."""

import datetime as dt
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from osce_portal import night
from osce_portal.mail.models import QueuedMail
from osce_portal.night import NightStep, only_night, run_night
from osce_portal.tasks import nightly
from selection.candidacies.models import Candidacy
from tests.factories.candidacies import CandidacyFactory
from tests.factories.missions import CallFactory


@pytest.fixture
def steps(monkeypatch):
    """Steps of this test instead of the house's."""
    own: list[NightStep] = []
    monkeypatch.setattr(night, "_steps", own)
    return own


def break_down() -> int:
    QueuedMail.objects.create(key="x", to_email="x@example.org", due_at=timezone.now())
    raise RuntimeError("out of order")


@pytest.mark.django_db
def test_a_failing_step_is_undone_and_does_not_stop_the_others(steps, caplog):
    steps += [NightStep(2, "after", lambda: 3), NightStep(1, "broken", break_down)]
    assert run_night() == [("broken", None), ("after", 3)]
    assert not QueuedMail.objects.exists()
    assert "out of order" in caplog.text


@pytest.mark.django_db
def test_a_failing_step_makes_the_command_fail(steps, capsys):
    steps.append(NightStep(1, "broken", break_down))
    with pytest.raises(CommandError, match="broken"):
        call_command("nightly")
    assert "broken: failed" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_of_two_nights_at_once_the_second_does_nothing(steps):
    steps.append(NightStep(1, "step", lambda: 1))
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
    assert run_night() == [("step", 1)]


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
    lapse, remind = (
        names.index("candidacies: lapse drafts"), names.index("candidacies: remind of drafts"),
    )  # fmt: skip
    assert lapse < remind
