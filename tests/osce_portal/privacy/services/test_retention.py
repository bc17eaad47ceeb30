"""The retention clock, the switch of the purge, and legal holds."""

import datetime as dt

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from candidates.models import Candidate
from osce_portal.audit.models import AuditEntry
from osce_portal.audit.services import record
from osce_portal.common.errors import OwnFile
from osce_portal.erasure import obstacles_of
from osce_portal.mail.models import QueuedMail
from osce_portal.people import person_behind
from osce_portal.privacy.errors import HoldLifted, ReasonMissing
from osce_portal.privacy.models import LegalHold, PurgeSwitch, RetentionNotice
from osce_portal.privacy.services import (
    anonymised_from,
    lift_hold,
    place_hold,
    purge_inactive,
    switch_purge,
    tell_before_purge,
)
from osce_portal.privacy.services.retention import forecast, years_after
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import CandidateFactory
from tests.triggers import refuse_in_the_database

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - dt.timedelta(days=366 * settings.RETENTION_YEARS)


@pytest.fixture
def admin():
    return UserFactory(staff=True, groups=["administrator"], language="en")


@pytest.fixture
def armed(admin):
    return switch_purge(armed=True, reason="Selection list of 1 March 2027.", actor=admin)


@pytest.fixture
def quiet():
    """A file on which nothing has happened for longer than files are kept."""
    candidate = CandidateFactory(registered=True, with_cv=True, correspondence_language="nl")
    Candidate.objects.filter(pk=candidate.pk).update(updated_at=LONG_AGO)
    candidate.refresh_from_db()
    return candidate


def notice_runs_out():
    RetentionNotice.objects.update(due_on=timezone.localdate())


def is_anonymised(candidate) -> bool:
    candidate.refresh_from_db()
    return candidate.anonymised_at is not None


def test_nobody_is_told_and_nothing_is_erased_before_the_purge_is_armed(quiet):
    assert (tell_before_purge(), purge_inactive()) == (0, 0)
    assert forecast().to_tell == 1
    assert not RetentionNotice.objects.exists()


def test_a_purge_that_was_disarmed_is_a_dry_run_again(quiet, armed, admin):
    switch_purge(armed=False, reason="A question of the Archives.", actor=admin)
    assert tell_before_purge() == 0


def test_the_person_is_told_thirty_days_before_in_the_own_language(quiet, armed):
    assert (tell_before_purge(), tell_before_purge()) == (1, 0)
    notice, mail = RetentionNotice.objects.get(), QueuedMail.objects.get(template="privacy/retention")
    assert notice.due_on == timezone.localdate() + dt.timedelta(days=30)
    assert (mail.to_email, mail.language) == (quiet.email, "nl")


def test_once_the_notice_has_run_out_the_file_is_anonymised(quiet, armed):
    tell_before_purge()
    assert purge_inactive() == 0
    notice_runs_out()
    assert purge_inactive() == 1
    assert is_anonymised(quiet)
    assert purge_inactive() == 0


def test_whoever_was_told_came_back_and_is_quiet_again_for_years_is_told_anew(quiet, armed):
    before = LONG_AGO - dt.timedelta(days=1)
    RetentionNotice.objects.create(
        candidate=quiet, last_active_at=before, told_at=before, due_on=before.date()
    )

    assert (tell_before_purge(), tell_before_purge()) == (1, 0)
    assert QueuedMail.objects.get().key.startswith("retention:")
    assert forecast().to_tell == 0


def test_whoever_signs_in_after_the_notice_keeps_the_file(quiet, armed):
    tell_before_purge()
    quiet.user.last_login = timezone.now()
    quiet.user.save()
    notice_runs_out()
    assert (purge_inactive(), forecast().to_anonymise) == (0, 0)
    assert not is_anonymised(quiet)


def test_files_that_must_stay_do_not_keep_others_from_being_anonymised(quiet, armed, admin, settings):
    settings.PURGED_A_NIGHT = 1
    other = CandidateFactory(registered=True)
    Candidate.objects.update(updated_at=LONG_AGO)
    place_hold(quiet, reason="Review 2027/3.", actor=admin)
    assert (tell_before_purge(), tell_before_purge()) == (1, 1)
    notice_runs_out()
    assert purge_inactive() == 1
    assert (is_anonymised(quiet), is_anonymised(other)) == (False, True)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the failure is a trigger in PostgreSQL")
