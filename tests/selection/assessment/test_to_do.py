"""The closed calls that wait, on the staff's start page."""

import pytest
from django.urls import reverse
from django.utils import timezone

from selection.assessment.services import assess_call
from selection.assessment.to_do import calls_to_do
from selection.candidacies.enums import CandidacyStatus
from tests.factories.assessment import closed_call, officer, received, to_check
from tests.factories.missions import CallFactory

pytestmark = pytest.mark.django_db


def test_calls_to_do_count_what_is_left_on_closed_and_undecided_calls():
    call = closed_call()
    to_check(call)
    received(call, status=CandidacyStatus.ELIGIBLE)
    received(call, status=CandidacyStatus.WITHDRAWN)
    assess_call(call, actor=None)
    received(closed_call(decided_at=timezone.now()))
    received(CallFactory(open=True))
    closed_call()  # nobody came
    received(closed_call(), status=CandidacyStatus.WITHDRAWN)  # nobody is left

    (found,) = calls_to_do()

    assert found == call
    assert (found.received, found.withdrawn, found.to_screen, found.certificates, found.unmarked) == (
        3,
        1,
        1,
        1,
        2,
    )


@pytest.mark.parametrize(
    ("role", "sees"), [("desk_officer", True), ("decider", True), ("budget_officer", False)]
)
def test_the_start_page_lists_them_for_who_may_see_calls(client, role, sees):
    call = closed_call()
    received(call)
    client.force_login(officer(role))

    page = client.get(reverse("admin:index")).content.decode()

    assert (reverse("assessment:after-closing", args=[call.public_id]) in page) is sees


@pytest.mark.parametrize("calls", [1, 3])
def test_one_query_whatever_the_number_of_calls(calls, django_assert_num_queries):
    for _ in range(calls):
        received(closed_call())

    with django_assert_num_queries(1):
        assert [call.title for call in calls_to_do()]
    assert len(calls_to_do()) == calls
