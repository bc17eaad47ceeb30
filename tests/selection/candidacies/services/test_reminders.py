"""Reminders: each once, ever; after missed nights only the nearest; none after the deadline."""

import datetime as dt

import pytest
from django.utils import timezone

from missions.deadlines import end_of_day
from missions.models import Call
from osce_portal.mail.models import QueuedMail
from selection.candidacies.models import Candidacy
from selection.candidacies.services import remind_drafts, start_candidacy, withdraw_candidacy
from selection.candidacies.services.reminders import due_reminder
from tests.factories.candidacies import CandidacyFactory

pytestmark = pytest.mark.django_db


def set_days_left(days: int) -> None:
    """Move every call's last day, never the clock."""
    closes_on = timezone.localdate() + dt.timedelta(days=days)
    Call.objects.update(closes_on=closes_on, closes_at=end_of_day(closes_on))


def sent() -> list[str]:
    return [key.rsplit(":", 1)[1] for key in QueuedMail.objects.order_by("pk").values_list("key", flat=True)]


@pytest.fixture
def draft():
    candidacy = CandidacyFactory()
    Candidacy.objects.update(started_at=timezone.now() - dt.timedelta(days=60))
    return candidacy


@pytest.mark.parametrize(
    ("days", "expected"),
    [(30, None), (15, None), (14, 14), (13, 14), (8, 14), (7, 7), (4, 7), (3, 3), (2, 3), (1, 1), (0, 1)],
)
def test_the_nearest_reminder_is_the_one_due(days, expected):
    today = dt.date(2027, 3, 14)
    assert due_reminder(today + dt.timedelta(days=days), today) == expected


@pytest.mark.parametrize(
    ("nights", "expected"),
    [
        (range(20, -1, -1), ["14", "7", "3", "1"]),
        ([15, 13, 12], ["14"]),  # one night missed
        ([14, 5], ["14", "7"]),  # two
        ([8, 2], ["14", "3"]),  # 7 and 3 were missed: only the nearest
        ([15, 0], ["1"]),
        ([14] * 10, ["14"]),
        ([], []),
    ],
)
def test_every_reminder_goes_out_once_and_missed_nights_are_caught_up(draft, nights, expected):
    for days in nights:
        set_days_left(days)
        remind_drafts()
    assert sent() == expected


def test_nothing_goes_out_after_the_deadline(draft):
    set_days_left(-1)
    assert remind_drafts() == 0
    assert not QueuedMail.objects.exists()


def test_a_reminder_is_not_delivered_after_the_deadline(draft):
    set_days_left(3)
    remind_drafts()
    mail = QueuedMail.objects.get()
    assert (mail.not_after, mail.may_repeat) == (Call.objects.get().closes_at, True)


def test_who_has_handed_in_or_withdrawn_is_left_alone(draft):
    received = CandidacyFactory(received=True)
    withdrawn = withdraw_candidacy(CandidacyFactory(), actor=None)
    Candidacy.objects.update(started_at=timezone.now() - dt.timedelta(days=60))
    QueuedMail.objects.all().delete()
    set_days_left(7)
    assert remind_drafts() == 1
    reached = set(QueuedMail.objects.values_list("recipient_ref", flat=True))
    assert not reached & {received.candidate.public_id, withdrawn.candidate.public_id}


def test_who_has_started_today_is_not_reminded_of_a_day_that_was_before(draft):
    Candidacy.objects.update(started_at=timezone.now())
    set_days_left(5)
    assert remind_drafts() == 0
    set_days_left(-1)


def test_a_new_draft_for_the_same_call_brings_no_second_mail_of_a_kind(draft):
    set_days_left(7)
    remind_drafts()
    withdraw_candidacy(draft, actor=None)
    start_candidacy(draft.candidate, draft.call, actor=None)
    Candidacy.objects.update(started_at=timezone.now() - dt.timedelta(days=60))
    assert remind_drafts() == 0
    assert QueuedMail.objects.filter(template="candidacies/reminder").count() == 1


def test_a_reminder_speaks_the_persons_language_and_names_the_last_day(draft):
    draft.candidate.correspondence_language = "de"
    draft.candidate.save()
    set_days_left(3)
    remind_drafts()
    mail = QueuedMail.objects.get()
    assert (mail.language, "Kirgisistan" in mail.subject) == ("de", True)
    assert str(Call.objects.get().closes_on.year) in mail.body
