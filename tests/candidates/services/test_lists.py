"""Long lists of people as files: written by the worker, taken along by one officer, removed by an erasure."""

import datetime as dt
from io import BytesIO

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from candidates.models import Candidate, PeopleList
from candidates.services.listing import expire_lists, write_list
from candidates.services.lists import ask_list, drop_lists
from candidates.tasks import catch_up
from osce_portal.audit.models import AuditEntry
from osce_portal.common.models import new_public_id
from osce_portal.files.models import StoredFile
from osce_portal.people import person_of
from osce_portal.privacy.services import erase_person
from selection.assessment.services import declare_conflict
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.storages import kill_after_writing
from tests.triggers import follow_in_the_database, refuse_in_the_database

pytestmark = pytest.mark.django_db
EXPORT = reverse("admin:candidates_candidate_export", args=["xlsx"])
LISTS = reverse("admin:candidates_candidate_lists")


@pytest.fixture
def officer(client, settings):
    settings.PEOPLE_WRITTEN_AT_ONCE = 1
    user = UserFactory(staff=True, language="en", groups=["desk_officer"])
    client.force_login(user)
    return user


def ask(officer, *people, file_format="csv") -> PeopleList:
    keys = [person.pk for person in people]
    return ask_list(keys, actor=officer, file_format=file_format, key=new_public_id())


def exported() -> set[str]:
    return set(AuditEntry.objects.filter(action="candidate.exported").values_list("subject_ref", flat=True))


def files_in(folder) -> list:
    return [path for path in folder.rglob("*") if path.is_file()]


def names_in(stored: StoredFile) -> list[str]:
    with stored.content.open("rb") as content:
        sheet = load_workbook(BytesIO(content.read())).active
    return [row[1].value for row in sheet.iter_rows(min_row=2)]


def test_a_long_list_is_confirmed_written_by_the_worker_and_its_officers_alone(
    client, officer, django_capture_on_commit_callbacks
):
    people = [CandidateFactory(last_name=name) for name in ("=1+1", "Maes")]
    page = client.get(EXPORT)
    assert "finds 2 people" in page.content.decode()
    assert (PeopleList.objects.count(), exported()) == (0, set())

    with django_capture_on_commit_callbacks(execute=True):
        for _click in range(2):
            answer = client.post(EXPORT, {"key": page.context["key"]})
    assert answer["Location"] == LISTS
    asked = PeopleList.objects.get()
    assert (asked.state, asked.done, asked.people) == ("ready", 2, [])
    assert names_in(asked.file) == ["=1+1", "Maes"]
    assert exported() == {person.public_id for person in people}

    file = reverse("admin:candidates_candidate_list", args=[asked.public_id])
    assert file in client.get(LISTS).content.decode()
    taken = client.get(file)
    assert taken["Content-Disposition"].endswith('.xlsx"') and b"".join(taken.streaming_content)[:2] == b"PK"
    assert AuditEntry.objects.get(action="peoplelist.taken").actor == officer
    client.force_login(UserFactory(staff=True, language="en", groups=["desk_officer"]))
    assert client.get(file).status_code == 404
    assert file not in client.get(LISTS).content.decode()


def test_how_far_it_is_can_be_seen(client, officer):
    asked = ask(officer, CandidateFactory(), CandidateFactory())
    PeopleList.objects.filter(pk=asked.pk).update(done=1)
    page = client.get(LISTS).content.decode()
    assert "1 of 2 people so far" in page and 'http-equiv="refresh"' in page
    PeopleList.objects.update(state="failed")
    page = client.get(LISTS).content.decode()
    assert "please ask for it again" in page and 'http-equiv="refresh"' not in page


def test_without_the_page_that_asks_nothing_is_written(client, officer):
    CandidateFactory(), CandidateFactory()
    for key in ("short", "/" * 22, "\x00" * 22):
        answer = client.post(f"{EXPORT}?group=NL", {"key": key})
        assert answer["Location"] == f"{reverse('admin:candidates_candidate_changelist')}?group=NL"
    assert not PeopleList.objects.exists()


def test_whoever_is_close_or_was_erased_since_is_left_out(officer):
    stays, close, erased = (CandidateFactory() for _ in range(3))
    asked = ask(officer, stays, close, erased, file_format="xlsx")
    declare_conflict(close, officer=officer, reason="Cousins.")
    erase_person(person_of(erased.user), key="erased:test", actor=officer)
    assert write_list(asked.pk)
    assert names_in(PeopleList.objects.get().file) == [stays.last_name]
    assert exported() == {stays.public_id}


