"""What a candidacy needs; the second step at sign-in only where the ministry asks for it."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse
from django.utils import translation

from candidates.enums import ObserverRole
from osce_portal.common.enums import Role
from selection.candidacies.checklist import missing_requirements
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.errors import IncompleteCandidacy
from selection.candidacies.services import submit_candidacy
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import CandidateFactory, ObservationExperienceFactory
from tests.factories.missions import CallFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    candidacy = CandidacyFactory(candidate__user__language="en", ready=True)
    client.force_login(candidacy.candidate.user)
    return candidacy


def hand_in(client, draft):
    answers = {"motivation": draft.motivation, "available": "on", "code_of_conduct": "on", "submit": "1"}
    return client.post(reverse("candidacies:edit", args=[draft.public_id]), answers)


def test_a_second_step_is_not_asked_for_by_itself(draft):
    assert missing_requirements(draft) == []
    submit_candidacy(draft, actor=draft.candidate.user)


def test_where_the_setting_asks_for_it_nothing_is_received_without_a_second_step(draft, settings):
    settings.MFA_REQUIRED_TO_SUBMIT = True
    assert [item.code for item in missing_requirements(draft)] == ["second_step"]
    with translation.override("en"), pytest.raises(IncompleteCandidacy, match="second step"):
        submit_candidacy(draft, actor=draft.candidate.user)
    TOTP.activate(draft.candidate.user, generate_totp_secret())
    submit_candidacy(draft, actor=draft.candidate.user)


def test_handing_in_leads_to_switching_it_on_and_back_and_the_draft_stays(client, draft, settings):
    settings.MFA_REQUIRED_TO_SUBMIT = True
    page = hand_in(client, draft).content.decode()
    draft.refresh_from_db()
    assert draft.status == CandidacyStatus.DRAFT
    assert "A second step at sign-in" in page
    assert reverse("mfa_index") in page

    TOTP.activate(draft.candidate.user, generate_totp_secret())
    assert draft.get_absolute_url() in client.get(reverse("mfa_index")).content.decode()
    client.get(draft.get_absolute_url())
    assert draft.get_absolute_url() not in client.get(reverse("mfa_index")).content.decode()
    hand_in(client, draft)
    draft.refresh_from_db()
    assert draft.status == CandidacyStatus.SUBMITTED


@pytest.mark.parametrize(
    ("count", "said"), [(0, "names 0 such missions"), (1, "names 1 such mission."), (3, "names 3 such")]
)
def test_a_call_for_ltos_says_how_many_short_missions_the_cv_names_and_refuses_nobody(client, count, said):
    draft = CandidacyFactory(candidate__user__language="en", ready=True, call__role=Role.LTO)
    draft.candidate.observations.all().delete()
    ObservationExperienceFactory.create_batch(count, candidate=draft.candidate, role=ObserverRole.STO)
    ObservationExperienceFactory(candidate=draft.candidate, role=ObserverRole.DOMESTIC)
    client.force_login(draft.candidate.user)

    assert said in client.get(draft.get_absolute_url()).text
    submit_candidacy(draft, actor=draft.candidate.user)


def test_before_the_first_draft_it_is_said_too_and_never_for_a_call_for_stos(client):
    person = CandidateFactory(registered=True, belgian=True, user__language="en")
    client.force_login(person.user)
    for role, is_said in ((Role.LTO, True), (Role.STO, False)):
        start = reverse("candidacies:start", args=[CallFactory(role=role).public_id])
        assert ("several missions as a short-term observer" in client.get(start).text) is is_said
