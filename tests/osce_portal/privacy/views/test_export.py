"""Taking the own data along."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from candidates.models.register import ImportedRow, SheetImport
from osce_portal.audit.models import AuditEntry
from osce_portal.audit.services import record
from osce_portal.files.models import StoredFile
from osce_portal.mail.models import QueuedMail
from osce_portal.people import person_of
from osce_portal.privacy.exporting import rows_of
from osce_portal.privacy.making import expire_exports, make_export, make_waiting_exports
from osce_portal.privacy.models import DataExport
from osce_portal.privacy.services import ask_export, erase_person, place_hold
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.candidates import CandidateFactory, DocumentFactory
from tests.storages import kill_after_writing
from tests.triggers import follow_in_the_database

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidate():
    return CandidateFactory(registered=True, with_cv=True, user__language="en", correspondence_language="nl")


@pytest.fixture
def own(client, candidate):
    client.force_login(candidate.user)
    return client


@pytest.fixture
def ready(candidate, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return ask_export(candidate.user)


def just_signed_in(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def test_the_worker_makes_it_and_writes_when_it_is_ready(own, candidate, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert own.post(reverse("privacy:export"))["Location"] == reverse("privacy:export")
    export = DataExport.objects.get()
    assert (export.state, export.parts_done) == ("ready", export.parts)
    assert QueuedMail.objects.get(template="privacy/export_ready").language == "nl"
    assert "Download the file" in own.get(reverse("privacy:export")).content.decode()


def test_how_far_it_is_can_be_seen(own, candidate):
    DataExport.objects.create(
        account=candidate.user, state="making", asked_at=timezone.now(), parts=4, parts_done=3
    )
    assert "3 of 4 parts are done." in own.get(reverse("privacy:export")).content.decode()


def test_asked_twice_it_is_made_once(candidate):
    assert ask_export(candidate.user) == ask_export(candidate.user)


def test_the_password_is_asked_again_before_the_download(own, ready):
    asked = own.get(reverse("privacy:export-file", args=[ready.public_id]))
    assert asked["Location"].startswith(reverse("account_reauthenticate"))


def test_the_person_downloads_it_and_that_is_written_down(own, ready):
    just_signed_in(own)
    answer = own.get(reverse("privacy:export-file", args=[ready.public_id]))
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert answer["Cache-Control"] == "private, no-store"
    assert AuditEntry.objects.filter(action="export.taken").exists()


def told(candidate):
    return json.dumps(list(rows_of(person_of(candidate.user))))


def test_why_a_file_is_held_is_not_given_out(candidate):
    place_hold(candidate, reason="Forged diploma, says a neighbour.", actor=UserFactory(staff=True))
    assert "privacy.LegalHold" in told(candidate)
    assert "neighbour" not in told(candidate)


def test_why_a_new_file_is_not_that_of_somebody_known_is_not_given_out(candidate):
    said = {"because": "His neighbour's twin.", "other_than": ["other-reference"], "city": ["", "Tournai"]}
    record("candidate.added", candidate, subject=candidate, values=said)
    assert "Tournai" in told(candidate)
    assert [word in told(candidate) for word in ("neighbour", "other-reference")] == [False, False]


def test_rows_of_sheets_about_somebody_whose_address_is_longer_or_who_is_alike_are_not_given_out(candidate):
    sheet = SheetImport.objects.create(
        kind="people", file_name="a.csv", state="checked", uploaded_at=timezone.now(), total=3
    )
    rows = [
        ({"email": f"x{candidate.email}", "last_name": "Longer"}, "new", []),
        ({"email": "", "last_name": "Alike"}, "review", [candidate.public_id]),
        ({"email": candidate.email.upper(), "last_name": "Own"}, "new", []),
    ]
    for number, (cells, outcome, related) in enumerate(rows):
        ImportedRow.objects.create(sheet=sheet, number=number, cells=cells, outcome=outcome, related=related)
    assert ["Longer" in told(candidate), "Alike" in told(candidate), "Own" in told(candidate)] == [
        False, False, True,
    ]  # fmt: skip


def test_nobody_else_finds_it(client, ready):
    client.force_login(CandidateFactory().user)
    just_signed_in(client)
    assert client.get(reverse("privacy:export-file", args=[ready.public_id])).status_code == 404


def test_after_some_days_it_is_gone(own, ready, django_capture_on_commit_callbacks):
    stored = DataExport.objects.get().file
    name, storage = stored.content.name, stored.content.storage
    DataExport.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    just_signed_in(own)
    assert own.get(reverse("privacy:export-file", args=[ready.public_id])).status_code == 404

    with django_capture_on_commit_callbacks(execute=True):
        assert expire_exports() == 1

    assert DataExport.objects.get().state == "expired"
    assert not storage.exists(name)
    assert not StoredFile.objects.filter(pk=stored.pk).exists()


def test_what_the_queue_lost_is_made_all_the_same(candidate):
    DataExport.objects.create(account=candidate.user, asked_at=timezone.now())
    assert make_waiting_exports() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the erasure is a trigger in PostgreSQL")
def test_an_export_whose_person_is_erased_meanwhile_ends_quietly(candidate):
    follow_in_the_database(
        "UPDATE OF parts_done ON privacy_dataexport", "NEW.parts_done = NEW.parts",
        does="DELETE FROM privacy_dataexport WHERE id = NEW.id",
    )  # fmt: skip
    export = ask_export(candidate.user)
    assert make_export(export.pk) is False
    assert not DataExport.objects.exists()


def test_an_export_of_a_paper_that_is_gone_from_the_disk_is_told_as_failed(own, candidate, caplog):
    stored = DocumentFactory(candidate=candidate).file
    stored.content.storage.delete(stored.content.name)
    export = ask_export(candidate.user)
    assert make_export(export.pk) is False
    assert "could not be put together" in own.get(reverse("privacy:export")).content.decode()
    assert f"export {export.public_id} failed: FileNotFoundError" in caplog.text
    assert stored.content.name not in caplog.text


def test_what_a_killed_worker_left_is_told_as_failed_and_can_be_asked_again(own, candidate):
    DataExport.objects.create(
        account=candidate.user,
        state="making",
        asked_at=timezone.now(),
        started_at=timezone.now() - dt.timedelta(hours=2),
    )
    make_waiting_exports()
    assert "could not be put together" in own.get(reverse("privacy:export")).content.decode()
    assert ask_export(candidate.user).state == "asked"


def erase(candidate):
    erase_person(person_of(candidate.user), key="erased:test", actor=UserFactory(staff=True))


@pytest.mark.parametrize(
    "remove", [lambda _candidate: make_waiting_exports(), erase], ids=["catching up", "an erasure"]
)
def test_a_file_that_a_killed_worker_left_is_found_and_removed(
    candidate, private_files, settings, django_capture_on_commit_callbacks, remove
):
    export = ask_export(candidate.user)
    kill_after_writing(settings)
    with pytest.raises(KeyboardInterrupt):
        make_export(export.pk)
    written = [path for path in private_files.rglob("*") if path.is_file()]
    DataExport.objects.update(started_at=timezone.now() - dt.timedelta(hours=2))

    with django_capture_on_commit_callbacks(execute=True):
        remove(candidate)

    assert len(written) == 1 and not written[0].exists()
    assert not DataExport.objects.under_way().exists()
