"""Published calls of the other schemes: their candidacies do not pass through the portal yet."""

import pytest
from django.urls import reverse
from django.utils import translation

from osce_portal.management.commands.nightly import Command as Nightly
from selection.candidacies.models import Candidacy
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.missions import CrisisCallFactory, RoundCallFactory, VacancyCallFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls():
    return [VacancyCallFactory(), RoundCallFactory(), CrisisCallFactory()]


def test_nobody_starts_a_candidacy_for_them(client, calls):
    candidate = CandidateFactory(registered=True, belgian=True, with_cv=True)
    client.force_login(candidate.user)

    for call in calls:
        address = reverse("candidacies:start", args=[call.public_id])
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert not Candidacy.objects.exists()


def test_the_pages_of_a_candidate_and_of_visitors_bear_them(client, calls):
    candidacy = CandidacyFactory(call__open=True)
    client.force_login(candidacy.candidate.user)
    with translation.override("en"):
        pages = [
            reverse(name) for name in ("home", "missions:calendar", "candidacies:list", "candidates:overview")
        ]

    answers = [client.get(page, follow=True) for page in pages]

    assert [answer.status_code for answer in answers] == [200] * 4
    home = answers[0].content.decode()
    with translation.override("en"):
        assert any(f'href="{call.subject.get_absolute_url()}"' in home for call in calls)
    assert 'href=""' not in home


def test_the_lists_and_acts_of_staff_bear_them(client, calls):
    client.force_login(UserFactory(staff=True, groups=["desk_officer"], language="en"))

    for name in ("admin:index", "admin:missions_call_changelist", "admin:candidacies_candidacy_changelist"):
        assert client.get(reverse(name)).status_code == 200
    for call in calls:
        assert client.get(reverse("admin:missions_call_change", args=[call.public_id])).status_code == 200
        assert client.get(reverse("assessment:after-closing", args=[call.public_id])).status_code == 404
        assert client.get(reverse("delegation:run-latest", args=[call.public_id])).status_code == 200


def test_the_night_closes_them_and_tells_nobody_of_a_draft(client, mailoutbox):
    call = VacancyCallFactory(closed=True, closed_at=None)

    Nightly().handle()

    call.refresh_from_db()
    assert call.closed_at is not None
