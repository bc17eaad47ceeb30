"""Staff find a person by a word of the CV, open the file, and make one of two; on a screen and a phone."""

import datetime as dt

import pytest
from django.urls import reverse

from candidates import services
from candidates.models import Candidate
from tests.browser import faults_of_state
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, EmploymentFactory
from tests.journeys.sessions import seat

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
KNOWN = {"first_name": "Ann", "last_name": "Maes", "birth_date": dt.date(1980, 2, 3), "without_account": True}


@pytest.mark.parametrize("size", ["page", "phone_page"])
def test_staff_search_open_and_merge(size, request, live_server):
    page = request.getfixturevalue(size)
    older = CandidateFactory(city="Gent", **KNOWN)
    newer = CandidateFactory(city="Aalst", **KNOWN)
    EmploymentFactory(candidate=newer, description="Observation des élections au Kirghizstan")
    CandidateFactory(first_name="Somebody", last_name="Else")
    services.rebuild_search()
    seat(page, UserFactory(staff=True, language="en", groups=["desk_officer"]), live_server)

    page.goto(reverse("admin:candidates_candidate_changelist"))
    page.get_by_label("Search", exact=True).fill("election kirghizstan")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("heading", name="1 person").wait_for()
    assert faults_of_state(page) == []
    page.get_by_role("link", name="Maes Ann").click()
    page.get_by_text("Observation des élections").wait_for()

    page.goto(reverse("admin:candidates_candidate_changelist"))
    page.get_by_role("link", name="Possibly the same person").click()
    page.get_by_role("link", name="Compare and make one").click()
    assert faults_of_state(page) == []
    page.get_by_label("Aalst").check()
    page.get_by_label("How you know that it is one person").fill("The same passport.")
    page.get_by_role("button", name="Make one file of the two").click()

    page.get_by_text("The two files are one.").wait_for()
    merged = Candidate.objects.get(last_name="Maes")
    assert (merged.pk, merged.city, merged.employments.count()) == (older.pk, "Aalst", 1)
