"""What the start page of the staff says about people."""

import pytest
from django.urls import reverse

from candidates.services import rebuild_search
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "is_told"), [("desk_officer", True), ("decider", False)])
def test_pairs_that_may_be_one_person_wait_for_whoever_merges_files(client, role, is_told):
    for _each in range(2):
        CandidateFactory(without_account=True, first_name="Ann", last_name="Maes")
    rebuild_search()
    client.force_login(UserFactory(staff=True, groups=[role]))

    text = client.get(reverse("admin:index")).content.decode()

    assert (f'href="{reverse("admin:candidates_candidate_alike")}"' in text) is is_told
