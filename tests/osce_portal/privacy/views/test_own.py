"""A person's pages about the own data."""

import pytest
from django.urls import reverse

from osce_portal.audit.enums import Task
from osce_portal.audit.services import record
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidacy():
    return CandidacyFactory(candidate__user__language="en")


@pytest.fixture
def own(client, candidacy):
    client.force_login(candidacy.candidate.user)
    return client


def look_at(candidacy, officer=None, task=None):
    officer = officer or UserFactory(staff=True, groups=["desk_officer"], email="peeping.tom@example.be")
    record("candidacy.seen", candidacy, actor=officer, subject=candidacy.candidate, task=task)
    return officer


def test_the_person_reads_when_in_which_function_and_for_which_task(own, candidacy):
    officer = look_at(candidacy)
    text = own.get(reverse("privacy:looks")).content.decode()
    for words in ("Desk officer", "Handling candidacies", str(candidacy.call), "Candidacy looked at"):
        assert words in text
    assert officer.email not in text
    assert officer.public_id not in text


def test_nobody_reads_of_looks_at_somebody_else(client, candidacy):
    look_at(candidacy)
    client.force_login(CandidacyFactory(candidate__user__language="en").candidate.user)
    assert "Desk officer" not in client.get(reverse("privacy:looks")).content.decode()


def test_looks_of_the_selection_wait_for_the_decision(own, candidacy):
    look_at(candidacy, task=Task.SELECTION)
    assert "Selecting the team" not in own.get(reverse("privacy:looks")).content.decode()


@pytest.mark.parametrize("looks", [1, 3])
def test_three_looks_cost_as_many_queries_as_one(own, candidacy, looks, django_assert_num_queries):
    officer = None
    for _number in range(looks):
        officer = look_at(candidacy, officer)
    own.get(reverse("privacy:looks"))
    with django_assert_num_queries(6):  # session, account, its list of sessions, file, number of looks, looks
        own.get(reverse("privacy:looks"))


def test_many_looks_come_in_pages(own, candidacy):
    officer = look_at(candidacy)
    for _number in range(25):
        look_at(candidacy, officer)
    assert own.get(reverse("privacy:looks"), {"page": 2}).context["page_obj"].paginator.num_pages == 2


def test_an_account_without_a_file_has_these_pages_too(client):
    client.force_login(UserFactory())
    assert client.get(reverse("privacy:overview")).status_code == 200
    assert client.get(reverse("privacy:looks")).status_code == 200
    account = client.get(reverse("account_email")).content.decode()
    assert f'href="{reverse("privacy:overview")}"' in account  # without a file it leads there alone
