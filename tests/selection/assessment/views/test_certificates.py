"""Checking certificates one after the other."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from osce_portal.audit.models import AuditEntry
from osce_portal.mail.models import QueuedMail
from selection.assessment.services import declare_conflict
from tests.factories.assessment import closed_call, officer, received, to_check
from tests.factories.files import StoredFileFactory
from tests.samples import pdf, picture

pytestmark = pytest.mark.django_db
QUERIES = 15  # the looks of all rows are written at once


def address(candidacy, *rest):
    name = "assessment:certificate-image" if rest else "assessment:certificate"
    return reverse(name, args=[candidacy.call.public_id, candidacy.certificate.public_id, *rest])


def queue(call):
    return reverse("assessment:certificates", args=[call.public_id])


def with_file(candidacy, content, content_type):
    candidacy.certificate.file = StoredFileFactory(bytes=content, content_type=content_type)
    candidacy.certificate.save()
    return candidacy


def test_each_decision_leads_to_the_next_one_and_at_last_back_to_the_board(client):
    call, actor = closed_call(), officer()
    first, second = to_check(call), to_check(call)
    received(call)
    client.force_login(actor)

    assert client.get(queue(call)).url == address(first)
    assert client.get(address(first)).context["left"] == 2
    assert client.post(address(first), {"decision": "accepted"}).url == address(second)
    board = reverse("assessment:after-closing", args=[call.public_id])
    assert client.post(address(second), {"decision": "accepted"}).url == board
    assert client.get(queue(call)).url == board
    first.certificate.refresh_from_db()
    assert (first.certificate.status, first.certificate.verified_by) == ("accepted", actor)


def test_looking_at_a_certificate_is_recorded(client):
    candidacy, actor = to_check(closed_call()), officer()
    client.force_login(actor)

    client.get(address(candidacy))

    entry = AuditEntry.objects.get(action="certificate.seen")
    assert (entry.actor, entry.subject_ref) == (actor, candidacy.candidate.public_id)


@pytest.mark.parametrize("decision", ["asked_again", "refused"])
def test_asking_again_and_refusing_need_a_reason_and_keep_what_was_typed(client, decision):
    candidacy = to_check(closed_call())
    client.force_login(officer())

    page = client.post(address(candidacy), {"decision": decision, "text": "  "})
    assert "Please give a reason" in page.content.decode()

    client.post(address(candidacy), {"decision": decision, "preset": "name", "text": "See page 2."})

    candidacy.certificate.refresh_from_db()
    assert candidacy.certificate.status == decision
    assert candidacy.certificate.reason.endswith("\nSee page 2.")
    assert QueuedMail.objects.filter(template=f"elearning/{decision}").count() == 1


def test_a_foreign_certificate_is_no_page(client):
    call, other = closed_call(), closed_call()
    elsewhere = to_check(other)
    client.force_login(officer())

    foreign = reverse("assessment:certificate", args=[call.public_id, elsewhere.certificate.public_id])
    assert client.get(foreign).status_code == 404


def test_a_certificate_behind_the_wall_is_no_page_and_not_in_the_queue(client):
    call, actor = closed_call(), officer()
    close, next_one = to_check(call), to_check(call)
    declare_conflict(close.candidate, officer=actor, reason="sister")
    client.force_login(actor)

    assert client.get(address(close)).status_code == 404
    assert client.get(address(close, 1)).status_code == 404
    assert client.post(address(close), {"decision": "accepted"}).status_code == 404
    assert client.get(queue(call)).url == address(next_one)


@pytest.mark.parametrize("role", ["decider", "auditor"])
def test_who_only_sees_decides_nothing(client, role):
    candidacy = to_check(closed_call())
    client.force_login(officer(role))

    assert 'name="decision"' not in client.get(address(candidacy)).content.decode()
    assert client.post(address(candidacy), {"decision": "accepted"}).status_code == 404


@pytest.mark.parametrize(("kind", "content_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_an_image_is_shown_as_it_is_and_may_do_nothing(client, kind, content_type):
    content = picture(kind)
    candidacy = with_file(to_check(closed_call()), content, content_type)
    client.force_login(officer())

    response = client.get(address(candidacy, 1))

    assert (response.content, response["Content-Type"]) == (content, content_type)
    assert "sandbox" in response["Content-Security-Policy"]
    assert client.get(address(candidacy, 2)).status_code == 404


def test_a_pdf_is_drawn_page_by_page(client):
    candidacy = with_file(to_check(closed_call()), pdf(pages=2), "application/pdf")
    client.force_login(officer())

    page = client.get(address(candidacy))
    drawn = client.get(address(candidacy, 2))

    assert list(page.context["pages"]) == [1, 2]
    assert drawn["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(drawn.content)).width == 1100
    assert client.get(address(candidacy, 3)).status_code == 404


def test_a_file_that_cannot_be_drawn_is_said_to_be_so(client):
    candidacy = with_file(to_check(closed_call()), b"%PDF-1.4 broken", "application/pdf")
    client.force_login(officer())

    assert "cannot be shown here" in client.get(address(candidacy)).content.decode()
    assert client.get(address(candidacy, 1)).status_code == 404


@pytest.mark.parametrize("others", [0, 5])
def test_the_number_of_queries_does_not_depend_on_the_queue(client, others, django_assert_num_queries):
    call = closed_call()
    candidacy = to_check(call)
    for _ in range(others):
        to_check(call)
    client.force_login(officer())
    client.get(address(candidacy))

    with django_assert_num_queries(QUERIES):
        client.get(address(candidacy))