def test_a_file_whose_erasure_fails_is_logged_and_holds_up_no_other(quiet, armed, caplog):
    other = CandidateFactory(registered=True)
    Candidate.objects.update(updated_at=LONG_AGO)
    tell_before_purge()
    notice_runs_out()
    refuse_in_the_database(
        "UPDATE OF anonymised_at ON candidates_candidate", f"NEW.id = {quiet.pk}", says="OLD.email"
    )

    assert purge_inactive() == 1
    assert (is_anonymised(quiet), is_anonymised(other)) == (False, True)
    assert quiet.email
    assert f"{quiet.public_id} was not anonymised: InternalError" in caplog.text
    assert quiet.email not in caplog.text


def test_an_act_on_the_file_is_activity_and_a_look_is_none(quiet, armed):
    record("candidate.seen", quiet, subject=quiet)
    record("candidate.written_to", quiet, subject=quiet)
    assert forecast().to_tell == 1
    record("candidacy.submitted", quiet, subject=quiet)
    assert tell_before_purge() == 0


def test_a_file_used_yesterday_is_left_alone(armed):
    CandidateFactory(registered=True)
    assert tell_before_purge() == 0


def test_a_hold_stops_the_purge_until_it_is_lifted(quiet, armed, admin):
    hold = place_hold(quiet, reason="Review 2027/3.", actor=admin)
    tell_before_purge()
    notice_runs_out()
    assert purge_inactive() == 0
    assert obstacles_of(person_behind(quiet)) != []
    lift_hold(hold, actor=admin)
    assert purge_inactive() == 1


def test_a_hold_ends_with_its_last_day(quiet, admin):
    hold = place_hold(quiet, reason="Review.", actor=admin, ends_on=timezone.localdate())
    assert obstacles_of(person_behind(quiet)) != []
    hold.ends_on -= dt.timedelta(days=1)
    hold.save()
    assert obstacles_of(person_behind(quiet)) == []


def test_a_hold_has_a_reason_is_lifted_once_and_is_nobodys_own(quiet, admin):
    with pytest.raises(ReasonMissing):
        place_hold(quiet, reason=" ", actor=admin)
    hold = lift_hold(place_hold(quiet, reason="Review.", actor=admin), actor=admin)
    with pytest.raises(HoldLifted):
        lift_hold(hold, actor=admin)
    with pytest.raises(OwnFile):
        place_hold(quiet, reason="Mine.", actor=quiet.user)


def test_the_switch_keeps_who_when_and_why(armed, admin):
    switch = PurgeSwitch.objects.in_force()
    assert (switch.armed, switch.set_by, switch.reason) == (True, admin, "Selection list of 1 March 2027.")
    assert AuditEntry.objects.filter(action="purge.switched", actor=admin).exists()
    with pytest.raises(ReasonMissing):
        switch_purge(armed=False, reason="", actor=admin)


def test_the_clock_counts_whole_years():
    assert years_after(dt.date(2024, 2, 29), 5) == dt.date(2029, 2, 28)
    assert years_after(dt.date(2026, 11, 22), 5) == dt.date(2031, 11, 22)


def test_the_person_reads_when_the_file_would_be_anonymised(client, quiet):
    quiet.user.language = "en"
    quiet.user.save()
    client.force_login(quiet.user)
    page = client.get(reverse("privacy:overview")).content.decode()
    day = anonymised_from(person_behind(Candidate.objects.get(pk=quiet.pk)))
    assert str(day.year) in page
    assert "For now no file is anonymised" in page


def test_the_administrator_switches_on_the_page_and_the_auditor_only_reads(client, admin):
    data = {"act": "arm", "reason": "Selection list of 1 March 2027."}
    client.force_login(UserFactory(staff=True, groups=["auditor"]))
    assert client.get(reverse("privacy-staff:retention")).status_code == 200
    assert client.post(reverse("privacy-staff:retention"), data).status_code == 404
    client.force_login(admin)
    client.post(reverse("privacy-staff:retention"), data)
    assert PurgeSwitch.objects.in_force().armed


