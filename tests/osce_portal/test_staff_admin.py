"""Rows of the admin go by their reference, and nothing about people is kept beside the audit log."""

import re

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from osce_portal.accounts.models import User
from osce_portal.staff_admin import StaffAdmin, row_address
from tests.candidates.test_admin import NEW, NO_LINES
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.missions import ParticipatingStateFactory
from tests.permissions.test_table import ask, sign_in
from tests.permissions.world import ROWS, make_world

pytestmark = pytest.mark.django_db
NO_PERSONS = ("/participatingstate/", "/fieldoperation/", "groups__id__exact", "rubric__id__exact")


def test_every_list_and_form_of_the_admin_follows_these_rules():
    others = [model for model, site in admin.site._registry.items() if not isinstance(site, StaffAdmin)]
    assert others == []


@pytest.mark.parametrize("actor", ["desk", "auditor", "admin"])
def test_no_address_holds_the_number_of_a_row(actor):
    world = make_world()
    client, read = sign_in(actor, world), 0
    addresses = [reverse(f"admin:{name}_changelist") for name in ROWS]
    for address in [reverse("admin:index"), *addresses, *(row_address(row(world)) for row in ROWS.values())]:
        response = ask(client, "GET", address)
        links = re.findall(r'(?:href|action)="([^"]*)"', response.content.decode())
        numbered = [link for link in links if re.search(r"/\d+/|__id__exact=\d|[?&]pk=", link)]
        assert [link for link in numbered if not any(kind in link for kind in NO_PERSONS)] == [], address
        read += response.status_code == 200
    assert read >= 4


def test_the_number_of_a_row_leads_nowhere(client):
    client.force_login(UserFactory(staff=True, groups=["desk_officer"]))
    candidate = CandidateFactory()

    assert client.get(row_address(candidate)).status_code == 200
    numbered = reverse("admin:candidates_candidate_change", args=[candidate.pk])
    assert client.get(numbered).status_code == 404


def test_the_admin_keeps_no_diary_of_its_own(client):
    client.force_login(UserFactory(staff=True, groups=["desk_officer", "administrator"], language="en"))
    candidate = CandidateFactory(registered=True, belgian=True)

    client.post(row_address(candidate), NEW | NO_LINES)
    client.post(reverse("admin:candidates_candidate_add"), NEW | {"email": "another@example.org"})
    client.post(reverse("admin:accounts_user_add"), {"email": "new@example.be", "language": "nl"})

    candidate.refresh_from_db()
    assert (candidate.last_name, User.objects.filter(email="new@example.be").count()) == ("Maes", 1)
    assert not LogEntry.objects.exists()


def test_who_adds_a_row_and_goes_on_comes_to_its_own_page(client):
    client.force_login(UserFactory(staff=True, groups=["administrator"], language="en"))
    new = {"email": "new@example.be", "language": "nl", "_continue": "yes"}

    page = client.post(reverse("admin:accounts_user_add"), new, follow=True)

    assert page.redirect_chain[-1][0] == row_address(User.objects.get(email="new@example.be"))
    assert "Added: new@example.be" in page.content.decode()


def test_the_history_of_a_row_is_in_the_audit_log(client):
    client.force_login(UserFactory(staff=True, groups=["auditor"], language="en"))
    candidate = CandidateFactory()
    history = row_address(candidate).replace("change", "history")

    assert history in client.get(row_address(candidate)).content.decode()
    entries = client.get(history, follow=True).context["cl"].result_list
    assert [entry.action for entry in entries] == ["candidate.seen"]


def test_lists_and_rows_are_headed_in_words_that_every_language_can_say(client):
    client.force_login(UserFactory(staff=True, groups=["desk_officer"], language="fr"))
    state = ParticipatingStateFactory()

    rows = client.get(reverse("admin:missions_participatingstate_changelist")).content.decode()
    row = client.get(row_address(state)).content.decode()

    assert "<h1>États participants</h1>" in rows
    assert "<h1>État participant</h1>" in row


def test_an_administrator_of_accounts_finds_no_heading_with_nothing_below(client):
    client.force_login(UserFactory(staff=True, groups=["administrator"], language="en"))

    page = client.get(reverse("admin:index")).content.decode()

    assert 'id="today"' not in page
