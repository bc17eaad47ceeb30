"""The calendar and a mission's page, as somebody reads them who has a candidacy there."""

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags

from missions import services
from missions.alarms import tell_owners
from missions.models import Budget, Commitment, Milestone
from missions.services import money
from osce_portal.mail.models import QueuedMail
from osce_portal.staff_admin import row_address
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.errors import OwnCall
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.missions import CallFactory, days_from_today
from tests.missions.test_admin import band_rows, call_data

pytestmark = pytest.mark.django_db
START = "candidacies:start"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def person(client):
    candidate = CandidateFactory(user__language="en")
    client.force_login(candidate.user)
    return candidate


def read(client, url: str) -> str:
    return client.get(url).content.decode()


def words(html: str) -> str:
    return " ".join(strip_tags(html).split())


def test_a_mission_says_to_whom_has_a_draft_that_it_is_not_handed_in(client, person):
    draft = CandidacyFactory(candidate=person)
    page = read(client, draft.call.mission.get_absolute_url())
    assert "It is not handed in yet." in page
    assert "Go on with my candidacy" in page
    assert ">Apply<" not in page
    assert "your draft" in words(read(client, reverse("missions:calendar")))


def test_a_mission_shows_to_whom_has_applied_the_receipt_number_and_the_way_there(client, person):
    candidacy = CandidacyFactory(candidate=person, received=True)
    page = read(client, candidacy.call.mission.get_absolute_url())
    assert candidacy.receipt_number in page
    assert candidacy.get_detail_url() in page
    assert reverse(START, args=[candidacy.call.public_id]) not in page
    assert "you have applied" in words(read(client, reverse("missions:calendar")))


@pytest.mark.parametrize("is_open", [True, False])
def test_whoever_has_withdrawn_may_apply_again_while_the_call_is_open(client, person, is_open):
    call = CallFactory(open=is_open, closed=not is_open)
    CandidacyFactory(candidate=person, call=call, status=CandidacyStatus.WITHDRAWN)
    page = read(client, call.mission.get_absolute_url())
    assert ("Until the deadline you may apply again." if is_open else "Your candidacy is withdrawn.") in page
    assert (reverse(START, args=[call.public_id]) in page) is is_open


def test_a_candidacy_that_stands_counts_and_not_the_one_withdrawn_after_it(client, person):
    standing = CandidacyFactory(candidate=person, received=True)
    CandidacyFactory(candidate=person, call=standing.call, status=CandidacyStatus.WITHDRAWN)
    assert standing.receipt_number in read(client, standing.call.mission.get_absolute_url())


def test_a_draft_found_by_the_deadline_was_not_handed_in(client, person):
    late = CandidacyFactory(candidate=person, status=CandidacyStatus.LAPSED, call__closed=True)
    page = read(client, late.call.mission.get_absolute_url())
    assert "it was not handed in" in page
    assert "The deadline has passed" in page


def test_nobody_sees_the_candidacy_of_somebody_else(client, person):
    foreign = CandidacyFactory(received=True)
    page = read(client, foreign.call.mission.get_absolute_url())
    assert foreign.receipt_number not in page
    assert ">Apply<" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_own_marks_cost_one_query_for_any_number_of_rows(client, person, rows, django_assert_num_queries):
    for _row in range(rows):
        CandidacyFactory(candidate=person, received=True)
    # As many for one row as for three: the own candidacies are asked for once.
    with django_assert_num_queries(9):
        client.get(reverse("missions:calendar"))


def test_nobody_sees_to_the_money_of_a_call_of_the_own_candidacy(person):
    call = CandidacyFactory(candidate=person, received=True).call
    budget = Budget.objects.create(year=2027, line="14-53-5", amount_cents=0)
    with pytest.raises(OwnCall):
        money.enter_commitment(call, budget, actor=person.user, kind="planned", cents=1)
    row = money.enter_commitment(call, budget, actor=UserFactory(staff=True), kind="planned", cents=1)
    with pytest.raises(OwnCall):
        money.sign_overrun(row, actor=person.user, reason="It is booked.")
    with pytest.raises(OwnCall):
        money.release_commitment(row, actor=person.user)

    assert Commitment.objects.awaiting_signature().get() == row


@pytest.fixture
def own_call(client):
    """A call for which a desk officer is a candidate, who is signed in; with its chain."""
    officer = UserFactory(staff=True, groups=["desk_officer"], language="en")
    call = CandidacyFactory(candidate__user=officer, received=True, call__places=10).call
    services.place_milestones(call)
    client.force_login(officer)
    call.officer = officer
    return call


def test_nobody_sees_to_the_steps_of_a_call_of_the_own_candidacy(client, own_call):
    step = own_call.milestones.get(kind="screening")
    page, done = (reverse(f"chains:{act}", args=[step.public_id]) for act in ("step", "done"))

    assert client.get(page).status_code == client.post(done).status_code == 404
    shown = read(client, row_address(own_call))
    assert "Chain of dates" in shown
    assert done not in shown
    for act in (services.finish_milestone, services.reopen_milestone):
        with pytest.raises(OwnCall):
            act(step, actor=own_call.officer)
    with pytest.raises(OwnCall):
        services.adjust_milestone(step, actor=own_call.officer, due_on=days_from_today(3))
    client.force_login(UserFactory(staff=True, groups=["desk_officer"]))
    assert client.get(page).status_code == 200
    assert done in read(client, row_address(own_call))


def test_nobody_is_told_of_the_steps_of_a_call_of_the_own_candidacy(own_call):
    other = CallFactory()
    services.place_milestones(other)
    Milestone.objects.update(owner=own_call.officer, due_on=days_from_today(1))
    own_call.milestones.filter(kind="report").update(owner=UserFactory(staff=True))

    assert tell_owners() == 8
    told = QueuedMail.objects.filter(to_email=own_call.officer.email)
    assert {mail.key.split(":")[1] for mail in told} == {step.public_id for step in other.milestones.all()}


def test_nobody_sets_places_or_bands_of_a_call_of_the_own_candidacy(client, own_call):
    shown = read(client, row_address(own_call))
    client.post(row_address(own_call), call_data(places="3", **band_rows({"label": "gender=F", "min": "1"})))

    presets = reverse("admin:missions_call_presets", args=[own_call.public_id])
    assert client.get(presets).status_code == client.post(presets).status_code == 404
    assert presets not in shown
    assert 'name="places"' not in shown
    own_call.refresh_from_db()
    assert (own_call.places, own_call.quota_targets.count()) == (10, 0)
    with pytest.raises(OwnCall):
        services.update_call_settings(own_call, actor=own_call.officer, minimum_score_tenths=1)
    with pytest.raises(OwnCall):
        services.set_bands(own_call, actor=own_call.officer, bands=[])
