"""Approved calls that wait for their nomination, on the staff's start page."""

import pytest
from django.urls import reverse

from selection.nominations.services import nominate
from selection.nominations.to_do import nominations_to_send
from tests.factories.delegation import approved_call, marked, officer, selection_call

pytestmark = pytest.mark.django_db


def test_an_approved_call_waits_until_its_nominations_are_written_down():
    call, _people = approved_call(900, 800, 700, places=2)
    marked(selection_call(), 900)  # not approved yet

    (found,) = nominations_to_send(officer())
    assert (found, found.waiting) == (call, 2)

    nominate(call, channel="email", actor=officer())
    assert nominations_to_send(officer()) == []


def test_a_candidate_of_the_call_is_not_asked_to_send_it():
    _call, (candidacy,) = approved_call(900, places=1)

    assert nominations_to_send(candidacy.candidate.user) == []


@pytest.mark.parametrize(("role", "sees"), [("desk_officer", True), ("decider", False), ("auditor", False)])
def test_the_start_page_shows_it_to_who_nominates(client, role, sees):
    call, _people = approved_call(900, places=1)
    client.force_login(officer(role))

    page = client.get(reverse("admin:index")).content.decode()

    assert (reverse("nominations:list", args=[call.public_id]) in page) is sees
    assert ("1 person waits to be nominated." in page) is sees


@pytest.mark.parametrize("calls", [1, 3])
def test_one_query_whatever_the_number_of_calls(calls, django_assert_num_queries):
    for _ in range(calls):
        approved_call(900, places=1)
    reader = officer()

    with django_assert_num_queries(1):
        assert [call.title for call in nominations_to_send(reader)]
    assert len(nominations_to_send(reader)) == calls