def test_the_desk_places_and_lifts_a_hold_by_reference_or_address(client, quiet):
    client.force_login(UserFactory(staff=True, groups=["desk_officer"], language="en"))
    page = reverse("privacy-staff:holds")
    wrong = client.post(page, {"candidate": "nobody@example.org", "reason": "Review 2027/3."})
    assert "No file is found by this." in wrong.content.decode()
    assert "Review 2027/3." in wrong.content.decode()
    client.post(page, {"candidate": quiet.email.upper(), "reason": "Review 2027/3."})
    hold = LegalHold.objects.get(candidate=quiet)
    client.post(reverse("privacy-staff:hold-lift", args=[hold.public_id]))
    assert not LegalHold.objects.in_force(timezone.localdate()).exists()


@pytest.mark.parametrize("files", [1, 3])
def test_the_forecast_asks_as_often_for_three_files_as_for_one(files, django_assert_num_queries):
    CandidateFactory.create_batch(files)
    Candidate.objects.update(updated_at=LONG_AGO)
    with django_assert_num_queries(5):
        assert forecast().to_tell == files


def test_a_dry_run_says_how_many_files_are_past_their_end_and_how_many_only_near_it(quiet):
    near = CandidateFactory(registered=True)
    soon = timezone.now() - dt.timedelta(days=365 * settings.RETENTION_YEARS - 20)
    Candidate.objects.filter(pk=near.pk).update(updated_at=soon)

    assert forecast() == (2, 1, 0, 0)


def test_the_forecast_says_which_files_would_be_kept_and_why(client, quiet, admin):
    held, standing, open_still, free = CandidateFactory.create_batch(4)
    place_hold(held, reason="Review 2027/3.", actor=admin)
    place_hold(held, reason="A second one.", actor=admin, ends_on=timezone.localdate())
    CandidacyFactory(candidate=standing, received=True, status="selected", call__decided_at=LONG_AGO)
    CandidacyFactory(candidate=open_still, received=True, call__closed=True)
    lift_hold(place_hold(free, reason="Lifted.", actor=admin), actor=admin)
    Candidate.objects.update(updated_at=LONG_AGO)
    client.force_login(admin)

    page = client.get(reverse("privacy-staff:retention"))

    assert page.context["forecast"] == (5, 5, 0, 3)
    reasons = {row.reference: row.obstacles for row in page.context["files"]}
    assert reasons.keys() == {file.public_id for file in (quiet, held, standing, open_still, free)}
    assert reasons[quiet.public_id] == reasons[free.public_id] == []
    assert [text[:16] for text in reasons[held.public_id]] == ["Legal hold since"] * 2
    assert reasons[standing.public_id][0].startswith("Candidacy under way: ")
    assert reasons[open_still.public_id][0].startswith("Selection not ended: ")
    assert "Review 2027/3." not in page.content.decode()  # its reason is for those who see holds
    assert [len(obstacles_of(person_behind(file))) for file in (held, standing, free)] == [1, 1, 0]


@pytest.mark.parametrize("files", [1, 3])
def test_a_dry_run_lists_references_and_dates_with_as_many_queries_for_three_files_as_for_one(
    client, admin, files, django_assert_max_num_queries
):
    Candidate.objects.filter(pk__in=[file.pk for file in CandidateFactory.create_batch(files)]).update(
        updated_at=LONG_AGO
    )
    client.force_login(admin)
    client.get(reverse("privacy-staff:retention"))
    with django_assert_max_num_queries(16):
        page = client.get(reverse("privacy-staff:retention"))

    told = timezone.localdate() + dt.timedelta(days=settings.RETENTION_NOTICE_DAYS)
    assert {row.anonymised_from for row in page.context["files"]} == {told}
    assert {row.last_active_on for row in page.context["files"]} == {timezone.localdate(LONG_AGO)}
    html = page.content.decode()
    assert all(ref in html for ref in Candidate.objects.values_list("public_id", flat=True))


def test_the_night_of_a_dry_run_writes_what_it_would_have_done(quiet, caplog):
    caplog.set_level("INFO")
    tell_before_purge()
    assert "to_tell=1, at_end=1, to_anonymise=0, held_back=0" in caplog.text
