"""Whether a file is still correct: the button, the yearly mail, what staff read."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from candidates.currency import current_since, is_current
from candidates.models import Candidate
from candidates.services import add_document, add_entry, ask_for_confirmation, confirm_file
from osce_portal.audit.models import AuditEntry
from osce_portal.mail.models import QueuedMail
from osce_portal.night import night_steps
from tests.factories.accounts import UserFactory
from tests.factories.assessment import officer
from tests.factories.candidates import CandidateFactory
from tests.factories.files import StoredFileFactory

pytestmark = pytest.mark.django_db


def aged(days: int, **facts) -> Candidate:
    """A registered person whose file is that many days old."""
    person = CandidateFactory(registered=True, **facts)
    age(person, days)
    return person


def age(person: Candidate, days: int) -> None:
    then = timezone.now() - dt.timedelta(days=days)
    Candidate.objects.filter(pk=person.pk).update(updated_at=then)
    Candidate.objects.filter(pk=person.pk, confirmed_at__isnull=False).update(confirmed_at=then)
    Candidate.objects.filter(pk=person.pk, asked_at__isnull=False).update(asked_at=then)
    person.refresh_from_db()


@pytest.mark.parametrize(("days", "asked"), [(300, 0), (400, 1)])
def test_a_file_older_than_a_year_is_asked_about_once(days, asked):
    person = aged(days, correspondence_language="de")

    assert [ask_for_confirmation(), ask_for_confirmation()] == [asked, 0]

    mails = QueuedMail.objects.filter(template="candidates/still_correct")
    assert [(mail.recipient_ref, mail.language) for mail in mails] == [(person.public_id, "de")] * asked


def test_somebody_who_does_not_answer_is_asked_again_a_year_later():
    person = aged(400)
    ask_for_confirmation()
    QueuedMail.objects.update(key="last year's")
    age(person, 300)
    assert ask_for_confirmation() == 0
    age(person, 400)

    assert ask_for_confirmation() == 1


def test_the_setting_says_after_how_many_months(settings):
    aged(100)
    assert ask_for_confirmation() == 0

    settings.FILE_CURRENT_MONTHS = 3

    assert ask_for_confirmation() == 1


@pytest.mark.parametrize("facts", [{"without_account": True}, {"user__is_active": False}])
def test_nobody_is_asked_who_could_not_answer(facts):
    aged(400, **facts)

    assert ask_for_confirmation() == 0


def test_a_confirmation_a_new_line_and_a_new_paper_make_a_file_current():
    acts = [
        lambda person: confirm_file(person, actor=person.user),
        lambda person: add_entry(
            person, type(person).skills.rel.related_model, actor=person.user, kind="digital", description="R"
        ),
        lambda person: add_document(
            person, kind="cv", title="CV", file=StoredFileFactory(), actor=person.user
        ),
    ]
    for act in acts:
        person = aged(400)
        assert not is_current(person, timezone.now())

        act(person)

        person.refresh_from_db()
        assert is_current(person, timezone.now())
    assert ask_for_confirmation() == 0


def test_the_button_of_the_overview_confirms(client):
    person = aged(400, user__language="en")
    client.force_login(person.user)
    assert "That is long ago" in client.get(reverse("candidates:overview")).content.decode()

    answer = client.post(reverse("candidates:confirm"), follow=True)

    assert "still correct" in answer.content.decode()
    assert "That is long ago" not in answer.content.decode()
    assert AuditEntry.objects.filter(action="candidate.confirmed", subject_ref=person.public_id).exists()


def test_whoever_has_no_file_has_nothing_to_confirm(client):
    client.force_login(UserFactory())

    assert client.post(reverse("candidates:confirm")).status_code == 404


def test_staff_read_when_a_file_was_confirmed_and_what_it_is_complete_for(client):
    person = confirm_file(CandidateFactory(registered=True, belgian=True, with_cv=True), actor=None)
    client.force_login(officer())

    page = client.get(reverse("admin:candidates_candidate_change", args=[person.public_id])).content.decode()

    assert "Confirmed as correct at" in page
    assert "Election observation, Junior Professional Officer, Civilian crisis management" in page


@pytest.mark.parametrize(
    ("now", "since"),
    [("2028-02-29", "2027-02-28"), ("2026-11-22", "2025-11-22"), ("2026-12-31", "2025-12-28")],
)
def test_a_year_ago_is_a_day_that_exists(now, since):
    instant = dt.datetime.fromisoformat(f"{now}T03:00:00+00:00")

    assert current_since(instant).date() == dt.date.fromisoformat(since)


def test_the_night_asks():
    assert ask_for_confirmation in [step.run for step in night_steps()]