def test_an_erasure_removes_the_lists_that_lie_there(officer, django_capture_on_commit_callbacks):
    person = CandidateFactory()
    assert write_list(ask(officer, person).pk)
    stored = PeopleList.objects.get().file
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person_of(person.user), key="erased:test", actor=officer)
    assert PeopleList.objects.get().state == "expired"
    assert not StoredFile.objects.filter(pk=stored.pk).exists()
    assert not stored.content.storage.exists(stored.content.name)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the erasure is a trigger in PostgreSQL")
@pytest.mark.parametrize(
    "erasure",
    [
        "UPDATE candidates_candidate SET anonymised_at = now()",
        "UPDATE candidates_peoplelist SET state = 'expired' WHERE id = NEW.id",
    ],
    ids=["the person", "the list"],
)
def test_a_list_with_somebody_erased_while_it_was_written_is_not_kept(officer, private_files, erasure):
    follow_in_the_database(
        "UPDATE OF done ON candidates_peoplelist",
        "NEW.done = NEW.total AND OLD.done < NEW.done",
        does=erasure,
    )
    asked = ask(officer, CandidateFactory())
    assert not write_list(asked.pk)
    asked.refresh_from_db()
    assert (asked.file, asked.state in {"failed", "expired"}) == (None, True)
    assert (files_in(private_files), StoredFile.objects.count(), exported()) == ([], 0, set())


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the refusal is a trigger in PostgreSQL")
def test_of_a_list_that_fails_at_the_end_no_file_stays_and_nobody_is_told(
    officer, private_files, django_capture_on_commit_callbacks
):
    at_the_end = "NEW.state = 'ready'"
    refuse_in_the_database("UPDATE ON candidates_peoplelist", at_the_end, says="NEW.state")
    asked = ask(officer, CandidateFactory())
    with django_capture_on_commit_callbacks(execute=True):
        assert not write_list(asked.pk)
    assert PeopleList.objects.get().state == "failed"
    assert (files_in(private_files), StoredFile.objects.count(), exported()) == ([], 0, set())


@pytest.mark.parametrize("remove", [catch_up, lambda: drop_lists(None)], ids=["catching up", "an erasure"])
def test_a_file_that_a_killed_worker_left_is_found_and_removed(
    officer, private_files, remove, settings, django_capture_on_commit_callbacks
):
    asked = ask(officer, CandidateFactory())
    kill_after_writing(settings)
    with pytest.raises(KeyboardInterrupt):
        write_list(asked.pk)
    assert len(files_in(private_files)) == 1 and exported() == set()
    hours_ago = timezone.now() - dt.timedelta(hours=2)
    PeopleList.objects.update(started_at=hours_ago)
    with django_capture_on_commit_callbacks(execute=True):
        remove()
    assert (files_in(private_files), StoredFile.objects.count()) == ([], 0)
    assert not PeopleList.objects.get().is_running


def test_a_file_removed_just_before_it_is_opened_was_not_taken(client, officer):
    asked = ask(officer, CandidateFactory())
    write_list(asked.pk)
    stored = PeopleList.objects.get().file
    stored.content.storage.delete(stored.content.name)
    assert client.get(reverse("admin:candidates_candidate_list", args=[asked.public_id])).status_code == 404
    assert not AuditEntry.objects.filter(action="peoplelist.taken").exists()


def test_an_officer_who_may_not_any_more_gets_none(officer):
    asked = ask(officer, CandidateFactory())
    officer.groups.clear()
    assert not write_list(asked.pk)
    assert (PeopleList.objects.get().state, exported()) == ("failed", set())


def test_after_its_hours_it_is_not_given_out_and_the_night_removes_it(
    client, officer, django_capture_on_commit_callbacks
):
    asked = ask(officer, CandidateFactory())
    write_list(asked.pk)
    stored = PeopleList.objects.get().file
    assert expire_lists() == 0
    PeopleList.objects.update(expires_at=timezone.now())
    assert client.get(reverse("admin:candidates_candidate_list", args=[asked.public_id])).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert expire_lists() == 1
    assert not stored.content.storage.exists(stored.content.name)
    assert "its time was over" in client.get(LISTS).content.decode()


def test_what_the_queue_lost_is_written_and_what_a_killed_worker_left_has_failed(officer):
    killed, lost = (ask(officer, CandidateFactory()) for _ in range(2))
    hours_ago = timezone.now() - dt.timedelta(hours=2)
    PeopleList.objects.filter(pk=killed.pk).update(state="making", started_at=hours_ago)
    assert catch_up() == 1
    states = dict(PeopleList.objects.values_list("pk", "state"))
    assert states == {killed.pk: "failed", lost.pk: "ready"}


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_queries_for_one_list_as_for_three(
    client, officer, count, django_assert_max_num_queries
):
    for person in [CandidateFactory() for _ in range(count)]:
        write_list(ask(officer, person).pk)
    assert Candidate.objects.count() == count
    with django_assert_max_num_queries(8):
        assert client.get(LISTS).content.decode().count(".csv") == count
