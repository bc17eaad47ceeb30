"""Candidacies in the admin: read, recorded as seen, never changed by hand, nobody's own."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from osce_portal.accounts.rules import GROUPS
from osce_portal.audit.models import AuditEntry
from osce_portal.staff_admin import row_address
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory, DossierFactory, LateAttemptFactory
from tests.factories.candidates import UnavailabilityFactory

pytestmark = pytest.mark.django_db
LIST = "admin:candidacies_candidacy_changelist"


def change(candidacy) -> str:
    return row_address(candidacy)


def proof(candidacy) -> str:
    return reverse("admin:candidacies_candidacy_proof", args=[candidacy.public_id])


@pytest.fixture
def officer(client):
    user = UserFactory(staff=True, groups=["desk_officer"], language="en")
    client.force_login(user)
    return user


def test_a_candidacy_says_on_which_days_of_the_mission_its_person_cannot_go(client, officer):
    candidacy = CandidacyFactory(received=True)
    day = candidacy.call.mission.election_day
    for first, last in [(-30, -7), (-8, -6), (4, 9), (5, 9)]:
        UnavailabilityFactory(
            candidate=candidacy.candidate,
            started_on=day + dt.timedelta(days=first),
            ended_on=day + dt.timedelta(days=last),
        )

    page = client.get(change(candidacy)).content.decode()

    with translation.override("en"):
        periods = [str(period) for period in candidacy.candidate.unavailabilities.all()]
    assert f"{periods[1]}; {periods[2]}" in page
    assert periods[0] not in page
    assert periods[3] not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_rows(client, officer, rows, django_assert_max_num_queries):
    for _place in range(rows):
        CandidacyFactory(received=True)
    client.get(reverse(LIST))
    with django_assert_max_num_queries(9):
        assert client.get(reverse(LIST)).status_code == 200


def test_opening_a_candidacy_shows_its_way_and_is_recorded(client, officer):
    candidacy = DossierFactory(candidacy__on_paper=True).candidacy
    text = client.get(change(candidacy)).content.decode()
    assert candidacy.receipt_number in text
    assert f"<dd>{candidacy.candidate.city}</dd>" in "".join(text.split("\n")).replace("  ", "")
    entry = AuditEntry.objects.get(action="candidacy.seen")
    assert (entry.actor, entry.subject_ref) == (officer, candidacy.candidate.public_id)


def test_nothing_can_be_changed_by_hand(client, officer):
    candidacy = CandidacyFactory(received=True)
    assert client.post(change(candidacy), {"status": "selected"}).status_code == 404
    assert client.get(reverse("admin:candidacies_candidacy_add")).status_code == 404
    delete = row_address(candidacy).replace("change", "delete")
    assert client.post(delete, {"post": "yes"}).status_code == 404
    candidacy.refresh_from_db()
    assert candidacy.status == "submitted"


def test_the_own_candidacy_does_not_exist(client, officer):
    own = CandidacyFactory(on_paper=True, candidate__user=officer)
    assert client.get(change(own)).status_code == 404
    assert client.get(proof(own)).status_code == 404
    assert own.receipt_number not in client.get(reverse(LIST)).content.decode()


@pytest.mark.parametrize("group", GROUPS)
def test_who_sees_candidacies_and_their_proofs(client, group):
    candidacy = CandidacyFactory(on_paper=True)
    client.force_login(UserFactory(staff=True, groups=[group]))
    sees = group not in {"budget_officer", "administrator"}
    assert client.get(reverse(LIST)).status_code == (200 if sees else 404)
    answer = client.get(proof(candidacy))
    assert answer.status_code == (200 if sees else 404)
    if sees:
        assert b"".join(answer.streaming_content)
        assert answer["Content-Disposition"].startswith("attachment")


def test_a_candidate_never_gets_the_proof(client):
    candidacy = CandidacyFactory(on_paper=True)
    client.force_login(candidacy.candidate.user)
    assert client.get(proof(candidacy)).status_code != 200


def test_late_attempts_are_listed(client, officer):
    attempt = LateAttemptFactory()
    page = client.get(reverse("admin:candidacies_lateattempt_changelist"))
    assert str(attempt.candidate) in page.content.decode()
