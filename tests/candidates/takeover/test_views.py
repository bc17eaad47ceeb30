"""Sending a Europass CV, looking at the proposal, taking over what is ticked."""

import datetime as dt
import html
import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from candidates.models import Candidate, Document, EuropassImport
from candidates.services import keep_europass
from osce_portal.audit.models import AuditEntry
from tests.candidates.europass.own_files import own_file, pdf_with_attachments
from tests.factories.candidates import CandidateFactory, EmploymentFactory, LanguageSkillFactory

pytestmark = pytest.mark.django_db
UPLOAD, PROPOSAL = reverse("candidates:europass"), reverse("candidates:europass-proposal")
FIELD = re.compile(r'<(?:input|select|textarea)[^>]*name="(?P<name>[^"]+)"')


@pytest.fixture
def candidate(client):
    found = CandidateFactory(registered=True, belgian=True, phone="", city="", user__language="en")
    client.force_login(found.user)
    return found


def send(client, content: bytes, name: str = "cv.xml"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


def wait_for(candidate, name: str = "legacy.xml") -> None:
    keep_europass(candidate, name=name, content=own_file(name), actor=candidate.user)


def as_sent(response) -> dict[str, str]:
    """What a browser would send of the page as it stands."""
    page = response.context["page"]
    sent = {f"{change.prefix}-take": "on" for change in page.changes if change.is_ticked}
    for row in (row for group in page.groups for row in group.rows):
        if row.is_ticked:
            sent[f"{row.prefix}-take"] = "on"
        for bound in row.form:
            value = bound.value()
            if value not in (None, "", False):
                sent[bound.html_name] = str(bound.field.prepare_value(value))
    return sent


COMPLETED = {
    "work-0-field": "law",
    "work-1-field": "law",
    "work-2-organisation": "Placeholder Office",
    "work-2-country": "BE",
    "work-2-field": "other",
    "work-2-started_on": "2011-09-01",
    "education-1-title": "Bachelor of Laws",
    "education-1-institution": "University of Nowhere",
    "education-1-country": "BE",
    "education-1-level": "bachelor",
    "education-1-field": "law",
    "languages-1-language": "lb",
    "languages-3-reading": "A2",
    "languages-3-speaking": "A1",
    "languages-3-writing": "A1",
    "trainings-0-kind": "observer_course",
    "trainings-0-completed_on": "2015-05-06",
    "documents-0-kind": "diploma",
}


@pytest.mark.parametrize("name", ["legacy.xml", "legacy.json", "current.xml"])
def test_a_sent_cv_waits_as_a_proposal(client, candidate, name):
    response = send(client, own_file(name), name)

    assert response.url == PROPOSAL
    assert EuropassImport.objects.get().candidate == candidate
    assert AuditEntry.objects.filter(action="europass.kept").exists()
    assert client.get(PROPOSAL).status_code == 200


def test_of_a_pdf_only_the_cv_in_it_is_kept(client, candidate):
    send(client, pdf_with_attachments(own_file("current.xml")), "cv.pdf")

    assert bytes(EuropassImport.objects.get().content) == own_file("current.xml")


@pytest.mark.parametrize("content", [b"<invoice/>", b"", b"%PDF-1.7 broken", b"PK\x03\x04"])
def test_what_is_no_europass_is_refused_at_its_field(client, candidate, content):
    response = send(client, content)

    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not EuropassImport.objects.exists()


def test_too_many_files_in_a_short_time_are_refused(client, candidate, settings):
    settings.ACCOUNT_RATE_LIMITS = {"upload": "2/10m/user"}
    responses = [send(client, b"<invoice/>") for _attempt in range(3)]
    cache.clear()

    assert "many files" in str(responses[-1].context["form"].errors["file"])


def test_the_page_marks_what_must_be_completed_and_ticks_nothing_that_is_there(client, candidate):
    EmploymentFactory(
        candidate=candidate,
        title="Junior Lawyer",
        organisation="sample chambers",
        started_on=dt.date(2013, 5, 1),
    )
    LanguageSkillFactory(candidate=candidate, language="nl")
    wait_for(candidate)

    groups = {group.slug: group.rows for group in client.get(PROPOSAL).context["page"].groups}

    assert [row.is_ticked for row in groups["work"]] == [True, False, True]
    assert groups["work"][1].like == "Junior Lawyer, sample chambers"
    assert groups["work"][0].missing_labels == ["Field"]
    assert [row.is_ticked for row in groups["languages"]] == [False, True, True, True]
    assert [row.can_be_taken for row in groups["documents"]] == [True, False]


def test_days_that_the_file_does_not_name_are_asked_beside_what_it_says(client, candidate):
    wait_for(candidate)

    groups = {group.slug: group.rows for group in client.get(PROPOSAL).context["page"].groups}

    junior, study = groups["work"][1], groups["education"][0]
    assert [bound.name for bound in junior.asked] == ["field", "started_on"]
    assert "2013" in junior.notes[0]
    assert [bound.name for bound in study.asked] == ["started_on", "ended_on"]


def test_what_would_go_on_without_the_file_saying_so_is_not_ticked_beforehand(client, candidate):
    wait_for(candidate, "current.xml")

    groups = {group.slug: group.rows for group in client.get(PROPOSAL).context["page"].groups}

    assert [row.is_ticked for row in groups["work"]] == [True, True, False]
    assert [bound.name for bound in groups["work"][2].asked] == ["field", "started_on", "ended_on"]


def test_ticked_lines_completed_on_the_page_are_taken_over_in_one_act(client, candidate):
    wait_for(candidate)
    sent = as_sent(client.get(PROPOSAL)) | COMPLETED

    response = client.post(PROPOSAL, sent)

    assert response.url == reverse("candidates:overview"), response.context["page"].faulty
    candidate.refresh_from_db()
    assert sorted(str(line) for line in candidate.employments.all()) == [
        "Junior lawyer, Sample Chambers",
        "Legal adviser, Placeholder Institute",
        "Trainee, Placeholder Office",
    ]
    junior = candidate.employments.get(title="Junior lawyer")
    assert (junior.started_on, junior.ended_on) == (dt.date(2013, 12, 31), dt.date(2016, 8, 31))
    assert junior.country.code == "GB"
    assert {line.language for line in candidate.languages.all()} == {"nl", "en", "ru", "lb"}
    assert [candidate.skills.count(), candidate.publications.count(), candidate.trainings.count()] == [
        5,
        2,
        1,
    ]
    paper = Document.objects.get()
    assert (paper.kind, paper.title, paper.file.content_type) == (
        "diploma",
        "The diploma, one pixel of it",
        "image/png",
    )
    assert (str(candidate.phone), candidate.city) == ("+32470000001", "Leuven")
    assert not EuropassImport.objects.exists()
    assert AuditEntry.objects.filter(action="europass.taken").count() == 1
    assert AuditEntry.objects.filter(action="employment.added").count() == 3


def test_the_same_file_twice_gives_no_doubles(client, candidate):
    for _time in range(2):
        wait_for(candidate)
        sent = as_sent(client.get(PROPOSAL))
        if not candidate.employments.exists():
            client.post(PROPOSAL, sent | COMPLETED)
    rows = [row for group in client.get(PROPOSAL).context["page"].groups for row in group.rows]

    assert [row.title for row in rows if row.is_ticked] == ["Trainee", "…", "Invented tongue"]
    assert client.post(PROPOSAL, {}).status_code == 200
    assert candidate.employments.count() == 3


def test_nothing_is_taken_over_while_a_ticked_line_is_incomplete_and_nothing_typed_is_lost(client, candidate):
    wait_for(candidate)
    sent = as_sent(client.get(PROPOSAL)) | COMPLETED | {"work-0-field": "", "work-1-title": "Typed anew"}
    del sent["work-1-take"]

    response = client.post(PROPOSAL, sent)

    assert response.status_code == 200
    body = html.unescape(response.content.decode())
    assert "Nothing is taken over yet" in body
    assert 'value="Typed anew"' in body
    assert 'value="Placeholder Office"' in body
    faulty = response.context["page"].faulty
    assert [row.prefix for row in faulty] == ["work-0"]
    assert list(faulty[0].form.errors) == ["field"]
    assert candidate.employments.count() == candidate.languages.count() == Document.objects.count() == 0
    assert EuropassImport.objects.exists()


def test_nothing_ticked_is_said(client, candidate):
    wait_for(candidate)

    response = client.post(PROPOSAL, {})

    assert "Nothing is ticked yet" in response.content.decode()
    assert EuropassImport.objects.exists()


def test_a_language_ticked_twice_is_refused(client, candidate):
    wait_for(candidate)
    sent = as_sent(client.get(PROPOSAL)) | COMPLETED | {"languages-1-language": "nl"}

    response = client.post(PROPOSAL, sent)

    assert [row.prefix for row in response.context["page"].faulty] == ["languages-1"]
    assert not candidate.languages.exists()


def test_details_are_changed_only_where_they_are_ticked(client, candidate):
    before = (candidate.first_name, candidate.last_name, candidate.birth_date, candidate.gender)
    wait_for(candidate)
    page = client.get(PROPOSAL).context["page"]

    assert {change.name for change in page.changes if change.is_ticked} == {
        "phone",
        "city",
        "driving_licence",
    }
    client.post(PROPOSAL, {"details-phone-take": "on"})
    candidate.refresh_from_db()
    assert (candidate.first_name, candidate.last_name, candidate.birth_date, candidate.gender) == before
    assert (str(candidate.phone), candidate.city) == ("+32470000001", "")


def test_a_name_is_changed_where_it_is_ticked(client, candidate):
    wait_for(candidate)

    client.post(PROPOSAL, {"details-last_name-take": "on", "details-nationalities-take": "on"})

    candidate.refresh_from_db()
    assert candidate.last_name == "Voorbeeld"
    assert [country.code for country in candidate.nationalities] == ["BE", "GR"]


def test_a_detail_that_the_portal_refuses_is_told_at_its_tick(client, candidate):
    content = own_file("legacy.xml").replace(b'year="1988"', b'year="2088"')
    keep_europass(candidate, name="cv.xml", content=content, actor=candidate.user)

    response = client.post(PROPOSAL, {"details-birth_date-take": "on"})

    (change,) = [change for change in response.context["page"].changes if change.name == "birth_date"]
    assert change.error
    candidate.refresh_from_db()
    assert candidate.birth_date.year != 2088


def test_everything_without_a_place_is_on_the_page(client, candidate):
    wait_for(candidate)

    body = html.unescape(client.get(PROPOSAL).content.decode())

    for text in ("Society of Examples", "Of no State in any list", "lena.voorbeeld@example.org", "ISCED 5"):
        assert text in body


def test_a_proposal_can_be_discarded(client, candidate):
    wait_for(candidate)

    client.post(reverse("candidates:europass-discard"))

    assert not EuropassImport.objects.exists()
    assert AuditEntry.objects.filter(action="europass.discarded").exists()


def test_nobody_sees_somebody_elses_proposal(client, candidate):
    wait_for(CandidateFactory(registered=True))

    assert client.get(PROPOSAL).url == UPLOAD
    assert client.post(PROPOSAL, {}).url == UPLOAD
    client.post(reverse("candidates:europass-discard"))
    assert EuropassImport.objects.exists()


def test_whoever_has_no_file_is_asked_to_register(client, django_user_model):
    user = django_user_model.objects.create_user(email="nobody@example.org", password="x")
    client.force_login(user)

    assert [client.get(url).url for url in (UPLOAD, PROPOSAL)] == [reverse("candidates:identity")] * 2


def test_the_page_asks_no_more_questions_for_many_lines_than_for_few(
    client, candidate, django_assert_max_num_queries
):
    wait_for(candidate, "eures.xml")
    with CaptureQueriesContext(connection) as asked:
        client.get(PROPOSAL)
    wait_for(candidate, "legacy.xml")

    # The lines of three more sections, and the papers, are looked up once each.
    with django_assert_max_num_queries(len(asked) + 4):
        client.get(PROPOSAL)


def test_every_field_of_the_page_has_a_name_of_its_own(client, candidate):
    wait_for(candidate)

    names = FIELD.findall(client.get(PROPOSAL).content.decode())

    assert len(names) - names.count("csrfmiddlewaretoken") == len(set(names)) - 1


def test_a_claimed_file_without_other_details_can_be_completed(client, candidate):
    Candidate.objects.filter(pk=candidate.pk).update(birth_date=None, nationalities="")
    wait_for(candidate)

    client.post(PROPOSAL, {"details-city-take": "on"})

    candidate.refresh_from_db()
    assert candidate.city == "Leuven"
