"""Marking motivations in one list, blind."""

import pytest
from django.urls import reverse

from osce_portal.audit.models import AuditEntry
from selection.assessment.models import Assessment
from selection.assessment.services import declare_conflict
from tests.factories.assessment import assessed_call, closed_call, decide, officer, received

pytestmark = pytest.mark.django_db
QUERIES = 19  # the looks of all rows are written at once


def address(call):
    return reverse("assessment:motivations", args=[call.public_id])


def marks(*pairs, **more):
    """What the form of these candidacies sends: (candidacy, level, comment)."""
    sent = {"row": [candidacy.public_id for candidacy, *_ in pairs]}
    for candidacy, level, comment in pairs:
        sent |= {f"{candidacy.public_id}-level": level, f"{candidacy.public_id}-comment": comment}
    return sent | more


def test_names_are_hidden_and_the_text_is_shown(client):
    call = closed_call()
    candidacy = received(call)
    candidacy.motivation = "Ich kenne das Land."
    candidacy.save()
    client.force_login(officer())

    page = client.get(address(call)).content.decode()

    assert "Ich kenne das Land." in page
    assert candidacy.receipt_number in page
    assert candidacy.candidate.last_name not in page
    assert candidacy.candidate.first_name not in page


def test_marks_are_saved_together_and_the_next_open_page_follows(client):
    call, actor = closed_call(), officer()
    first, second = received(call), received(call)
    client.force_login(actor)

    response = client.post(address(call), marks((first, "full", "clear"), (second, "", "")))

    assert response.url == f"{address(call)}?page=1"
    assert Assessment.objects.get().candidacy == first
    assert Assessment.objects.get().total_tenths == 520
    response = client.post(address(call), marks((first, "full", "clear"), (second, "none", "")))
    assert response.url == reverse("assessment:after-closing", args=[call.public_id])
    assert AuditEntry.objects.filter(action="candidacy.marked").count() == 2  # the first was not changed


def test_a_comment_without_a_level_comes_back_with_everything_typed(client):
    call = closed_call()
    first, second = received(call), received(call)
    client.force_login(officer())

    page = client.post(
        address(call), marks((first, "full", "kept too"), (second, "", "no level"))
    ).content.decode()

    assert "Please choose a level too" in page
    assert "kept too" in page
    assert "no level" in page
    assert page.count("checked") == 1
    assert not Assessment.objects.exists()


def test_a_level_nobody_offers_is_refused(client):
    call = closed_call()
    candidacy = received(call)
    client.force_login(officer())

    client.post(address(call), marks((candidacy, "english_c1", "")))

    assert not Assessment.objects.exists()


def test_twenty_to_a_page_and_what_was_sent_is_saved_even_if_the_list_moved(client):
    call = closed_call()
    candidacies = sorted((received(call) for _ in range(21)), key=lambda it: it.receipt_number)
    client.force_login(officer())

    assert len(client.get(address(call)).context["forms"]) == 20
    client.post(address(call), marks((candidacies[20], "general", "")))

    assert Assessment.objects.get().candidacy == candidacies[20]


def test_texts_behind_the_wall_are_not_in_the_list(client):
    call, actor = closed_call(), officer()
    close, other = received(call), received(call)
    declare_conflict(close.candidate, officer=actor, reason="brother")
    client.force_login(actor)

    assert [candidacy for candidacy, _form in client.get(address(call)).context["forms"]] == [other]
    client.post(address(call), marks((close, "full", "")))
    assert not Assessment.objects.exists()


def test_every_text_shown_is_a_look_at_a_file(client):
    call = closed_call()
    received(call)
    received(call)
    client.force_login(officer())

    client.get(address(call))

    assert AuditEntry.objects.filter(action="candidacy.seen").count() == 2


@pytest.mark.parametrize(("role", "status"), [("decider", 404), ("auditor", 404), ("budget_officer", 404)])
def test_only_desk_officers_mark(client, role, status):
    call = closed_call()
    candidacy = received(call)
    client.force_login(officer(role))

    assert client.post(address(call), marks((candidacy, "full", ""))).status_code == status
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("candidacies", [1, 3, 19])
def test_the_number_of_queries_does_not_depend_on_the_rows(client, candidacies, django_assert_num_queries):
    call = assessed_call(candidacies)
    client.force_login(officer())
    client.get(address(call))

    with django_assert_num_queries(QUERIES):
        client.get(address(call))


def test_once_the_selection_is_approved_no_mark_is_saved_and_the_page_says_why(client):
    call = closed_call()
    candidacy = received(call)
    decide(call)
    client.force_login(officer())

    shown = client.get(address(call)).content.decode()
    assert "The selection of this call was approved on" in shown
    assert "Save this page" not in shown
    refused = client.post(address(call), marks((candidacy, "full", "clear"))).content.decode()
    assert "its points and marks stand as they were decided on" in refused
    assert not Assessment.objects.exists()
