"""A person's papers, tried as their person and as everybody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from candidates.models import Document
from candidates.services import replace_document
from osce_portal.audit.models import AuditEntry
from osce_portal.files.models import StoredFile
from tests import samples
from tests.factories.accounts import UserFactory
from tests.factories.assessment import officer
from tests.factories.candidates import CandidateFactory, DocumentFactory
from tests.factories.files import StoredFileFactory

pytestmark = pytest.mark.django_db
PDF = samples.pdf()
LIST, ADD = "/my-file/documents/", "/my-file/documents/add/"


@pytest.fixture
def candidate(client):
    person = CandidateFactory(registered=True, user__language="en")
    client.force_login(person.user)
    return person


def send(client, url=ADD, **changed):
    given = {"kind": "diploma", "title": "Master", "file": SimpleUploadedFile("master.pdf", PDF)} | changed
    return client.post(url, {name: value for name, value in given.items() if value is not None})


def page_of(name: str, document: Document) -> str:
    return reverse(f"candidates:{name}", args=[document.public_id])


def read(response) -> bytes:
    return b"".join(response.streaming_content)


def test_a_paper_is_added_listed_and_downloaded(client, candidate):
    assert send(client)["Location"] == LIST

    document = candidate.documents.get()
    assert document.file.name in client.get(LIST).content.decode()
    assert read(client.get(page_of("document-file", document))).startswith(b"%PDF")
    assert AuditEntry.objects.filter(action="document.added", subject_ref=candidate.public_id).count() == 1


def test_an_upload_is_kept_when_something_else_is_wrong(client, candidate):
    page = send(client, title="")
    assert "We have kept your file master.pdf" in page.content.decode()
    assert set(page.context["form"].errors) == {"title"}

    assert send(client, file=None)["Location"] == LIST

    assert candidate.documents.get().file.name == "master.pdf"
    assert StoredFile.objects.count() == 1


def test_a_file_of_another_kind_is_refused_at_its_field_and_the_words_stay(client, candidate):
    page = send(client, file=SimpleUploadedFile("master.pdf", b"not a document"))

    assert set(page.context["form"].errors) == {"file"}
    assert page.context["form"]["title"].value() == "Master"
    assert not StoredFile.objects.exists()


def test_a_form_without_a_file_is_told_so_beside_all_else(client, candidate):
    page = send(client, file=None, title="")

    assert page.context["form"].errors["file"] == ["Please choose the file."]
    assert set(page.context["form"].errors) == {"file", "title"}


def test_a_file_is_marked_as_required_until_one_is_kept(client, candidate):
    assert client.get(ADD).context["form"].fields["file"].required
    assert not send(client, title="").context["form"].fields["file"].required
    assert not client.get(ADD).context["form"].fields["file"].required


def test_a_second_click_keeps_one_paper(client, candidate):
    send(client)
    send(client)

    assert candidate.documents.count() == 1


def test_a_replaced_paper_stays_as_history(client, candidate):
    older = DocumentFactory(candidate=candidate, title="Bachelor")

    assert send(client, page_of("document-replace", older), title="Master")["Location"] == LIST

    newer = candidate.documents.get(title="Master")
    assert newer.replaces == older
    assert newer.kind == older.kind
    page = client.get(LIST)
    assert [(current, earlier) for current, earlier in page.context["papers"]] == [(newer, [older])]
    assert read(client.get(page_of("document-file", older))).startswith(b"%PDF")
    assert client.get(page_of("document-replace", older)).status_code == 404


def test_somebody_who_replaces_in_two_tabs_is_told_and_the_upload_is_kept(client, candidate):
    older = DocumentFactory(candidate=candidate)
    url = page_of("document-replace", older)
    client.get(url)
    replace_document(older, title="Faster", file=StoredFileFactory(), actor=candidate.user)

    assert send(client, url).status_code == 404
    assert candidate.documents.current().get().title == "Faster"


def test_a_paper_is_deleted_with_its_history_after_a_question(
    client, candidate, django_capture_on_commit_callbacks
):
    older = DocumentFactory(candidate=candidate)
    newer = replace_document(older, title="Newer", file=StoredFileFactory(), actor=candidate.user)
    other = DocumentFactory(candidate=candidate)
    url = page_of("document-delete", newer)
    assert client.get(url).status_code == 200
    assert candidate.documents.count() == 3

    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url)["Location"] == LIST

    assert list(candidate.documents.all()) == [other]
    assert list(StoredFile.objects.all()) == [other.file]
    assert not any(paper.file.content.storage.exists(paper.file.content.name) for paper in (older, newer))
    assert AuditEntry.objects.filter(action="document.deleted").count() == 2


@pytest.mark.parametrize("name", ["document-replace", "document-delete", "document-file"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_elses_paper_does_not_exist(client, candidate, name, method):
    foreign = DocumentFactory()
    answer = getattr(client, method)(page_of(name, foreign))

    assert answer.status_code == (405 if (name, method) == ("document-file", "post") else 404)
    assert Document.objects.get() == foreign


def test_somebody_without_a_file_registers_first(client):
    client.force_login(UserFactory())

    assert client.get(LIST)["Location"] == reverse("candidates:identity")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_needs_as_many_queries_with_one_paper_as_with_three(
    client, candidate, count, django_assert_num_queries
):
    for _ in range(count):
        older = DocumentFactory(candidate=candidate)
        replace_document(older, title="Newer", file=StoredFileFactory(), actor=candidate.user)

    with django_assert_num_queries(4):  # session, account, file, papers
        client.get(LIST)


def test_staff_find_every_version_in_the_file_and_each_look_is_recorded(client):
    older = DocumentFactory(candidate__registered=True, title="Bachelor")
    replace_document(older, title="Master", file=StoredFileFactory(), actor=older.candidate.user)
    client.force_login(officer())
    url = reverse("admin:candidates_candidate_document", args=[older.public_id])

    page = client.get(reverse("admin:candidates_candidate_change", args=[older.candidate.public_id]))
    assert url in page.content.decode()
    assert read(client.get(url)).startswith(b"%PDF")

    entry = AuditEntry.objects.get(action="document.seen")
    assert (entry.subject_ref, entry.object_ref) == (older.candidate.public_id, older.public_id)


def test_staff_do_not_open_a_paper_of_their_own_as_staff(client):
    desk = officer()
    own = DocumentFactory(candidate__user=desk)
    client.force_login(desk)

    answer = client.get(reverse("admin:candidates_candidate_document", args=[own.public_id]))

    assert answer.status_code == 404
